"""Amounts of the documents that do not fit each other, in words, with both numbers (A3, X11, X13, X14)."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.assessment import Assessment
from dashboard.domain.contradiction import Contradiction
from dashboard.domain.contradictions import contradictions
from dashboard.domain.state import StrategyState
from dashboard.domain.values import StatedDay, StatedMoney, StatedNumber
from dashboard.reporting.money.deadlines import object_title
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext

_COMPARED = {
    "costs_and_sources": _l("The sources of money come to {stated}, the cost to {expected}."),
    "plan_and_grant": _l("The plan comes to {stated}, the grant states a total cost of {expected}."),
    "grant_parts": _l("The parts of the grant come to {stated}, its total cost is {expected}."),
    "amount_and_quota": _l("The grant is stated as {stated}; cost and quota give {expected}."),
    "own_and_quota": _l("The own share is stated as {stated}; cost and quota give {expected}."),
    "own_and_amount": _l("The own share is stated as {stated}; grant and quota give {expected}."),
}


@dataclass(frozen=True, slots=True)
class MoneyContradiction:
    """What it concerns, the sentence with both numbers, the difference in words; `note` is explained by rounding."""

    about: str
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


def _said(value: object) -> str:
    if isinstance(value, StatedNumber):
        cents = int(value.value * 100)
        return formats.stated_money(StatedMoney(cents, value.precision, value.words))
    return formats.stated_day(value) if isinstance(value, StatedDay) else str(value)


def _is_money(state: StrategyState, found: Contradiction) -> bool:
    if found.rule in ("K1", "K2", "K3", "K4", "K5"):
        return True
    codes = {key[0] for table, key in found.rows if table == "statement"}
    return found.rule == "K7" and any(s.code in codes and s.unit == "EUR" for s in state.statements)


def _in_words(assessment: Assessment, found: Contradiction) -> MoneyContradiction:
    values, about = found.values, _about(assessment, found)
    difference: str | None = None
    if found.rule in ("K1", "K4"):
        sentence = _COMPARED[values["what"]].format(
            stated=formats.money(values["stated"]), expected=formats.money(values["expected"])
        )
        difference = formats.money(found.difference, signed=True)
    elif found.rule == "K5":
        sentence = _(
            "{small} stands beside {large}: the unit is probably wrong by a factor of 1,000.",
            small=formats.money(values["stated"]), large=formats.money(values["expected"]),
        )
    elif found.rule == "K2":
        sentence = _(
            "The council decides on {decided}, the resolution is due on {due}.",
            decided=formats.day(values["decided"]), due=formats.day(values["due"]),
        )
        difference = formats.days(found.difference, signed=True)
    elif found.rule == "K3":
        sentence = ngettext(
            "“No financial effects” is ticked, and {n} amount is stated, {amount}.",
            "“No financial effects” is ticked, and {n} amounts are stated, the largest {amount}.",
            values["count"], amount=formats.money(values["amount"]),
        )
    else:
        sentence = _("{title}: {said}.", title=values["title"], said=" / ".join(map(_said, values["said"])))
    return MoneyContradiction(about, sentence, difference, found.note)


def money_contradictions(assessment: Assessment) -> list[MoneyContradiction]:
    """Those about money, real ones first, rounding differences last."""
    found = [c for c in contradictions(assessment.state) if _is_money(assessment.state, c)]
    return sorted((_in_words(assessment, c) for c in found), key=lambda c: c.note)


def table(found: list[MoneyContradiction]) -> Table:
    """One row a contradiction."""
    columns = (
        Column("about", _l("Concerns")), Column("sentence", _l("What does not fit")), Column("difference", _l("Difference")),
        Column("kind", _l("Kind")),
    )
    rows = [(c.about, c.sentence, c.difference, kind_words(c)) for c in found]
    return Table("widersprueche", _l("Amounts that do not fit each other"), columns, rows)


def kind_words(found: MoneyContradiction) -> str:
    return _("rounding difference") if found.note else _("contradiction")
