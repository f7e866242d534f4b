"""Each figure of each page is computed once more from what its explanation lists, and comes out the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dashboard.pages import PAGES
from dashboard.pages.address import Address, Params
from dashboard.pages.context import Context
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from dashboard.reporting.table import NUMERIC, Quantity, Table
from dashboard.reporting.why.explained import Explained
from tests.site import SLUGS, TODAY, Site, measure_codes
from tests.why.formulas import FORMULAS, IN_WORDS

TOWN = "musterstadt-2030"
FIGURES = NUMERIC | {"light", "stated_money"}


@pytest.fixture(scope="module")
def reader(site: Site) -> Reader:
    return Reader(site.engine, today=lambda: TODAY, audience="internal")


def _tables(reader: Reader, slug: str) -> Iterator[tuple[str, Table]]:
    for page in PAGES:
        items = measure_codes(slug) if page.item else []
        for item in ("", *items):
            context: Context = context_of(reader, Address(slug, page.path, item=item))
            for table in page.shown(context).tables(context):
                yield f"{page.name} {item}".strip(), table


def _rows_behind(found: Explained) -> list[dict]:
    if found.parts is None:
        return []
    names = [column.name for column in found.parts.columns]
    return [dict(zip(names, map(_bare, row), strict=True)) for row in found.parts.rows]


def _bare(value: object) -> object:
    """The number of a quantity, whatever its decimals."""
    return value.value if isinstance(value, Quantity) else value


def _computed(found: Explained) -> object:
    inputs = {given.column.name: _bare(given.value) for given in found.inputs}
    return FORMULAS[found.formula.name](inputs, _rows_behind(found))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_explained_figure_follows_from_the_inputs_it_lists(reader: Reader, slug: str) -> None:
    wrong = []
    for page, table in _tables(reader, slug):
        names = [column.name for column in table.columns]
        for place, row in enumerate(table.rows if table.why else ()):
            for found in table.why(place):
                shown = _bare(row[names.index(found.column)])
                if found.formula.name not in IN_WORDS and _computed(found) != shown:
                    wrong.append((page, table.name, place, found.column, shown, _computed(found)))
    assert not wrong


@pytest.mark.parametrize("slug", SLUGS)
def test_every_figure_of_every_row_is_explained(reader: Reader, slug: str) -> None:
    silent = set()
    for page, table in _tables(reader, slug):
        figures = {column.name for column in table.columns if column.kind in FIGURES}
        for place, row in enumerate(table.rows):
            explained = {found.column for found in table.why(place)} if table.why else set()
            there = {c.name for c, value in zip(table.columns, row, strict=True) if value is not None} & figures
            if there - explained:
                silent.add((page, table.name, *sorted(there - explained)))
    assert not silent


@pytest.mark.parametrize("slug", SLUGS)
def test_a_day_that_was_reached_stands_in_the_formula_that_counts_from_it(reader: Reader, slug: str) -> None:
    explained = [
        found
        for _page, table in _tables(reader, slug)
        for place in range(len(table.rows) if table.why else 0)
        for found in table.why(place)
        if found.formula.name in ("deviation", "expected_day")
    ]
    for found in explained:
        symbols = {given.column.name for given in found.inputs}
        assert ("a" in symbols) == ("a − b" in found.formula.symbols)
        assert ("f" in symbols and "a" not in symbols) == ("f" in found.formula.symbols)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_row_of_a_time_axis_says_where_it_comes_from(reader: Reader, slug: str) -> None:
    axes = [table for _page, table in _tables(reader, slug) if table.name == "zeitachse"]
    assert all(table.why(place) for table in axes for place in range(len(table.rows)))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_row_that_explains_itself_has_a_name_of_its_own(reader: Reader, slug: str) -> None:
    for page, table in _tables(reader, slug):
        if table.why:
            names = [table.key(place) for place in range(len(table.rows))]
            assert len(set(names)) == len(names), (page, table.name)
            assert all(re.fullmatch(r"[\w.~\-]+", name) and name.strip(".") for name in names), (page, table.name)


def test_a_name_means_the_same_row_when_others_are_filtered_out(reader: Reader) -> None:
    for page in PAGES:
        whole, some = (
            {
                (table.name, table.key(place)): row[0]
                for table in page.tables(context_of(reader, Address(TOWN, page.path, params)))
                for place, row in enumerate(table.rows if table.why else ())
            }
            for params in (Params(), Params(handlungsfeld="2"))
        )
        shared = whole.keys() & some.keys()
        assert shared, page.name
        assert [whole[name] for name in shared] == [some[name] for name in shared]
