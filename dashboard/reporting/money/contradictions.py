"""Amounts of the documents that do not fit each other, in words, with both numbers (A3, X11, X13, X14)."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.assessment import Assessment
from dashboard.domain.contradiction import Contradiction
from dashboard.domain.contradictions import contradictions
from dashboard.domain.state import StrategyState
from dashboard.reporting.money.deadlines import object_title
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.contradiction_words import rule_name, sentence

_ABOUT_MONEY = ("K1", "K2", "K3", "K4", "K5")


@dataclass(frozen=True, slots=True)
class MoneyContradiction:
    """What it concerns, its name, the sentence with both numbers, the difference; `note` is explained by rounding."""

    about: str
    name: str
    sentence: str
    difference: str | None
    note: bool


def _about(assessment: Assessment, found: Contradiction) -> str:
    ref, state = found.object, assessment.state
    if ref is None:
        return state.strategy.title
    if ref.kind == "grant" and ref.code in assessment.grants:
        return assessment.grants[ref.code].grant.title
    if ref.kind == "paper" and ref.code in state.paper_by_code:
        paper = state.paper_by_code[ref.code]
        return _("Council paper {number}", number=paper.number) if paper.number else paper.title
    return object_title(assessment, ref)


def _is_money(state: StrategyState, found: Contradiction) -> bool:
    if found.rule in _ABOUT_MONEY:
        return True
    codes = {key[0] for table, key in found.rows if table == "statement"}
    return found.rule == "K7" and any(s.code in codes and s.unit == "EUR" for s in state.statements)


def _difference(found: Contradiction) -> str | None:
    if found.rule in ("K1", "K4"):
        return formats.money(found.difference, signed=True)
    return formats.days(found.difference, signed=True) if found.rule == "K2" else None


def money_contradictions(assessment: Assessment) -> list[MoneyContradiction]:
    """Those about money, real ones first, rounding differences last."""
    found = [
        MoneyContradiction(
            _about(assessment, c), rule_name(c.rule), sentence(c.rule, c.values, c.note), _difference(c), c.note
        )
        for c in contradictions(assessment.state)
        if _is_money(assessment.state, c)
    ]
    return sorted(found, key=lambda contradiction: contradiction.note)


def table(found: list[MoneyContradiction]) -> Table:
    """One row a contradiction."""
    columns = (
        Column("about", _l("Concerns")),
        Column("rule", _l("Kind")),
        Column("sentence", _l("What does not fit")),
        Column("difference", _l("Difference"), optional=True),
    )
    rows = [(c.about, c.name, c.sentence, c.difference) for c in found]
    return Table("widersprueche", _l("Amounts that do not fit each other"), columns, rows)
