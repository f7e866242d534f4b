"""The list of measures: what is looked for, in which order, how much at a time."""

from __future__ import annotations

import json
import re
from importlib import import_module

import pytest
from flask.testing import FlaskClient

from dashboard.pages import measures
from dashboard.pages.address import Address, Params
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from dashboard.reporting.table import Table
from tests.site import TODAY, Site

TOWN, WISMAR = "musterstadt-2030", "wismar-smart-city"


@pytest.fixture(scope="module")
def reader(site: Site) -> Reader:
    return Reader(site.engine, today=lambda: TODAY, audience="internal")


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.internal.server.test_client()


def listed(reader: Reader, slug: str = TOWN, **params: object) -> Table:
    context = context_of(reader, Address(slug, "massnahmen", Params(**params)))  # type: ignore[arg-type]
    [table] = measures.PAGE.tables(context)
    return table


def column(table: Table, name: str) -> list:
    place = [c.name for c in table.columns].index(name)
    return [row[place] for row in table.rows]


@pytest.mark.parametrize(
    ("search", "title"),
    [
        ("buergerservice", "Online-Terminplanung für den Bürgerservice"),
        ("Bürgerservice", "Online-Terminplanung für den Bürgerservice"),
        ("STOERUNG", "Störungs-App StörungHWI des EVB"),
        ("tourist evb", None),
    ],
)
def test_a_measure_is_found_however_umlauts_are_typed(reader: Reader, search: str, title: str | None) -> None:
    assert column(listed(reader, WISMAR, suche=search), "title") == ([title] if title else [])


def test_the_search_looks_into_number_field_and_responsible_body(reader: Reader) -> None:
    assert column(listed(reader, suche="2.1"), "measure") == ["2.1"]
    assert set(column(listed(reader, suche="mobilitat"), "field")) == {"Mobilität und Verkehr"}
    assert "2.1" in column(listed(reader, suche="ordnungsamt"), "measure")


@pytest.mark.parametrize(
    ("sorting", "name"), [("erreicht", "reached"), ("ausgegeben", "spent"), ("titel", "title"), ("nummer", "measure")]
)
def test_the_list_is_sorted_both_ways_with_what_is_missing_at_the_end(reader: Reader, sorting: str, name: str) -> None:
    up, down = (column(listed(reader, sortierung=sign + sorting), name) for sign in ("", "-"))
    stated = [value for value in up if value is not None]
    assert up == sorted(stated) + [None] * (len(up) - len(stated))
    assert down == sorted(stated, reverse=True) + [None] * (len(up) - len(stated))


def test_search_filter_and_order_together_show_the_same_from_a_pasted_link(client: FlaskClient) -> None:
    query = "handlungsfeld=2&suche=sensor&sortierung=-titel"
    rows = client.get(f"/{TOWN}/massnahmen/liste.csv?{query}").text.splitlines()[2:]
    assert [row.split(",")[0] for row in rows] == ["2.1"]
    first = json.dumps(client.get(f"/{TOWN}/massnahmen?{query}").text)
    assert "1 von 24 Ma" in first


@pytest.mark.parametrize(
    "query", ["sortierung=groesse", "sortierung=--titel", "seite=0", "seite=x", "suche=" + "x" * 101]
)
def test_an_order_or_part_that_is_not_there_is_a_400(client: FlaskClient, query: str) -> None:
    assert client.get(f"/{TOWN}/massnahmen?{query}").status_code == 400


def test_parameters_of_the_list_stay_on_the_list() -> None:
    address = Address(TOWN, "massnahmen", Params(handlungsfeld="2", suche="rad", sortierung="titel", seite=2))
    assert address.href(path="fortschritt") == f"/{TOWN}/fortschritt?handlungsfeld=2"
    assert address.href(path="massnahmen/liste.csv").endswith("handlungsfeld=2&suche=rad&sortierung=titel&seite=2")
    assert address.measure("2.1") == f"/{TOWN}/massnahmen/2.1?handlungsfeld=2"
    assert Address(TOWN).measure("Straße.1") == f"/{TOWN}/massnahmen/Stra%C3%9Fe.1"


def test_a_long_list_is_shown_in_parts_and_a_part_behind_the_end_is_the_last(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LONGEST", "ROWS"):
        monkeypatch.setattr(import_module("dashboard.pages.parts"), name, 10)
    shown = []
    for part in (1, 2, 3, 99):
        page = client.get(f"/{TOWN}/massnahmen?seite={part}").text
        shown.append(re.findall(rf"/{TOWN}/massnahmen/(\d\.\d)\W", page))
    assert [len(codes) for codes in shown] == [10, 10, 4, 4]
    assert shown[2] == shown[3]
    assert len({code for codes in shown for code in codes}) == 24
