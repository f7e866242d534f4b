"""What an assessment says of each object: the shapes that reports read.

Days are whole days, money is cents, shares are fractions (1 = 100 %); None means "cannot be said", never 0.
Letters in brackets are those of section D.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dashboard.domain import model
from dashboard.domain.attainment import PATH_DIRECTIONS, Points, path_points, path_value
from dashboard.domain.earned_value import EarnedValue
from dashboard.domain.lights import Lights, PreviousRating, Reading
from dashboard.domain.ratios import cents, ratio
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Period, StatedDay


class MilestoneAssessment(NamedTuple):
    """A milestone on t. `state` is "planned", "in_progress", "reached" or "dropped"."""

    milestone: model.Milestone
    baseline: StatedDay | None  # of the plan version in force
    first_baseline: StatedDay | None  # of the first version that dated it
    forecast: model.Forecast | None  # the latest report
    state: str
    expected: dt.date | None  # actual, else max(forecast or baseline, t)
    deviation: int | None  # D4, + is late
    overdue: int | None  # days open past the baseline, without days paused; None when closed or undated
    predecessors: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return self.state in ("planned", "in_progress")


class MissingValue(NamedTuple):
    """A value that is due and not there; `days` since it was due, `reason` where one was given."""

    period: Period
    due_on: dt.date
    days: int
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAssessment:
    """A measure on t."""

    measure: model.Measure
    status: str | None
    status_since: dt.date | None  # None where a document only names the status, as of its own day
    active: bool
    field: str | None  # the field of action it counts in, also where it hangs on a theme
    milestones: tuple[MilestoneAssessment, ...]  # by baseline, undated last
    progress: Fraction | None  # P
    planned: Fraction | None  # PP
    planned_first: Fraction | None  # PP of the first baselines
    dated_progress: Fraction | None  # P_dated
    on_time_reached: int
    on_time_due: int
    weighted_delay: Fraction | None  # days, of the due milestones
    overdue_days: int | None  # D1, None without a dated milestone
    slip_days: int | None  # D2
    duty_missed: bool
    corridor: int | None  # days outside: + after, - before, 0 inside
    expected_end: dt.date | None  # the day the corridor is judged by
    earned: EarnedValue  # unrounded, for sums
    cost_report: model.StatusReport | None  # the one whose cost forecast counts
    effect: Fraction | None  # mean of capped path attainments
    data_due: int
    data_approved: int
    data_excused: int
    completeness: Fraction | None  # K
    completeness_adjusted: Fraction | None  # K_adj
    reading: Reading  # what the lights were read from
    lights: Lights
    plain_lights: Lights  # the same without the memory of the last evaluation
    next_milestone: MilestoneAssessment | None
    last_reached: MilestoneAssessment | None

    @property
    def bac(self) -> int | None:
        return self.earned.bac

    @property
    def ac(self) -> int | None:
        return self.earned.ac

    @property
    def commitments(self) -> int | None:
        """Ordered and still open."""
        return self.earned.commitments

    @property
    def ev(self) -> int | None:
        """EV, rounded to cents; like all amounts here that come out of a formula."""
        return cents(self.earned.ev)

    @property
    def pv(self) -> int | None:
        return cents(self.earned.pv)

    @property
    def sv(self) -> int | None:
        return cents(self.earned.sv)

    @property
    def cv(self) -> int | None:
        return cents(self.earned.cv)

    @property
    def eac1(self) -> int | None:
        return cents(self.earned.eac1)

    @property
    def eac2(self) -> int | None:
        return cents(self.earned.eac2)

    @property
    def cost_forecast(self) -> int | None:
        """KP."""
        return cents(self.earned.cost_forecast)

    @property
    def spi(self) -> Fraction | None:
        return self.earned.spi

    @property
    def cpi(self) -> Fraction | None:
        return self.earned.cpi

    @property
    def tcpi(self) -> Fraction | None:
        return self.earned.tcpi

    @property
    def overrun(self) -> Fraction | None:
        """u."""
        return self.earned.overrun

    @property
    def rating(self) -> PreviousRating:
        """What a freeze keeps for the memory of the next evaluation."""
        return PreviousRating(self.lights, self.plain_lights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Where an up or down indicator with a value is heading (D10)."""

    slope: Fraction | None = None  # per year
    tendency: str | None = None
    projection: Fraction | None = None
    projected_attainment: Fraction | None = None
    required_slope: Fraction | None = None
    reaches_target: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorAssessment:
    """An indicator on t. `light` rates the capped path attainment, "grey" where there is none or it is stale."""

    indicator: model.Indicator
    target: model.Target | None
    interim: tuple[model.InterimTarget, ...]
    value: model.IndicatorValue | None  # the latest counted one with a number
    effective: Decimal | None  # V, the running total for cumulative ones
    attainment: Fraction | None  # Z, raw
    path_value: Fraction | None  # S
    path_attainment: Fraction | None  # rho, raw
    freshness: Fraction | None  # F
    light: str
    due: int
    approved: int
    excused: int
    missing: tuple[MissingValue, ...]  # most recent last
    protected: tuple[Period, ...]  # due and there, not shown; counted in `approved`
    look_ahead: Callable[[], Outlook] = field(repr=False, compare=False)
    _outlook: list[Outlook] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def outlook(self) -> Outlook:
        """Computed when first asked for: only monitoring shows it, and each page needs lights."""
        if not self._outlook:
            self._outlook.append(self.look_ahead())
        return self._outlook[0]

    @property
    def slope(self) -> Fraction | None:
        return self.outlook.slope

    @property
    def tendency(self) -> str | None:
        return self.outlook.tendency

    @property
    def projection(self) -> Fraction | None:
        return self.outlook.projection

    @property
    def projected_attainment(self) -> Fraction | None:
        return self.outlook.projected_attainment

    @property
    def required_slope(self) -> Fraction | None:
        return self.outlook.required_slope

    @property
    def reaches_target(self) -> bool | None:
        return self.outlook.reaches_target

    @property
    def points(self) -> Points | None:
        """Corners of the target path, up and down only; made when asked for, since few of thousands are drawn."""
        if self.target is None or self.indicator.direction not in PATH_DIRECTIONS:
            return None
        return path_points(self.target, self.interim)

    def path(self, years: Iterable[int | Fraction]) -> tuple[tuple[Fraction, Fraction], ...]:
        """The target path S at those years, for drawing; years before the baseline are left out."""
        points = self.points
        if points is None:
            return ()
        drawn = ((Fraction(year), path_value(points, Fraction(year))) for year in years)
        return tuple((year, value) for year, value in drawn if value is not None)


class VersionEntitlement(NamedTuple):
    """What a version of a grant entitles to on all eligible payments to t; the change against the version before."""

    version: model.GrantVersion
    entitlement: int | None
    change: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantAssessment:
    """A grant on t, in cents (D7). Amounts that hang on an approval are None before it (I7)."""

    grant: model.Grant
    version: model.GrantVersion | None
    approved: int | None
    actual: int | None
    eligible_actual: int | None
    entitlement: int | None
    drawable: int | None
    drawn: int
    received: int
    third_received: int
    draw_rate: Fraction | None
    pre_financing: int | None
    own_need: int | None
    own_used: int | None
    in_kind: int  # recognised, not funded itself, to t's year
    own_cash_need: int | None
    overdrawn: int
    versions: tuple[VersionEntitlement, ...]
    elapsed: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """A field, or the strategy, on t (D13): sums first, then ratios.

    Ratios and bac to commitments are over the measures that are active, paused, completed or permanent, the amounts
    with what hangs on the field or strategy itself; `spent`, `bound` (spent and ordered) and `drawn` are over all.
    """

    code: str
    measures: tuple[str, ...]  # all of it, each once
    counted: int  # those the ratios are over
    active: int
    rated: int  # active ones with a green, yellow or red light
    progress: Fraction | None  # each measure alike
    progress_rated: int  # how many of the counted have a P
    progress_weighted: Fraction | None  # by budget
    planned: Fraction | None
    planned_rated: int
    planned_weighted: Fraction | None
    spi: Fraction | None
    cpi: Fraction | None
    bac: int | None
    ev: int | None
    pv: int | None
    ac: int | None
    commitments: int | None
    spent: int | None
    bound: int | None
    drawn: int | None
    overrun: Fraction | None
    light: str
    distribution: Mapping[str, int]

    @property
    def spent_share(self) -> Fraction | None:
        """AC/BAC: payments and plan of the same measures; what was spent on others is beside it."""
        return ratio(self.ac, self.bac)

    @property
    def ordered_share(self) -> Fraction | None:
        """Open orders by BAC, of the same measures."""
        return ratio(self.commitments, self.bac)

    @property
    def spent_beside(self) -> int:
        """Cents that were spent on measures which do not count, such as parked or stopped ones."""
        return (self.spent or 0) - (self.ac or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAssessment:
    """A goal on t: the mean of its control indicators' capped Z, None below a coverage of 60 %."""

    goal: model.Goal
    indicators: tuple[str, ...]
    effect: Fraction | None
    coverage: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything that is computed of a state, once; mappings by code in the strategy's order."""

    state: StrategyState
    measures: Mapping[str, MeasureAssessment]
    indicators: Mapping[str, IndicatorAssessment]
    grants: Mapping[str, GrantAssessment]
    fields: Mapping[str, Aggregate]
    goals: Mapping[str, GoalAssessment]
    strategy: Aggregate
    milestones: Mapping[str, MilestoneAssessment]
