"""The page of one measure: its figures agree with the package and the other pages, its history is whole."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from fractions import Fraction
from html import unescape
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from dashboard.pages.address import Address, Params
from dashboard.pages.measure import ITEM
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from dashboard.reporting.table import Table
from tests.site import DATA, SLUGS, TODAY, Site, measure_codes

TOWN, WISMAR = "musterstadt-2030", "wismar-smart-city"
PAGES_OF_MEASURES = [(slug, code) for slug in SLUGS for code in measure_codes(slug)]


@pytest.fixture(scope="module")
def reader(site: Site) -> Reader:
    return Reader(site.engine, today=lambda: TODAY, audience="internal")


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.internal.server.test_client()


@pytest.fixture(scope="module")
def public(site: Site) -> FlaskClient:
    return site.public.server.test_client()


def tables(reader: Reader, slug: str, code: str, **params: object) -> dict[str, Table]:
    context = context_of(reader, Address(slug, "massnahmen", Params(**params), item=code))  # type: ignore[arg-type]
    return {table.name: table for table in ITEM.tables(context)}


def column(table: Table, name: str) -> list:
    place = [c.name for c in table.columns].index(name)
    return [row[place] for row in table.rows]


def package(table: str) -> list[dict[str, str]]:
    with (DATA / TOWN / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def holding(table: str, **wanted: str) -> list[dict[str, str]]:
    return [
        row
        for row in package(table)
        if not row["known_until"] and all(row[name] == value for name, value in wanted.items())
    ]


def words(client: FlaskClient, path: str) -> str:
    """The first response with its letters as they are."""
    return client.get(path).text


@pytest.mark.parametrize(("slug", "code"), PAGES_OF_MEASURES)
def test_every_measure_has_a_page_for_both_audiences(
    client: FlaskClient, public: FlaskClient, slug: str, code: str
) -> None:
    for visitor in (client, public):
        assert visitor.get(f"/{slug}/massnahmen/{code}").status_code == 200
        assert visitor.get(f"/{slug}/massnahmen/{code}/tabellen").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        f"/{TOWN}/massnahmen/9.9",
        f"/{TOWN}/massnahmen/2.1/mehr",
        f"/{TOWN}/fortschritt/2.1",
        f"/{TOWN}/massnahmen/9.9/tabellen",
        f"/{TOWN}/massnahmen/2.1/gibtesnicht.csv",
        f"/{TOWN}/massnahmen/2.1/woher/geld/99",
        f"/{TOWN}/fortschritt/2.1/tabellen",
        f"/{TOWN}/massnahmen/%00",
        f"/{TOWN}/massnahmen/{'x' * 41}",
    ],
)
def test_a_measure_that_is_not_there_is_a_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_money_is_recomputed_from_the_rows_of_the_package(reader: Reader) -> None:
    as_of = "2025-12-31"
    plan = max((row for row in package("plan_version") if row["resolution"]), key=lambda row: row["valid_from"])
    lines = holding("plan_line", plan_version=plan["code"], object="2.1", side="cost", budget_kind="finanz")
    bac = sum(Decimal(row["amount"]) for row in lines)
    postings = [row for row in holding("posting", object="2.1") if row["date"] <= as_of]

    def total(kind: str) -> Decimal:
        return sum((Decimal(row["amount"]) for row in postings if row["kind"] == kind), Decimal(0))

    paid, orders = total("actual"), total("commitment") - total("commitment_release")
    weights = {row["code"]: (int(row["weight"]), row["actual_date"]) for row in holding("milestone", object="2.1")}
    reached = Fraction(sum(w for w, day in weights.values() if day), sum(w for w, _day in weights.values()))
    rest = Fraction(bac) * (1 - reached)
    shown = {row[1]: row for row in tables(reader, TOWN, "2.1")["geld"].rows}
    assert [shown[name][2] for name in ("BAC", "AC", "O")] == [bac * 100, paid * 100, orders * 100]
    assert shown["EV"][2] == Fraction(bac) * reached * 100
    assert shown["KP"][2] == max(Fraction(paid + orders), Fraction(paid) + rest) * 100
    assert shown["CPI"][4] == Fraction(bac) * reached / Fraction(paid)


def test_years_and_sources_add_up_to_the_plan(reader: Reader) -> None:
    found = tables(reader, TOWN, "2.1")
    years, figures = found["geld-jahre"], {row[1]: row[2] for row in found["geld"].rows}
    *each, whole = [row[1:] for row in years.rows]
    assert list(whole) == [sum(x or 0 for x in amounts) for amounts in zip(*each, strict=True)]
    assert (whole[0], whole[1]) == (figures["BAC"], figures["AC"])
    assert sum(whole[2:]) == figures["BAC"]


def test_every_forecast_of_the_package_is_listed_with_what_it_moved(reader: Reader) -> None:
    told = tables(reader, TOWN, "2.1")["prognosen"]
    stated = [
        row for row in holding("forecast") if row["milestone"].startswith("2.1-") and row["report_date"] <= "2025-12-31"
    ]
    assert len(told.rows) == len(stated)
    fourth = [row for row in told.rows if row[0] == "120 Sensoren eingebaut"]
    days = [row["date"] for row in stated if row["milestone"] == "2.1-M4"]
    assert [row[2].day.isoformat() for row in fourth] == days
    moved = [(dt.date.fromisoformat(b) - dt.date.fromisoformat(a)).days for a, b in pairwise(days)]
    assert [row[3] for row in fourth][1:] == moved


def test_the_light_is_that_of_the_list_and_of_progress(client: FlaskClient) -> None:
    def rows(path: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(client.get(path).text.lstrip("\ufeff").split("\r\n", 1)[1])))

    listed = {row["measure"]: row for row in rows(f"/{TOWN}/massnahmen/liste.csv")}
    progress = {row["measure"]: row for row in rows(f"/{TOWN}/fortschritt/massnahmen.csv")}
    for code, row in listed.items():
        overall = rows(f"/{TOWN}/massnahmen/{code}/ampeln.csv")[0]
        assert overall["light"] == row["status"] == progress[code]["status"]
        assert (row["reached"], row["planned"]) == (progress[code]["reached"], progress[code]["planned"])


def test_the_history_tells_states_forecasts_baselines_and_edits_with_the_day_they_were_known(reader: Reader) -> None:
    history = tables(reader, TOWN, "2.1")["aenderungen"]
    told = list(zip(column(history, "day"), column(history, "what"), column(history, "known_on"), strict=True))
    assert (dt.date(2023, 10, 12), "Status: in Umsetzung", dt.date(2023, 10, 17)) in told
    assert (dt.date(2025, 1, 20), "„Auftrag vergeben“ erreicht", dt.date(2025, 1, 24)) in told
    assert any(what.startswith("Neuer Basistermin für „120 Sensoren eingebaut“") for _day, what, _known in told)
    assert [day for day, _what, _known in told] == sorted((day for day, _what, _known in told), reverse=True)


def test_what_was_not_known_yet_is_no_part_of_the_history(reader: Reader) -> None:
    known = dt.date(2024, 6, 30)
    early = tables(reader, TOWN, "2.1", bekannt=known)["aenderungen"]
    assert 0 < len(early.rows) < len(tables(reader, TOWN, "2.1")["aenderungen"].rows)
    assert max(column(early, "known_on")) <= known
    assert max(column(tables(reader, TOWN, "2.1", stand=known)["aenderungen"], "day")) <= known


def test_the_public_sees_no_weak_points_of_a_measure(client: FlaskClient, public: FlaskClient) -> None:
    path = f"/{TOWN}/massnahmen/2.1"
    assert "Schwachstellen" in words(client, path)
    assert "Schwachstelle" not in words(public, path)
    assert public.get(f"{path}/schwachstellen.csv").status_code == 404


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != TOWN])
def test_where_nobody_reports_nothing_is_judged_late(reader: Reader, slug: str) -> None:
    for code in measure_codes(slug):
        found = tables(reader, slug, code)
        assert not {"red", "yellow"} & set(column(found["ampeln"], "light"))
        for table in ("meilensteine",):
            if table in found:
                assert set(column(found[table], "overdue")) <= {None, 0}


def test_a_measure_of_which_little_is_stated_says_so_in_one_place(client: FlaskClient) -> None:
    page = words(client, f"/{WISMAR}/massnahmen/pilot-parkraum")
    for told in (
        "Was nicht angegeben ist",
        "Meilensteine: keiner angegeben",
        "LoRaWAN",
        "solche Maßnahmen werden nicht bewertet",
    ):
        assert told in page
    assert "0,00" not in page


def test_links_to_a_measure_keep_day_and_day_of_knowledge(client: FlaskClient) -> None:
    page = client.get(f"/{TOWN}/fortschritt?stand=2025-06-30&bekannt=2025-07-31").text
    assert f"/{TOWN}/massnahmen/2.1?stand=2025-06-30&bekannt=2025-07-31" in unescape(page)


@pytest.mark.parametrize("slug", ["wismar-smart-city", "wismar-isek", "konstanz-smart-green-city"])
def test_no_measure_has_a_status_since_the_day_of_the_document_that_names_it(client: FlaskClient, slug: str) -> None:
    for code in measure_codes(slug):
        page = client.get(f"/{slug}/massnahmen/{code}").get_data(as_text=True)
        assert not re.search(r"(?<!bekannt )seit (23\.05\.2019|28\.01\.2021)", page), code
        assert re.search(r"genannt am (23\.05\.2019|28\.01\.2021); seit wann, ist nicht angegeben", page), code


def test_a_status_that_somebody_reported_keeps_its_day(client: FlaskClient) -> None:
    page = client.get("/musterstadt-2030/massnahmen/1.3").get_data(as_text=True)
    assert "seit 01.04.2025" in page
