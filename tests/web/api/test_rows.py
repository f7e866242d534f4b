"""What programs get is what the pages show: to the cent, to the last part of a fraction, with unit and source."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.pages.address import Params
from dashboard.reader import Reader
from dashboard.reporting.table import Column, Quantity, Table
from dashboard.web.api.resources import RESOURCES, Resource, resource_of
from tests.site import SLUGS, Site
from tests.web.api.addresses import BELOW, TOWN, every_resource, page_tables, path_of, public_reader

MONEY = ("money", "whole_money")
EXACT = ("share", "points", "ratio", "number", "exact_money", "quantity")


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.public.server.test_client()


@pytest.fixture(scope="module")
def reader(site: Site) -> Reader:
    return public_reader(site)


def told(column: Column, row: dict[str, Any]) -> object:
    """The value that a row tells, read back as a program would: cents, days, exact fractions, words."""
    value = row[column.name]
    if value is None:
        return None
    if column.kind in EXACT:
        exact = Fraction(row[f"{column.name}_exact"])
        assert value == float(exact)
        return exact
    if column.kind in MONEY or column.kind == "stated_money":
        assert type(value) is int
    if column.kind in ("day", "stated_day"):
        value = dt.date.fromisoformat(value)
    if column.kind.startswith("stated"):
        return value, row[f"{column.name}_precision"], row[f"{column.name}_words"]
    return value


def known(column: Column, value: Any) -> object:
    """The value of the page's table, in the same form."""
    if value is None:
        return None
    if column.kind in EXACT:
        return Fraction(value.value if isinstance(value, Quantity) else value)
    if column.kind == "stated_day":
        return value.day, value.precision, value.words
    if column.kind == "stated_money":
        return value.cents, value.precision, value.words
    return str(value) if column.kind in ("text", "code") else value


def test_every_table_of_every_page_is_told_to_the_cent(client: FlaskClient, reader: Reader) -> None:
    for resource, slug, code in every_resource(reader):
        answer = client.get(path_of(resource, slug, code))
        assert answer.status_code == 200, answer.text
        shown = page_tables(reader, resource, slug, code)
        assert [table["name"] for table in answer.json["tables"]] == [table.name for table in shown]
        for table, found in zip(shown, answer.json["tables"], strict=True):
            assert _told(table, found) == [tuple(map(known, table.columns, row)) for row in table.rows]
            assert found["sums"] == sorted(table.sums)


def _told(table: Table, found: dict[str, Any]) -> list[tuple]:
    return [tuple(told(column, row) for column in table.columns) for row in found["rows"]]


@pytest.mark.parametrize(
    "params",
    [
        Params(stand=dt.date(2024, 6, 30)),
        Params(bekannt=dt.date(2025, 3, 31)),
        Params(stand=dt.date(2023, 12, 31), bekannt=dt.date(2024, 12, 31)),
        Params(jahr=2024),
        Params(handlungsfeld="2"),
        Params(status="kritisch"),
        Params(gruppe="bauen"),
        Params(suche="straße", sortierung="-titel"),
    ],
    ids=Params.query,
)
@pytest.mark.parametrize("name", ["", "progress", "budget", "monitoring", "measures"])
def test_parameters_mean_what_they_mean_on_the_page(
    client: FlaskClient, reader: Reader, name: str, params: Params
) -> None:
    resource = resource_of(name, item=False)
    assert resource is not None
    answer = client.get(f"{path_of(resource, TOWN)}?{params.query()}").json
    shown = page_tables(reader, resource, TOWN, params=params)
    for table, found in zip(shown, answer["tables"], strict=True):
        assert _told(table, found) == [tuple(map(known, table.columns, row)) for row in table.rows]
    assert answer["parameters"] == {k: str(v) for k, v in zip(*_given(params), strict=True)}
    assert params.query() in answer["links"]["page"]


def _given(params: Params) -> tuple[list[str], list[Any]]:
    pairs = [(name, getattr(params, name)) for name in Params.__slots__ if getattr(params, name) is not None]
    return [name for name, _ in pairs], [value for _, value in pairs]


CHOICES = {
    "jahr": "2024", "handlungsfeld": "2", "gruppe": "ordnungsamt", "status": "kritisch", "suche": "straße",
    "sortierung": "-titel",
}  # fmt: skip


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda found: found.path)
@pytest.mark.parametrize(("name", "value"), CHOICES.items())
def test_a_parameter_chooses_among_the_figures_or_is_named_as_without_effect(
    client: FlaskClient, resource: Resource, name: str, value: str
) -> None:
    path = path_of(resource, TOWN, "2.1" if resource.item else "")
    whole, part = (client.get(f"{path}?sources=none{more}").json for more in ("", f"&{name}={value}"))
    same = [t["rows"] for t in whole["tables"]] == [t["rows"] for t in part["tables"]]
    assert part["without_effect"] == ([name] if same else [])
    assert whole["without_effect"] == []
    told = f"Hier ohne Wirkung: {name}."
    for form in ("csv", "html"):
        assert (told in client.get(f"{path}?format={form}&{name}={value}").text) == same


def test_a_day_before_shows_other_figures(client: FlaskClient) -> None:
    now, then = (client.get(f"{BELOW}/{TOWN}/progress{query}").json for query in ("", "?stand=2024-06-30"))
    assert then["as_of"] == "2024-06-30"
    assert now["tables"] != then["tables"]


def test_the_list_names_every_strategy_with_its_figures(client: FlaskClient) -> None:
    lines = client.get(BELOW).json
    assert {line["slug"] for line in lines} == set(SLUGS)
    [town] = [line for line in lines if line["slug"] == TOWN]
    page = next(csv.DictReader(r for r in _csv(client, "/strategien.csv") if r.startswith(("slug", TOWN))))
    assert Decimal(town["spent"]) / 100 == Decimal(page["spent"])
    assert float(round(Fraction(town["progress_exact"]), 10)) == float(page["progress"])
    for link in town["links"].values():
        assert client.get(link).status_code == 200


def _csv(client: FlaskClient, path: str) -> list[str]:
    return client.get(path).text.removeprefix("\ufeff").splitlines()


def test_each_key_of_a_row_is_described_with_its_type_and_figures_with_their_unit(
    client: FlaskClient, reader: Reader
) -> None:
    types = {"string": str, "date": str, "integer": int, "number": (int, float), "boolean": bool}
    for resource, slug, code in every_resource(reader):
        for table in client.get(f"{path_of(resource, slug, code)}?sources=none").json["tables"]:
            names = [column["name"] for column in table["columns"]]
            assert len(names) == len(set(names)), table["name"]
            assert "sources" not in names
            for row in table["rows"]:
                assert list(row) == names
                for column in table["columns"]:
                    value = row[column["name"]]
                    assert value is None or isinstance(value, types[column["type"]]), (table["name"], column, value)
            for column in table["columns"]:
                if column["type"] in ("integer", "number") and not column["name"].endswith("_decimals"):
                    assert column["unit"] or column["unit_in"] in names, (table["name"], column)


def test_missing_is_null_and_never_zero(client: FlaskClient, reader: Reader) -> None:
    resource = resource_of("progress", item=False)
    assert resource is not None
    [table, *_] = page_tables(reader, resource, "wismar-isek")
    at = [column.name for column in table.columns].index("reached")
    missing = [place for place, row in enumerate(table.rows) if row[at] is None]
    rows = client.get(f"{BELOW}/wismar-isek/progress").json["tables"][0]["rows"]
    assert missing
    assert all(rows[place]["reached"] is None and rows[place]["reached_exact"] is None for place in missing)


def test_each_figure_says_its_formula_its_page_and_its_documents(client: FlaskClient, reader: Reader) -> None:
    documents = 0
    for resource, slug, code in every_resource(reader):
        shown = page_tables(reader, resource, slug, code)
        found = client.get(f"{path_of(resource, slug, code)}").json["tables"]
        for table, told_table in zip(shown, found, strict=True):
            for place, row in enumerate(told_table["rows"]):
                why = {one.column: one for one in table.why(place)} if table.why else {}
                assert set(row["sources"]) == set(why)
                assert all(source["formula"] == why[name].formula.name for name, source in row["sources"].items())
                documents += sum(len(source["documents"]) for source in row["sources"].values())
    assert documents > 1000


def test_the_page_that_explains_a_figure_is_there(client: FlaskClient) -> None:
    for name in ("", "/progress", "/budget", "/monitoring", "/measures"):
        answer = client.get(f"{BELOW}/{TOWN}{name}?stand=2025-06-30").json
        for table in answer["tables"]:
            row = next((row for row in table["rows"] if row["sources"]), None)
            if row:
                column, source = next(iter(row["sources"].items()))
                page = client.get(source["why"])
                assert page.status_code == 200
                assert f'data-figure="{column}"' in page.text or f"data-figure={column}" in page.text


def test_wished_for_in_full_a_source_holds_inputs_and_the_rows_behind(client: FlaskClient, reader: Reader) -> None:
    resource = resource_of("progress", item=False)
    assert resource is not None
    [table, *_] = page_tables(reader, resource, TOWN)
    assert table.why
    rows = client.get(f"{BELOW}/{TOWN}/progress?sources=full").json["tables"][0]["rows"]
    for place, row in enumerate(rows):
        for one in table.why(place):
            source = row["sources"][one.column]
            assert source["words"] == str(one.formula.words)
            assert [given["symbol"] for given in source["inputs"]] == [given.column.name for given in one.inputs]
            assert len(source["parts"]["rows"] if one.parts else []) == len(one.parts.rows if one.parts else [])


def test_a_file_is_the_one_of_the_page(client: FlaskClient, reader: Reader) -> None:
    for resource, slug, code in every_resource(reader):
        place = "/".join(filter(None, (slug, resource.place, code)))
        for table in page_tables(reader, resource, slug, code):
            answer = client.get(f"{path_of(resource, slug, code)}?format=csv&table={table.name}")
            assert answer.mimetype == "text/csv"
            assert answer.data == client.get(f"/{place}/{table.name}.csv").data
    assert client.get(f"{BELOW}?format=csv").data == client.get("/strategien.csv").data


def test_without_a_name_csv_is_the_first_table_and_html_all(client: FlaskClient) -> None:
    for name in ("", "/progress", "/budget", "/monitoring", "/measures", "/sources"):
        path = f"{BELOW}/{TOWN}{name}"
        names = [table["name"] for table in client.get(path).json["tables"]]
        assert client.get(f"{path}?format=csv").data == client.get(f"{path}?format=csv&table={names[0]}").data
        page = client.get(f"{path}?format=html")
        assert page.mimetype == "text/html"
        assert all(f'id="{one}"' in page.text for one in names)
        alone = client.get(f"{path}?format=html&table={names[-1]}").text
        assert [one for one in names if f'<h2 id="{one}"' in alone] == [names[-1]]


def test_one_table_alone_can_be_asked_for(client: FlaskClient) -> None:
    found = client.get(f"{BELOW}/{TOWN}/budget?table=jahre").json["tables"]
    assert [table["name"] for table in found] == ["jahre"]
    assert client.get(found[0]["csv"]).mimetype == "text/csv"
