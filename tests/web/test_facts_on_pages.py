"""Every fact that the documents state can be read on a page of its strategy, as it was stated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from dash.development.base_component import Component

from dashboard.codebook import Column, codebook
from dashboard.domain.values import StatedDay, StatedMoney, StatedNumber
from dashboard.exchange.package import Row
from dashboard.pages import PAGES, render
from dashboard.pages.address import Address, Params
from dashboard.reader import Reader
from dashboard.reporting.sources import words as choice_words
from dashboard.reporting.sources.rows import amount
from dashboard.text import formats
from tests.facts import Fact
from tests.site import TODAY, Site
from tests.test_facts import FACTS, PACKAGES, column_of, row_of

#: What a choice is called on the page.
WORDS = {
    ("paper", "financial_effects"): choice_words.EFFECT_WORDS,
    ("consultation", "role"): choice_words.CONSULTATION_WORDS,
    ("consultation", "public"): choice_words.PUBLIC_WORDS,
    ("consultation", "result"): choice_words.RESULT_WORDS,
    ("goal", "kind"): choice_words.GOAL_WORDS,
}
#: A line of a page: what is read in one go.
LINES = ("Tr", "Li", "P", "Dd", "H1", "H2", "H3")


def plain(text: str) -> str:
    """Text as it is read: one kind of space, no hyphens that only break lines."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip()


def words(found: Any) -> Iterator[str]:
    """Every visible word below a component, alternative texts of pictures too."""
    if isinstance(found, Component):
        yield from (text for text in (getattr(found, "alt", None),) if text)
        yield from words(getattr(found, "children", None))
    elif isinstance(found, list | tuple):
        for part in found:
            yield from words(part)
    elif found is not None:
        yield str(found)


def lines(found: Any) -> Iterator[str]:
    """The text of every line below a component."""
    if isinstance(found, Component):
        if type(found).__name__ in LINES:
            yield plain(" ".join(words(found)))
        yield from lines(getattr(found, "children", None))
    elif isinstance(found, list | tuple):
        for part in found:
            yield from lines(part)


@pytest.fixture(scope="module")
def lines_of(site: Site) -> dict[str, list[str]]:
    """The lines of all pages of each package."""
    reader = Reader(site.engine, today=lambda: TODAY, audience="internal")
    return {
        slug: [
            line for page in PAGES for line in lines(render.page(reader, Address(slug, page.path, Params(), "/"))[1])
        ]
        for slug in PACKAGES
    }


def said(fact: Fact, column: Column, row: Row) -> str:
    """The cell as pages say it."""
    name, value = fact.column.removesuffix("_words"), row[fact.column.removesuffix("_words")]
    precision, stated = row.get(f"{name}_precision"), row.get(f"{name}_words")
    if column.type == "day":
        return formats.stated_day(StatedDay(value, precision or "day", stated))
    if column.type == "money":
        return formats.stated_money(StatedMoney(value, precision or "exact", stated))
    if (fact.table, name) == ("statement", "value"):
        return str(amount(StatedNumber(value, precision, stated), row["unit"]))
    if column.type == "number" and precision:
        return formats.stated_number(StatedNumber(value, precision, stated))
    if column.name == "quota":
        return formats.percent(value)
    if column.name == "eval_quarter":
        return f"{value}. Quartal"
    if column.type == "choice":
        return str(WORDS[fact.table, column.name][value])
    if column.to:
        return row_of(fact.package, column.to, value)["title"]
    return str(value)


def name_of(fact: Fact, row: Row) -> str:
    """What the line of a row is named by: its own title, or that of the row it belongs to; not for the strategy."""
    if fact.table == "strategy":
        return ""
    if "title" in row:
        return row["title"]
    owner = next((c for c in codebook()[fact.table].columns if c.to and c.name in codebook()[fact.table].key), None)
    return row_of(fact.package, owner.to, row[owner.name])["title"] if owner else ""


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact.package}-{fact.table}-{fact.key}-{fact.column}")
def test_a_fact_of_a_document_stands_on_a_page_of_its_strategy(fact: Fact, lines_of: dict[str, list[str]]) -> None:
    row = row_of(fact.package, fact.table, fact.key)
    column = column_of(fact.table, fact.column.removesuffix("_words"))
    wanted = [plain(said(fact, column, row)), plain(name_of(fact, row))]
    if (fact.table, fact.column) == ("statement", "value_words"):
        wanted.append(plain(row["value_words"]))
    assert any(all(text in line for text in wanted) for line in lines_of[fact.package]), wanted
