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
from dashboard.reporting.why.explained import Explained, Formula, Input, source_of
from dashboard.reporting.why.pieces import subtracted
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.contradiction_words import rule_name, sentence

_ABOUT_MONEY = ("K1", "K2", "K3", "K4", "K5")
#: The two amounts of a comparison.
_SIDES = {
    "costs_and_sources": (_l("Sources of money"), _l("Cost")),
    "plan_and_grant": (_l("Cost after the plan"), _l("Stated total of the grant")),
    "grant_parts": (_l("Grant, own share and third-party funds"), _l("Stated total")),
    "amount_and_quota": (_l("Stated grant"), _l("Grant after the quota")),
    "own_and_quota": (_l("Stated own share"), _l("Own share after the quota")),
    "own_and_amount": (_l("Stated own share"), _l("Own share after the quota")),
}
_UNEQUAL = _l("The one amount less the other; they should be equal but for rounding.")
_LATE = Formula("days_between", _l("Days from the funder’s deadline to the resolution."), "F₂ − F₁")


@dataclass(frozen=True, slots=True)
class ContradictionLine:
    """What it concerns, its name, the sentence with the numbers, the difference, where they stand.

    The difference is in cents or in days, where amounts or days are compared. `note` is one that rounding explains,
    `money` whether amounts are concerned; `key` names the contradiction, `why` explains its difference.
    """

    about: str
    name: str
    sentence: str
    cents: int | None
    days: int | None
    places: tuple[str, ...]
    note: bool
    money: bool
    key: tuple[object, ...]
    why: tuple[Explained, ...]

    @property
    def difference(self) -> str | None:
        """In words, with its sign."""
        if self.cents is not None:
            return formats.money(self.cents, signed=True)
        return None if self.days is None else formats.days(self.days, signed=True)


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


def _key(found: Contradiction) -> tuple[object, ...]:
    """Rule and what is compared, with the object and the first rows."""
    about = found.object.code if found.object else None
    return (found.rule, found.values.get("what"), about, *(part for _table, key in found.rows[:2] for part in key))


def _explained(found: Contradiction, places: Sequence[str]) -> tuple[Explained, ...]:
    values, rest = found.values, _("Found in: {places}.", places="; ".join(places)) if places else None
    if found.rule in ("K1", "K4"):
        stated, expected = _SIDES[values["what"]]
        first = Input(Column("x1", stated, "money"), values["stated"])
        second = Input(Column("x2", expected, "money"), values["expected"])
        return (subtracted("difference", _UNEQUAL, first, second, rest=rest),)
    if found.rule == "K2":
        first = Input(Column("F1", _l("Deadline of the funder (F₁)"), "day"), values["due"])
        second = Input(Column("F2", _l("Resolution of the council (F₂)"), "day"), values["decided"])
        return (Explained("days", _LATE, (first, second), None, rest),)
    return ()


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
    found = [_line(assessment, c, _places(state, origins, c)) for c in contradictions(state)]
    return sorted(found, key=lambda contradiction: contradiction.note)


def _line(assessment: Assessment, found: Contradiction, places: tuple[str, ...]) -> ContradictionLine:
    return ContradictionLine(
        about=_about(assessment, found),
        name=rule_name(found.rule),
        sentence=sentence(found.rule, found.values, found.note),
        cents=found.difference if found.rule in ("K1", "K4") else None,
        days=found.difference if found.rule == "K2" else None,
        places=places,
        note=found.note,
        money=_is_money(assessment.state, found),
        key=_key(found),
        why=_explained(found, places),
    )


def table(found: Sequence[ContradictionLine]) -> Table:
    """One row a contradiction."""
    columns = (
        Column("about", _l("Concerns")),
        Column("rule", _l("Kind")),
        Column("sentence", _l("What does not fit")),
        Column("difference", _l("Difference"), "money", optional=True),
        Column("days", _l("Difference (days)"), "days", optional=True),
        Column("source", _l("Found in"), optional=True),
    )
    rows = [(c.about, c.name, c.sentence, c.cents, c.days, "; ".join(c.places) or None) for c in found]
    title = _l("Statements that do not fit each other")
    return Table("widersprueche", title, columns, rows, keys=[c.key for c in found], why=lambda place: found[place].why)
