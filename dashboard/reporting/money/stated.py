"""Amounts as documents state them, with their own words and where they stand; nothing is derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain import model
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin, Ref, StatedMoney, StatedNumber
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, source_of
from dashboard.reporting.why.pieces import stated as stated_fact
from dashboard.reporting.words import BUDGET_WORDS, GRANT_STATUS_WORDS, PLAN_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

_AMOUNT = Column("amount", _l("Amount"), "stated_money", optional=True)
_QUOTA = Column("quota", _l("Quota"), "share", optional=True)
PRECISION_WORDS = {"exact": _l("exact"), "keur": _l("to the thousand"), "approx": _l("approximate")}


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """One amount or quota: what it is, the document's words, its standing, its place; `key` names it among the others."""

    key: tuple[object, ...]
    what: str
    value: StatedMoney | Fraction | None
    standing: str
    source: str | None
    section: str | None
    #: Document, place and since when it is known, in one line.
    found_in: str | None
    note: str | None = None

    @property
    def amount(self) -> StatedMoney | None:
        return self.value if isinstance(self.value, StatedMoney) else None

    @property
    def quota(self) -> Fraction | None:
        return self.value if isinstance(self.value, Fraction) else None

    @property
    def cents(self) -> int | None:
        return self.amount.cents if self.amount else None

    @property
    def words(self) -> str | None:
        return self.amount.words if self.amount else None

    @property
    def precision(self) -> str | None:
        return self.amount.precision if self.amount else "exact" if self.quota is not None else None

    @property
    def figure(self) -> str | None:
        """As it is written on screen."""
        if self.quota is not None:
            return formats.percent(self.quota, 0)
        return formats.stated_money(self.amount) if self.amount else None


def _source(state: StrategyState, origin: Origin) -> str | None:
    """The document by its number, where it has one; the full titles stand on the page of sources."""
    source = state.source_by_code.get(origin.source or "")
    return (source.number or source.title) if source else None


def _stated(
    state: StrategyState,
    key: tuple[object, ...],
    what: str,
    value: StatedMoney | Fraction | None,
    standing: str,
    origin: Origin,
    note: str | None = None,
) -> StatedAmount:
    place = source_of(state, origin)
    return StatedAmount(key, what, value, standing, _source(state, origin), origin.section, place, note)


def _of_version(state: StrategyState, title: str, version: model.GrantVersion) -> Iterable[StatedAmount]:
    standing = str(GRANT_STATUS_WORDS[version.status])
    values = (
        ("quota", _("{grant}: quota", grant=title), None if version.quota is None else Fraction(version.quota)),
        ("total_cost", _("{grant}: total cost", grant=title), version.total_cost),
        ("eligible_cost", _("{grant}: eligible cost", grant=title), version.eligible_cost),
        ("amount", _("{grant}: amount", grant=title), version.amount),
        ("own_share", _("{grant}: own share", grant=title), version.own_share),
        ("third_party", _("{grant}: third-party funds", grant=title), version.third_party),
    )
    for name, what, value in values:
        if value is not None:
            key = ("grant", version.grant, version.valid_from, name)
            yield _stated(state, key, what, value, standing, version.origin)


def _of_plan(state: StrategyState) -> Iterable[StatedAmount]:
    for line in state.plan_lines:
        side = _l("Cost: {kind}") if line.side == "cost" else _l("Funding: {kind}")
        parts = [side.format(kind=str(PLAN_WORDS[line.kind]))]
        if line.organisation:
            parts.append(line.organisation)
        if BUDGET_WORDS[line.budget_kind]:
            parts.append(str(BUDGET_WORDS[line.budget_kind]))
        parts.append(str(line.year) if line.year else _("year not stated"))
        decided = state.plan_version_by_code[line.plan_version].resolution
        standing = _("planned") if decided else _("planned, not resolved")
        yield _stated(state, ("plan", line.code), ", ".join(parts), line.amount, standing, line.origin)


def stated_money(value: StatedNumber) -> StatedMoney:
    """The number of a statement on money, in cents."""
    return StatedMoney(int(value.value * 100), value.precision, value.words)


def _of_statement(state: StrategyState, statement: model.Statement) -> StatedAmount:
    amount = stated_money(statement.value) if statement.value else None
    key = ("statement", statement.code)
    return _stated(state, key, statement.title, amount, _("stated"), statement.origin, statement.text)


def _follow_up(state: StrategyState) -> Iterable[StatedAmount]:
    for measure in state.measures:
        if measure.follow_up_cost:
            what = _("{measure}: follow-up cost a year", measure=f"{measure.code} {measure.title}")
            key = ("follow-up", measure.code)
            yield _stated(state, key, what, measure.follow_up_cost, _("stated"), measure.origin)


def first_amount(state: StrategyState) -> model.Statement | None:
    """The first amount that the documents state of the strategy itself."""
    itself = Ref("strategy", state.strategy.slug)
    for statement in sorted(state.statements, key=lambda s: s.position):
        if statement.category == "amount" and statement.object == itself and statement.value:
            return statement
    return None


def stated_amounts(state: StrategyState) -> list[StatedAmount]:
    """Grants, plan, follow-up cost, then what else the documents say; what says the same at the same place comes once."""
    titles = {grant.code: grant.title for grant in state.grants}
    found = [a for version in state.grant_versions for a in _of_version(state, titles[version.grant], version)]
    found += [*_of_plan(state), *_follow_up(state)]
    known = {(amount.cents, amount.source) for amount in found if amount.cents is not None}
    for statement in sorted(state.statements, key=lambda s: s.position):
        if statement.category == "amount":
            amount = _of_statement(state, statement)
            if amount.cents is None or (amount.cents, amount.source) not in known:
                found.append(amount)
    return found


def table(found: list[StatedAmount]) -> Table:
    """One row a statement."""
    columns = (
        Column("what", _l("What is stated")),
        _AMOUNT,
        _QUOTA,
        Column("words", _l("In the document’s words")),
        Column("precision", _l("Precision")),
        Column("standing", _l("Standing")),
        Column("source", _l("Document")),
        Column("section", _l("Place")),
    )
    rows = [
        (
            a.what,
            a.amount,
            a.quota,
            a.words,
            str(PRECISION_WORDS[a.precision]) if a.precision else None,
            a.standing,
            a.source,
            a.section,
        )
        for a in found
    ]

    def explain(place: int) -> Sequence[Explained]:
        column, given = (_AMOUNT, found[place].amount) if found[place].amount else (_QUOTA, found[place].quota)
        return () if given is None else (stated_fact(column, given, source=found[place].found_in),)

    keys = [a.key for a in found]
    return Table("angaben", _l("What the documents state"), columns, rows, keys=keys, why=explain)


def only_document(found: list[StatedAmount]) -> str | None:
    """The document, where all amounts stand in the same one."""
    documents = {amount.source for amount in found}
    return next(iter(documents)) if len(documents) == 1 else None
