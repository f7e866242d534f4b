"""The three numbers of the overview say what is missing, and not more."""

from __future__ import annotations

from typing import Any

from dashboard.domain.assessment import assess
from dashboard.pages.address import Address, Params
from dashboard.pages.context import Context
from dashboard.pages.overview import PAGE
from dashboard.pages.overview.numbers import three_numbers
from dashboard.text.catalog import in_language
from tests.domain.builders import MEASURE, a_measure, a_plan_line, a_plan_version, a_posting, a_state, an_indicator
from tests.pages.reading import parts


def text(**tables: Any) -> str:
    state = a_state("31.12.2024", measures=(a_measure(),), **tables)
    shown = Context(Address(state.strategy.slug, PAGE.path, Params()), assess(state), state.as_of, state.audience)
    with in_language("de"):
        return "".join(part for part in parts(three_numbers(shown)) if isinstance(part, str))


def test_what_was_paid_is_told_where_no_plan_is_resolved():
    paid = {"postings": (a_posting(4321, month="01.05.2024"),)}
    told = text(**paid, plan_versions=(a_plan_version(resolution=None),), plan_lines=(a_plan_line("c", 9000),))
    assert "4.321 € sind ausgegeben; ein beschlossener Kostenplan ist nicht angegeben." in told.replace("\u00a0", " ")
    assert "Zahlungen sind nicht angegeben" not in told
    assert "Zahlungen sind nicht angegeben." in text()


def test_an_indicator_without_a_path_is_not_said_to_have_no_value():
    told = text(indicators=(an_indicator("K1", object=MEASURE), an_indicator("K2", object=MEASURE)))
    assert "Keiner der 2 Kontrollindikatoren hat einen aktuellen Wert, der sich am Zielpfad messen lässt." in told
