"""Amounts as documents state them, with their own words and where they stand; nothing is derived from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.domain import model
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin, Ref, StatedMoney, StatedNumber
from dashboard.reporting.table import Column, Table
from dashboard.reporting.words import BUDGET_WORDS, GRANT_STATUS_WORDS, PLAN_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

PRECISION_WORDS = {"exact": _l("exact"), "keur": _l("to the thousand"), "approx": _l("approximate")}


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """One amount or quota: what it is, as it is written on screen, the document's words, its standing, its place."""

    what: str
    figure: str | None
    words: str | None
    precision: str | None
    standing: str
    source: str | None
    section: str | None
    cents: int | None
    note: str | None = None


def _source(state: StrategyState, origin: Origin) -> str | None:
    """The document by its number, where it has one; the full titles stand on the page of sources."""
    source = state.source_by_code.get(origin.source or "")
    return (source.number or source.title) if source else None


def _amount(
    state: StrategyState, what: str, amount: StatedMoney, standing: str, origin: Origin, note: str | None = None
) -> StatedAmount:
    return StatedAmount(
        what,
        formats.stated_money(amount),
        amount.words,
        amount.precision,
        standing,
        _source(state, origin),
        origin.section,
        amount.cents,
        note,
    )


def _of_version(state: StrategyState, title: str, version: model.GrantVersion) -> Iterable[StatedAmount]:
    standing = str(GRANT_STATUS_WORDS[version.status])
    if version.quota is not None:
        yield StatedAmount(
            _("{grant}: quota", grant=title),
            formats.percent(version.quota, 0),
            None,
            "exact",
            standing,
            _source(state, version.origin),
            version.origin.section,
            None,
        )
    amounts = (
        (_("{grant}: total cost", grant=title), version.total_cost),
        (_("{grant}: eligible cost", grant=title), version.eligible_cost),
        (_("{grant}: amount", grant=title), version.amount),
        (_("{grant}: own share", grant=title), version.own_share),
        (_("{grant}: third-party funds", grant=title), version.third_party),
    )
    for what, amount in amounts:
        if amount is not None:
            yield _amount(state, what, amount, standing, version.origin)


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
        yield _amount(
            state, ", ".join(parts), line.amount, _("planned") if decided else _("planned, not resolved"), line.origin
        )


def stated_money(value: StatedNumber) -> StatedMoney:
    """The number of a statement on money, in cents."""
    return StatedMoney(int(value.value * 100), value.precision, value.words)


def _of_statement(state: StrategyState, statement: model.Statement) -> StatedAmount:
    value = statement.value
    amount = stated_money(value) if value else None
    figure, cents = (formats.stated_money(amount), amount.cents) if amount else (None, None)
    return StatedAmount(
        statement.title,
        figure,
        value.words if value else None,
        value.precision if value else None,
        _("stated"),
        _source(state, statement.origin),
        statement.origin.section,
        cents,
        statement.text,
    )


def _follow_up(state: StrategyState) -> Iterable[StatedAmount]:
    for measure in state.measures:
        if measure.follow_up_cost:
            what = _("{measure}: follow-up cost a year", measure=f"{measure.code} {measure.title}")
            yield _amount(state, what, measure.follow_up_cost, _("stated"), measure.origin)


def first_amount(state: StrategyState) -> tuple[str, StatedMoney] | None:
    """The first amount that the documents state of the strategy itself, and what they call it."""
    itself = Ref("strategy", state.strategy.slug)
    for statement in sorted(state.statements, key=lambda s: s.position):
        if statement.category == "amount" and statement.object == itself and statement.value:
            return statement.title, stated_money(statement.value)
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
        Column("figure", _l("Amount")),
        Column("words", _l("In the document’s words")),
        Column("precision", _l("Precision")),
        Column("standing", _l("Standing")),
        Column("source", _l("Document")),
        Column("section", _l("Place")),
    )
    rows = [
        (
            a.what,
            a.figure,
            a.words,
            str(PRECISION_WORDS[a.precision]) if a.precision else None,
            a.standing,
            a.source,
            a.section,
        )
        for a in found
    ]
    return Table("angaben", _l("What the documents state"), columns, rows)


def only_document(found: list[StatedAmount]) -> str | None:
    """The document, where all amounts stand in the same one."""
    documents = {amount.source for amount in found}
    return next(iter(documents)) if len(documents) == 1 else None
