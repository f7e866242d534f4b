"""The line of the day: where the data end, and that what became known later is not denied."""

from __future__ import annotations

import csv
import re

import pytest
from flask.testing import FlaskClient

from dashboard.domain.values import Origin
from tests.domain.builders import a_measure, a_state, a_strategy, day
from tests.site import DATA, SLUGS, Site


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.public.server.test_client()


def known_later(slug: str) -> list[str]:
    """ISO days after the Datenstand on which rows of the package that still hold became known."""
    rows = []
    for path in (DATA / slug).glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            rows += [row for row in csv.DictReader(handle) if not row["known_until"]]
    [end] = [row["data_as_of"] for row in rows if "data_as_of" in row]
    return sorted(row["known_on"] for row in rows if row["known_on"] > end)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_line_of_the_day_denies_later_facts_only_where_there_are_none(client: FlaskClient, slug: str) -> None:
    page = client.get(f"/{slug}").get_data(as_text=True)
    [line] = re.findall(r'<span class="end-of-data">(.*?)</span>', page)
    words = re.sub(r"<[^>]+>", "", line)
    later = known_later(slug)
    assert ("spätere Angaben liegen nicht vor" in words) == (not later)
    if later:
        last = ".".join(reversed(later[-1].split("-")))
        assert words.endswith(f"– einzelne Angaben wurden später bekannt, zuletzt am {last}: Quellen")


def test_one_of_the_packages_knows_facts_that_are_later_than_its_datenstand() -> None:
    assert [slug for slug in SLUGS if known_later(slug)] == ["modellprojekte-smart-cities"]


def test_a_package_entered_after_its_datenstand_knows_nothing_later_by_that() -> None:
    entered, later = Origin(known_on=day("05.01.2026")), Origin(known_on=day("06.01.2026"))
    strategy = a_strategy(origin=entered)
    assert a_state(strategy=strategy, measures=[a_measure(origin=entered)]).known_later is None
    assert a_state(strategy=strategy, measures=[a_measure(origin=later)]).known_later == later.known_on


#: Columns that say how far something is, by table.
OUTCOMES = {"drei-zahlen": ("value",), "handlungsfelder": ("reached",), "verlauf": ("reached", "difference"),
            "massnahmen": ("reached", "deviation", "overdue"), "liste": ("reached",)}  # fmt: skip
PATHS = ("", "/progress", "/measures")


def _outcomes(client: FlaskClient, slug: str) -> list[tuple[str, str, object]]:
    """Every figure of an outcome in the open data, where the measures say it."""
    found = []
    for path in PATHS:
        for table in client.get(f"/api/v1/strategies/{slug}{path}?sources=full").json["tables"]:
            for row in table["rows"]:
                names = [name for name in OUTCOMES.get(table["name"], ()) if row[name] is not None]
                found += [(table["name"], name, row[name]) for name in names]
                assert not set(OUTCOMES.get(table["name"], ())) - set(names) & set(row["sources"])
    return found


def test_what_nobody_reports_is_not_stated_in_the_open_data_either_and_never_zero(client: FlaskClient) -> None:
    assert _outcomes(client, "wismar-smart-city") == []
    assert "nicht angegeben" in client.get("/wismar-smart-city").get_data(as_text=True)
    assert {table for table, _name, _value in _outcomes(client, "musterstadt-2030")} == set(OUTCOMES)
