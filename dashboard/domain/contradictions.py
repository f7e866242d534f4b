"""Facts of a strategy's documents that cannot all be right: rules K1 to K7.

Rules read columns only, so they say the same of every strategy. K1, K4 and K5 are in `contradictions_money`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dashboard.domain.contradiction import Contradiction, RowRef
from dashboard.domain.contradictions_money import (
    amounts_and_quotas,
    grant_row,
    grants_in_force,
    line_rows,
    parts_and_totals,
    slipped_statements,
    unit_slips,
)
from dashboard.domain.model import Paper, Phase, Statement
from dashboard.domain.state import StrategyState, grouped
from dashboard.domain.stated_sums import number_slack
from dashboard.domain.values import Ref, StatedDay

_MONTHS_OF = {"monate": 1, "monat": 1, "months": 1, "jahre": 12, "jahr": 12, "years": 12}


def contradictions(state: StrategyState) -> tuple[Contradiction, ...]:
    """Every contradiction of the state's facts, in the order of the rules."""
    rules = (
        parts_and_totals, late_resolutions, denied_effects, amounts_and_quotas, unit_slips, periods_outside_limits,
        facts_told_differently,
    )  # fmt: skip
    found = [contradiction for rule in rules for contradiction in rule(state)]
    return tuple(sorted(found, key=lambda contradiction: contradiction.rule))


def late_resolutions(state: StrategyState) -> Iterator[Contradiction]:
    """K2: the council decides after the day by which the funder wants the resolution."""
    for version in grants_in_force(state):
        if version.resolution_due and version.resolution:
            ref = Ref("grant", version.grant)
            yield from _late(state, ref, version.resolution, version.resolution_due, grant_row(version))
    for statement in state.statements:
        if statement.category == "date" and statement.fact == "resolution_due" and statement.date:
            row = ("statement", (statement.code,))
            for paper in _papers_of(state, statement.object):
                yield from _late(state, statement.object, paper, statement.date.day, row)


def _papers_of(state: StrategyState, ref: Ref) -> list[str]:
    if ref.kind == "paper":
        return [ref.code]
    return [link.object.code for link in state.links_from.get((ref, "decided_by"), ())]


def _late(state: StrategyState, ref: Ref, paper: str, due: dt.date, row: RowRef) -> Iterator[Contradiction]:
    for consultation in state.consultations:
        decides = consultation.paper == paper and consultation.role == "decision"
        if decides and consultation.date and consultation.date > due:
            days = (consultation.date - due).days
            rows = (("consultation", (consultation.code,)), row)
            yield Contradiction("K2", ref, rows, {"decided": consultation.date, "due": due, "days": days}, days)


def denied_effects(state: StrategyState) -> Iterator[Contradiction]:
    """K3: a paper is ticked "no financial effects", and amounts hang on it or stand in it."""
    for paper in state.papers:
        if paper.financial_effects == "no":
            amounts = dict(_amounts_of(state, paper))
            if amounts:
                values = {"paper": paper.number or paper.code, "amount": max(amounts.values()), "count": len(amounts)}
                yield Contradiction("K3", Ref("paper", paper.code), (("paper", (paper.code,)), *amounts), values)


def _amounts_of(state: StrategyState, paper: Paper) -> Iterator[tuple[RowRef, int]]:
    """Rows and cents: plans and grants that the paper decides, plan lines of its own document, amounts about it."""
    documents = {source.code for source in state.sources if paper.number and source.number == paper.number}
    plans = {version.code for version in state.plan_versions if version.resolution == paper.code}
    for line in state.plan_lines:
        if (line.plan_version in plans or line.origin.source in documents) and line.amount.cents:
            yield line_rows([line])[0], line.amount.cents
    for version in grants_in_force(state):
        amounts = [amount.cents for amount in (version.total_cost, version.amount, version.own_share) if amount]
        if version.resolution == paper.code and any(amounts):
            yield grant_row(version), max(amounts)
    for statement in state.statements:
        if statement.object == Ref("paper", paper.code) and statement.unit == "EUR" and statement.value:
            yield ("statement", (statement.code,)), int(statement.value.value * 100)


def periods_outside_limits(state: StrategyState) -> Iterator[Contradiction]:
    """K6: a period that is longer than the programme allows.

    A dated phase is held against its own limit. The period of the strategy, or of a grant, is held against the sum of
    the limits; while no phase is dated, also against the shortest, as how it is divided is not stated.
    """
    limits = [(phase, limit) for phase in state.phases if (limit := _limit(state, phase))]
    for phase, limit in limits:
        yield from _too_long(
            Ref("phase", phase.code), ("phase", (phase.code,)), phase.starts, phase.ends, [(phase, limit)]
        )
    whole = state.strategy
    strategy_row: RowRef = ("strategy", (whole.slug,))
    yield from _too_long(Ref("strategy", whole.slug), strategy_row, whole.valid_from, whole.valid_to, limits)
    for version in grants_in_force(state):
        ref = Ref("grant", version.grant)
        yield from _too_long(ref, grant_row(version), version.period_from, version.period_to, limits)


def _limit(state: StrategyState, phase: Phase) -> int | None:
    """The longest duration in months: the phase's own, else that of a rule about it."""
    if phase.max_months:
        return phase.max_months
    rules = (s for s in state.statements if s.category == "rule" and s.object == Ref("phase", phase.code))
    months = (
        int(s.value.value) * _MONTHS_OF[s.unit.lower()]
        for s in rules
        if s.value and s.unit and s.unit.lower() in _MONTHS_OF
    )
    return next(months, None)


def _too_long(
    ref: Ref, row: RowRef, starts: StatedDay | None, ends: StatedDay | None, limits: Sequence[tuple[Phase, int]]
) -> Iterator[Contradiction]:
    if not (starts and ends and limits):
        return
    months = _months(starts.first, ends.day)
    undated = not any(phase.starts and phase.ends for phase, _limit in limits)
    allowed = min(limit for _phase, limit in limits) if undated else sum(limit for _phase, limit in limits)
    if months > allowed:
        rows = (row, *(other for phase, _limit in limits if (other := ("phase", (phase.code,))) != row))
        values = {
            "months": months,
            "limits": tuple(limit for _phase, limit in limits),
            "first": starts.first,
            "last": ends.day,
        }
        yield Contradiction("K6", ref, rows, values, months - allowed)


def _months(first: dt.date, last: dt.date) -> int:
    """Months that a period from the first to the last day touches or fills; a day more begins another."""
    end = last + dt.timedelta(days=1)
    whole = (end.year - first.year) * 12 + end.month - first.month
    return whole + (end.day > first.day)


def facts_told_differently(state: StrategyState) -> Iterator[Contradiction]:
    """K7: two documents state one fact differently, by more than their rounding explains."""
    for fact, statements in grouped((s for s in state.statements if s.fact), lambda s: s.fact).items():
        slipped = slipped_statements(statements)
        rest = [s for s in statements if s not in slipped]
        apart = [s for s in rest if any(_differ(s, other) for other in rest)]
        if apart:
            numbers = [value for s in apart if (value := _number(s)) is not None]
            spread: object = max(numbers) - min(numbers) if numbers else _days_apart(apart)
            values = {"fact": fact, "title": apart[0].title, "said": tuple(s.value or s.date for s in apart)}
            yield Contradiction("K7", apart[0].object, tuple(("statement", (s.code,)) for s in apart), values, spread)


def _number(statement: Statement) -> Fraction | None:
    """The number, durations in months."""
    if statement.value is None:
        return None
    return Fraction(statement.value.value) * _MONTHS_OF.get((statement.unit or "").lower(), 1)


def _differ(one: Statement, other: Statement) -> bool:
    if one.origin.source == other.origin.source:
        return False
    if one.value and other.value:
        here, there = _number(one), _number(other)
        slack = number_slack(one.value) + number_slack(other.value)
        return here is not None and there is not None and abs(here - there) > slack
    if one.date and other.date:
        return one.date.day < other.date.first or other.date.day < one.date.first
    return False


def _days_apart(statements: Sequence[Statement]) -> int:
    days = [s.date.day for s in statements if s.date]
    return (max(days) - min(days)).days
