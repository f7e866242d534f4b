"""Facts of the documents that do not fit each other, in words, with their numbers (K1–K7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import Assessment
from dashboard.domain.contradiction import Contradiction, RowRef
from dashboard.domain.contradictions import contradictions
from dashboard.domain.contradictions_money import grant_row
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin
from dashboard.reporting.money.deadlines import object_title
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import source_of
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.contradiction_words import rule_name, sentence

_ABOUT_MONEY = ("K1", "K2", "K3", "K4", "K5")


@dataclass(frozen=True, slots=True)
class ContradictionLine:
    """What it concerns, its name, the sentence with the numbers, the difference, where they stand.

    `note` is a difference that rounding explains, `money` whether amounts are concerned.
    """

    about: str
    name: str
    sentence: str
    difference: str | None
    places: tuple[str, ...]
    note: bool
    money: bool


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


def _origins(state: StrategyState) -> Mapping[RowRef, Origin]:
    """Where the rows that rules compare come from."""
    origins = {grant_row(version): version.origin for version in state.grant_versions}
    origins["strategy", (state.strategy.slug,)] = state.strategy.origin
    for table, records in (
        ("statement", state.statements),
        ("consultation", state.consultations),
        ("paper", state.papers),
        ("phase", state.phases),
        ("plan_line", state.plan_lines),
    ):
        origins |= {(table, (record.code,)): record.origin for record in records}
    return origins


def _places(state: StrategyState, origins: Mapping[RowRef, Origin], found: Contradiction) -> tuple[str, ...]:
    """The documents and places of the rows, each once."""
    places = (source_of(state, origins[row]) for row in found.rows if row in origins)
    return tuple(dict.fromkeys(place for place in places if place))


def contradiction_lines(assessment: Assessment) -> list[ContradictionLine]:
    """All of them for internal readers, real ones first, rounding differences last: they are the town's own affair."""
    state = assessment.state
    if state.audience != "internal":
        return []
    origins = _origins(state)
    found = [
        ContradictionLine(
            about=_about(assessment, c),
            name=rule_name(c.rule),
            sentence=sentence(c.rule, c.values, c.note),
            difference=_difference(c),
            places=_places(state, origins, c),
            note=c.note,
            money=_is_money(state, c),
        )
        for c in contradictions(state)
    ]
    return sorted(found, key=lambda contradiction: contradiction.note)


def table(found: Sequence[ContradictionLine]) -> Table:
    """One row a contradiction."""
    columns = (
        Column("about", _l("Concerns")),
        Column("rule", _l("Kind")),
        Column("sentence", _l("What does not fit")),
        Column("difference", _l("Difference"), optional=True),
        Column("source", _l("Found in"), optional=True),
    )
    rows = [(c.about, c.name, c.sentence, c.difference, "; ".join(c.places) or None) for c in found]
    return Table("widersprueche", _l("Statements that do not fit each other"), columns, rows)
