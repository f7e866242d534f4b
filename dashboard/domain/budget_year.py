"""The budget of a fiscal year (D6). Cents; a fiscal year is named by the year it begins in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain.model import Appropriation
from dashboard.domain.money import Balance, balance, books_are_kept, preferred_kind
from dashboard.domain.ratios import ONE, ZERO, ratio, total
from dashboard.domain.state import StrategyState
from dashboard.domain.structure import Containment
from dashboard.domain.values import Ref

#: The parts of an appropriation beside its base; a part that is not stated adds nothing.
PARTS = ("supplementary", "carried_over", "over_plan", "transfer", "blocked")


def fiscal_span(year: int, start: str | None = None) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year that begins on `start` (MM-DD, default 01-01)."""
    month, day = map(int, (start or "01-01").split("-"))
    return dt.date(year, month, day), dt.date(year + 1, month, day) - dt.timedelta(days=1)


def fiscal_year(day: dt.date, start: str | None = None) -> int:
    """The fiscal year that holds the day."""
    return day.year if day >= fiscal_span(day.year, start)[0] else day.year - 1


def time_share(first: dt.date, last: dt.date, key_date: dt.date) -> Fraction:
    """τ: days elapsed including the key date / days of the span; 0 before it, 1 after it."""
    share = Fraction((key_date - first).days + 1, (last - first).days + 1)
    return min(ONE, max(ZERO, share))


def adjusted(appropriation: Appropriation) -> int | None:
    """base + supplementary + carried over + over plan + transfer − blocked; None without a base."""
    if appropriation.base is None:
        return None
    added = (appropriation.supplementary, appropriation.carried_over, appropriation.over_plan, appropriation.transfer)
    return appropriation.base.cents + sum(part or 0 for part in added) - (appropriation.blocked or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBudget:
    """Money of some objects in a fiscal year, as of t.

    `actual` and `commitments` are those of the objects under an appropriation, so that they add up with it;
    `actual_all` and `commitments_all` are those of all objects asked for. Without any that is stated both are the same.
    """

    year: int
    first: dt.date
    last: dt.date
    appropriations: tuple[Appropriation, ...]  # those added up, one a row of an object and account
    budget_kinds: tuple[str, ...]
    base: int | None
    supplementary: int | None
    carried_over: int | None
    over_plan: int | None
    transfer: int | None
    blocked: int | None
    adjusted: int | None
    actual: int | None
    commitments: int | None
    actual_all: int | None
    commitments_all: int | None
    counted: int  # objects whose appropriation is in the sums
    objects: int  # objects with an appropriation or a posting
    posted: tuple[tuple[Ref, Balance], ...]  # what `actual` and `commitments` add up, by object
    time_share: Fraction

    def _rate(self, part: int | None) -> Fraction | None:
        return None if self.adjusted is None or self.adjusted <= 0 else ratio(part, self.adjusted)

    @property
    def spent_and_bound(self) -> int | None:
        return None if self.actual is None or self.commitments is None else self.actual + self.commitments

    @property
    def available(self) -> int | None:
        """adjusted − actual − commitments."""
        bound = self.spent_and_bound
        return None if self.adjusted is None or bound is None else self.adjusted - bound

    @property
    def outflow(self) -> Fraction | None:
        """actual / adjusted."""
        return self._rate(self.actual)

    @property
    def bound(self) -> Fraction | None:
        """(actual + commitments) / adjusted."""
        return self._rate(self.spent_and_bound)

    @property
    def burn_index(self) -> Fraction | None:
        """outflow / τ."""
        return ratio(self.outflow, self.time_share)


Rows = Mapping[Ref, tuple[Appropriation, ...]]


def _latest(rows: Iterable[Appropriation]) -> list[Appropriation]:
    """Of each account and budget kind the row with the latest as_of."""
    latest: dict[tuple[str | None, str], Appropriation] = {}
    for row in rows:
        key = (row.account, row.budget_kind)
        if key not in latest or row.as_of >= latest[key].as_of:
            latest[key] = row
    return list(latest.values())


def appropriations_in_force(
    state: StrategyState, year: int, objects: Iterable[Ref] | None = None, budget_kind: str | None = None
) -> Rows:
    """By object the rows that count: latest as_of, one budget kind an object (cash before accrual, never both)."""
    found = {}
    for ref in state.appropriations_of if objects is None else sorted(set(objects)):
        rows_of_year = _latest(row for row in state.appropriations_of.get(ref, ()) if row.year == year)
        kind = budget_kind or preferred_kind(row.budget_kind for row in rows_of_year)
        chosen = tuple(row for row in rows_of_year if row.budget_kind == kind)
        if chosen:
            found[ref] = chosen
    return found


def _balances(state: StrategyState, first: dt.date, last: dt.date, wanted: set[Ref] | None) -> Mapping[Ref, Balance]:
    """Payments of the year and commitments open on t or at its end, by object."""
    found = {}
    for ref in state.postings_of.keys() if wanted is None else state.postings_of.keys() & wanted:
        so_far = [posting for posting in state.postings_of[ref] if posting.month <= last]
        actual = balance(posting for posting in so_far if posting.month >= first).actual
        found[ref] = Balance(actual, balance(so_far).commitments)
    return found


def _covered(state: StrategyState, rows: Rows, counted: set[Ref], posted: Iterable[Ref]) -> set[Ref]:
    """The objects whose nearest appropriation, their own or that of what they lie in, is counted."""
    containment = Containment(state)
    nearest = {ref: next((outer for outer in containment.around(ref) if outer in rows), None) for ref in posted}
    return {ref for ref, outer in nearest.items() if outer in counted}


def _sum_parts(rows: Iterable[Appropriation]) -> dict[str, int | None]:
    sums: dict[str, list[int | None]] = defaultdict(list)
    for row in rows:
        sums["base"].append(row.base.cents if row.base else None)
        sums["adjusted"].append(adjusted(row))
        for name in PARTS:
            sums[name].append(getattr(row, name))
    return {name: total(sums[name]) for name in ("base", "adjusted", *PARTS)}


def year_budget(
    state: StrategyState, year: int, objects: Iterable[Ref] | None = None, budget_kind: str | None = None
) -> YearBudget:
    """D6 for the objects (None: the whole strategy), or for one `budget_kind` of theirs.

    A ratio over several objects takes those that have both parts: an object whose base is missing, or that lies under
    no appropriation, is left out of `adjusted`, `actual` and `commitments`, and so counted.
    """
    first, last = fiscal_span(year, state.strategy.fiscal_year_start)
    wanted = None if objects is None else set(objects)
    rows = appropriations_in_force(state, year, wanted, budget_kind)
    counted = {ref for ref, of_object in rows.items() if all(row.base for row in of_object)}
    posted = _balances(state, first, last, wanted)
    covered = _covered(state, rows, counted, posted) if counted else set(posted)
    used = tuple(row for ref in rows if ref in counted for row in rows[ref])
    kept = books_are_kept(state)

    def of(refs: Iterable[Ref], name: str) -> int | None:
        return sum(getattr(posted[ref], name) for ref in refs) if kept else None

    return YearBudget(
        year=year,
        first=first,
        last=last,
        appropriations=used,
        counted=len(counted),
        objects=len(rows.keys() | posted),
        posted=tuple((ref, posted[ref]) for ref in sorted(covered)) if kept else (),
        budget_kinds=tuple(sorted({row.budget_kind for row in used})),
        time_share=time_share(first, last, state.as_of),
        actual=of(covered, "actual"),
        commitments=of(covered, "commitments"),
        actual_all=of(posted, "actual"),
        commitments_all=of(posted, "commitments"),
        **_sum_parts(used),
    )
