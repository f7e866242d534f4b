"""What a report on money is about: the whole strategy or one field of action, with its plan, postings and grants."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from dashboard.domain.assessment import Aggregate, Assessment, GrantAssessment, MeasureAssessment
from dashboard.domain.budget_year import fiscal_span, fiscal_year, time_share
from dashboard.domain.columns import Columns
from dashboard.domain.grant_assessment import covered_objects, eligible_by_month, postings_by_grant
from dashboard.domain.measure_status import COUNTED
from dashboard.domain.model import PlanLine
from dashboard.domain.money import approved_plan, books_are_kept, preferred_kind
from dashboard.domain.ratios import ZERO, cents, ratio
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.structure import Containment
from dashboard.domain.values import Ref


@dataclass(frozen=True)
class Scope:
    """The money of a strategy, or of one field of action (`field` is its code)."""

    assessment: Assessment
    field: str | None = None

    @property
    def state(self) -> StrategyState:
        return self.assessment.state

    @property
    def as_of(self) -> dt.date:
        return self.state.as_of

    @property
    def aggregate(self) -> Aggregate:
        return self.assessment.fields[self.field] if self.field else self.assessment.strategy

    @cached_property
    def containment(self) -> Containment:
        return Containment(self.state)

    def holds(self, ref: Ref) -> bool:
        """Whether what hangs on this object belongs here."""
        return self.field is None or self.containment.field(ref) == self.field

    @cached_property
    def books_kept(self) -> bool:
        """Whether any payment or order is known; if none is, money spent is not stated, not 0 (I4)."""
        return books_are_kept(self.state)

    @cached_property
    def counted(self) -> tuple[MeasureAssessment, ...]:
        """The measures whose money is planned and compared (D13)."""
        found = (self.assessment.measures[code] for code in self.aggregate.measures)
        return tuple(m for m in found if m.status in COUNTED)

    @cached_property
    def postings(self) -> Columns[PostingSum]:
        """All postings to the key date, by month."""
        return Columns.of(self.state.postings).where("object", self.holds).ordered("month")

    @cached_property
    def _by_grant(self) -> Mapping[str, Columns[PostingSum]]:
        return {code: postings.ordered("month") for code, postings in postings_by_grant(self.state).items()}

    def postings_of(self, grant: GrantAssessment) -> Columns[PostingSum]:
        """The postings that belong to a grant, by month."""
        return self._by_grant.get(grant.grant.code, Columns.of(()))

    @cached_property
    def by_month(self) -> Mapping[tuple[dt.date, str], int]:
        """Cents by month and kind of posting."""
        sums: dict[tuple[dt.date, str], int] = defaultdict(int)
        for month, kind, amount in self.postings.values("month", "kind", "cents"):
            sums[month, kind] += amount
        return sums

    @cached_property
    def eligible_by_month(self) -> Mapping[str, Mapping[dt.date, int]]:
        """Cents paid that count for each grant, by month."""
        return eligible_by_month(self.state)

    @cached_property
    def grants(self) -> tuple[GrantAssessment, ...]:
        """The grants that cover nothing but this; none is divided."""
        return tuple(
            grant
            for code, grant in self.assessment.grants.items()
            if all(self.holds(ref) for ref in covered_objects(self.state, code))
        )

    def counts(self, ref: Ref) -> bool:
        """Whether its money is planned and compared (D13)."""
        if not self.holds(ref):
            return False
        return ref.kind != "measure" or self.assessment.measures[ref.code].status in COUNTED

    def plan_lines(self, side: str) -> Columns[PlanLine]:
        """The lines of the approved plan in force, "cost" or "funding": of each object one budget kind (X16)."""
        version = approved_plan(self.state)
        if version is None:
            return Columns.of(())
        in_force = Columns.of(self.state.plan_lines).where("plan_version", version.code.__eq__)
        lines = in_force.together("object").where("side", side.__eq__).where("object", self.counts)
        kinds: dict[Ref, set[str]] = defaultdict(set)
        for ref, kind in lines.values("object", "budget_kind"):
            kinds[ref].add(kind)
        kind_of = {ref: preferred_kind(found) for ref, found in kinds.items()}
        wanted = (kind == kind_of[ref] or None for ref, kind in lines.values("object", "budget_kind"))
        return lines.parted(wanted).get(True, Columns.of(()))

    @cached_property
    def planned_by_year(self) -> Mapping[int | None, int]:
        """Planned cost by fiscal year; None holds what is planned without a year. Adds up to the plan's total."""
        sums: dict[int | None, int] = defaultdict(int)
        for year, amount in self.plan_lines("cost").values("year", "amount"):
            sums[year] += amount.cents
        return sums

    @cached_property
    def plan_years(self) -> list[int]:
        return sorted(year for year in self.planned_by_year if year is not None)

    def fiscal_year(self, day: dt.date) -> int:
        return fiscal_year(day, self.state.strategy.fiscal_year_start)

    def span(self, year: int) -> tuple[dt.date, dt.date]:
        return fiscal_span(year, self.state.strategy.fiscal_year_start)

    def planned_by(self, day: dt.date) -> int | None:
        """The planned cost up to a day: each fiscal year's amount grows evenly over its days. None without a plan."""
        if not self.plan_years:
            return None
        shares = (time_share(*self.span(year), day) * self.planned_by_year[year] for year in self.plan_years)
        return cents(sum(shares, ZERO))

    @cached_property
    def planned_share(self) -> Fraction | None:
        """How much of the planned cost was to be spent by the key date."""
        return ratio(self.planned_by(self.as_of), self.aggregate.bac)

    @cached_property
    def commitments(self) -> int | None:
        """Ordered and still open, over all."""
        spent, bound = self.aggregate.spent, self.aggregate.bound
        return None if spent is None or bound is None else bound - spent

    @cached_property
    def expected_overrun(self) -> int | None:
        """KP − BAC in cents over the measures that have both; None where none has."""
        pairs = [(m.earned.cost_forecast, m.bac) for m in self.counted]
        both = [forecast - bac for forecast, bac in pairs if forecast is not None and bac is not None]
        return cents(sum(both, ZERO)) if both else None

    @cached_property
    def forecast(self) -> int | None:
        """Cost at the end: the plan and what the measures with a forecast exceed it by; without one the plan holds."""
        bac = self.aggregate.bac
        return None if bac is None or self.expected_overrun is None else bac + self.expected_overrun

    @cached_property
    def forecast_missing(self) -> int:
        """How many of the counted measures that have a plan have no forecast."""
        return sum(m.bac is not None and m.earned.cost_forecast is None for m in self.counted)
