"""A strategy as it stood on a day: the one thing that rules and reports read.

`facts` of the storage become a `StrategyState` by `as_of`: of each fact whose own day is later than the
day asked for, nothing is left (domain rules "As of t"); what has no own day is kept as last known.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from dashboard.domain import model
from dashboard.domain.columns import Columns, different
from dashboard.domain.values import Ref

Record = TypeVar("Record")
Key = TypeVar("Key")

#: Who asks. The public sees published values only, no weak points, no internal notes.
AUDIENCES = ("public", "internal")


class PostingSum(NamedTuple):
    """Postings summed in SQL: cents of one object, month, kind, eligibility, grant and kind of cost."""

    object: Ref
    month: dt.date
    kind: str
    eligible: bool
    grant: str | None
    cost_kind: str | None
    cents: int


def grouped(records: Iterable[Record], key: Callable[[Record], Key]) -> Mapping[Key, tuple[Record, ...]]:
    """Records by key, each group in the order they came."""
    groups: dict[Key, list[Record]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return {name: tuple(group) for name, group in groups.items()}


@dataclass(frozen=True)
class StrategyState:
    """One strategy as of `as_of`, as known on `known_on` (None: all that is known), for one audience.

    Tables with tens of thousands of rows may be `Columns`.
    """

    as_of: dt.date
    known_on: dt.date | None
    audience: str
    strategy: model.Strategy
    sources: tuple[model.Source, ...] = ()
    thresholds: tuple[model.Threshold, ...] = ()
    bodies: tuple[model.Body, ...] = ()
    papers: tuple[model.Paper, ...] = ()
    consultations: tuple[model.Consultation, ...] = ()
    phases: tuple[model.Phase, ...] = ()
    goals: tuple[model.Goal, ...] = ()
    fields: tuple[model.Field, ...] = ()
    measures: tuple[model.Measure, ...] = ()
    measure_statuses: tuple[model.MeasureStatus, ...] = ()
    links: tuple[model.Link, ...] = ()
    assignments: tuple[model.Assignment, ...] = ()
    status_reports: tuple[model.StatusReport, ...] = ()
    plan_versions: tuple[model.PlanVersion, ...] = ()
    milestones: tuple[model.Milestone, ...] = ()
    baselines: tuple[model.Baseline, ...] = ()
    forecasts: Sequence[model.Forecast] = ()
    plan_lines: Sequence[model.PlanLine] = ()
    grants: tuple[model.Grant, ...] = ()
    grant_versions: tuple[model.GrantVersion, ...] = ()
    drawdowns: tuple[model.Drawdown, ...] = ()
    appropriations: tuple[model.Appropriation, ...] = ()
    postings: Sequence[PostingSum] = ()
    in_kinds: tuple[model.InKind, ...] = ()
    indicators: tuple[model.Indicator, ...] = ()
    definitions: tuple[model.Definition, ...] = ()
    targets: tuple[model.Target, ...] = ()
    interim_targets: tuple[model.InterimTarget, ...] = ()
    indicator_values: Sequence[model.IndicatorValue] = ()
    multiplier_events: tuple[model.MultiplierEvent, ...] = ()
    statements: tuple[model.Statement, ...] = ()

    @cached_property
    def monitored(self) -> bool:
        """Whether somebody reports on this strategy: it is live, or forecasts or status reports are known.

        Where only documents speak, a date that passed says nothing: its outcome is "not stated", never overdue.
        """
        return self.strategy.live or bool(self.forecasts or self.status_reports)

    @cached_property
    def known_later(self) -> dt.date | None:
        """The latest day on which a fact became known that was not yet known at the end of `as_of`; None without one.

        What became known together with the strategy itself is no later fact, however late it was entered.
        """
        begin = max(self.as_of, self.strategy.origin.known_on or self.as_of)
        origins = (origin for table in self.tables for origin in different(table, "origin"))
        days = (origin.known_on for origin in origins if origin and origin.known_on)
        return max((day for day in days if day > begin), default=None)

    @property
    def tables(self) -> Iterator[Sequence[Any]]:
        """All records but the strategy's own, table by table."""
        values = (getattr(self, field.name) for field in fields(self))
        return (value for value in values if isinstance(value, tuple | Columns))

    @cached_property
    def measure_by_code(self) -> Mapping[str, model.Measure]:
        return MappingProxyType({measure.code: measure for measure in self.measures})

    @cached_property
    def body_by_code(self) -> Mapping[str, model.Body]:
        return MappingProxyType({body.code: body for body in self.bodies})

    def body_title(self, code: str | None) -> str | None:
        """What a body is called; None where none is named, or it is not known."""
        body = self.body_by_code.get(code or "")
        return body.title if body else None

    @cached_property
    def paper_by_code(self) -> Mapping[str, model.Paper]:
        return MappingProxyType({paper.code: paper for paper in self.papers})

    @cached_property
    def source_by_code(self) -> Mapping[str, model.Source]:
        return MappingProxyType({source.code: source for source in self.sources})

    @cached_property
    def milestone_by_code(self) -> Mapping[str, model.Milestone]:
        return MappingProxyType({milestone.code: milestone for milestone in self.milestones})

    @cached_property
    def indicator_by_code(self) -> Mapping[str, model.Indicator]:
        return MappingProxyType({indicator.code: indicator for indicator in self.indicators})

    @cached_property
    def plan_version_by_code(self) -> Mapping[str, model.PlanVersion]:
        return MappingProxyType({version.code: version for version in self.plan_versions})

    @cached_property
    def decided_on(self) -> Mapping[str, dt.date]:
        """The day of the decision by council paper."""
        return {c.paper: c.date for c in self.consultations if c.role == "decision" and c.date}

    @cached_property
    def statuses_of(self) -> Mapping[str, tuple[model.MeasureStatus, ...]]:
        """Status changes by measure, oldest first."""
        return grouped(sorted(self.measure_statuses, key=lambda s: s.valid_from), lambda s: s.measure)

    @cached_property
    def milestones_of(self) -> Mapping[Ref, tuple[model.Milestone, ...]]:
        return grouped(self.milestones, lambda milestone: milestone.object)

    @cached_property
    def baselines_of(self) -> Mapping[str, tuple[model.Baseline, ...]]:
        """Baselines by milestone, oldest plan version first."""
        order = {version.code: version.valid_from for version in self.plan_versions}
        return grouped(sorted(self.baselines, key=lambda b: order[b.plan_version]), lambda b: b.milestone)

    @cached_property
    def baselines_of_version(self) -> Mapping[str, Mapping[str, model.Baseline]]:
        """Baseline by milestone, of each plan version."""
        versions = grouped(self.baselines, lambda b: b.plan_version)
        return {code: MappingProxyType({b.milestone: b for b in found}) for code, found in versions.items()}

    @cached_property
    def forecasts_of(self) -> Mapping[str, tuple[model.Forecast, ...]]:
        """Forecasts by milestone, oldest report first."""
        return Columns.of(self.forecasts).grouped("milestone", by="report_date")

    @cached_property
    def plan_lines_of(self) -> Mapping[Ref, tuple[model.PlanLine, ...]]:
        return Columns.of(self.plan_lines).grouped("object")

    @cached_property
    def grant_versions_of(self) -> Mapping[str, tuple[model.GrantVersion, ...]]:
        """Versions by grant, oldest first."""
        return grouped(sorted(self.grant_versions, key=lambda v: v.valid_from), lambda v: v.grant)

    @cached_property
    def drawdowns_of(self) -> Mapping[str, tuple[model.Drawdown, ...]]:
        return grouped(self.drawdowns, lambda drawdown: drawdown.grant)

    @cached_property
    def postings_of(self) -> Mapping[Ref, tuple[PostingSum, ...]]:
        return Columns.of(self.postings).grouped("object")

    @cached_property
    def appropriations_of(self) -> Mapping[Ref, tuple[model.Appropriation, ...]]:
        return grouped(self.appropriations, lambda appropriation: appropriation.object)

    @cached_property
    def in_kinds_of(self) -> Mapping[Ref, tuple[model.InKind, ...]]:
        return grouped(self.in_kinds, lambda contribution: contribution.object)

    @cached_property
    def assignments_of(self) -> Mapping[Ref, tuple[model.Assignment, ...]]:
        return grouped(self.assignments, lambda assignment: assignment.object)

    @cached_property
    def status_reports_of(self) -> Mapping[str, tuple[model.StatusReport, ...]]:
        """Status reports by measure, oldest first."""
        return grouped(sorted(self.status_reports, key=lambda r: r.report_date), lambda r: r.measure)

    @cached_property
    def indicators_of(self) -> Mapping[Ref, tuple[model.Indicator, ...]]:
        return grouped(self.indicators, lambda indicator: indicator.object)

    @cached_property
    def values_of(self) -> Mapping[str, tuple[model.IndicatorValue, ...]]:
        """Values by indicator, oldest period first."""
        return Columns.of(self.indicator_values).grouped("indicator", by="period")

    @cached_property
    def definitions_of(self) -> Mapping[str, tuple[model.Definition, ...]]:
        return grouped(sorted(self.definitions, key=lambda d: d.version), lambda d: d.indicator)

    @cached_property
    def targets_of(self) -> Mapping[str, tuple[model.Target, ...]]:
        return grouped(sorted(self.targets, key=lambda t: t.version), lambda t: t.indicator)

    @cached_property
    def interim_targets_of(self) -> Mapping[tuple[str, int], tuple[model.InterimTarget, ...]]:
        return grouped(sorted(self.interim_targets, key=lambda t: t.year), lambda t: (t.indicator, t.version))

    @cached_property
    def links_from(self) -> Mapping[tuple[Ref, str], tuple[model.Link, ...]]:
        """Links by subject and relation."""
        return grouped(self.links, lambda link: (link.subject, link.relation))

    @cached_property
    def links_to(self) -> Mapping[tuple[Ref, str], tuple[model.Link, ...]]:
        """Links by object and relation."""
        return grouped(self.links, lambda link: (link.object, link.relation))


def target_since(state: StrategyState, target: model.Target) -> dt.date:
    """The day a target version counts from: its own, else that of its resolution, else when it was known (D)."""
    if target.valid_from:
        return target.valid_from
    if target.resolution and target.resolution in state.decided_on:
        return state.decided_on[target.resolution]
    return target.origin.known_on or dt.date.min


def _until(day: dt.date, record: model.Milestone) -> model.Milestone:
    """The milestone without what happened to it after the day."""
    later: dict[str, Any] = {}
    if record.actual_date and record.actual_date.day > day:
        later["actual_date"] = None
    if record.started_on and record.started_on > day:
        later["started_on"] = None
    if record.dropped_on and record.dropped_on > day:
        later |= {"dropped_on": None, "dropped_reason": None}
    return replace(record, **later) if later else record


def _drawdown_until(day: dt.date, record: model.Drawdown) -> model.Drawdown:
    """The drawdown as it stood on the day: a request, a receipt or a cut that comes later has not happened."""
    if record.requested_on is None or record.requested_on > day:
        unasked: dict[str, Any] = dict.fromkeys(
            ("requested_on", "received_on", "decided_on", "amount_left", "proven_on")
        )
        return replace(record, status="planned", **unasked)
    changes: dict[str, Any] = {}
    status = record.status
    if record.proven_on and record.proven_on > day:
        status, changes["proven_on"] = "received", None
    if record.received_on and record.received_on > day:
        status, changes["received_on"] = "requested", None
    if record.decided_on and record.decided_on > day:
        status, changes["decided_on"], changes["amount_left"] = "requested", None, None
    return replace(record, status=status, **changes) if changes else record


def as_of(facts: StrategyState, day: dt.date) -> StrategyState:
    """`facts` with only what held on `day`, end of day. Postings must have been summed up to that day already."""
    versions = tuple(v for v in facts.plan_versions if v.valid_from <= day)
    in_force = {v.code for v in versions}
    targets = tuple(t for t in facts.targets if target_since(facts, t) <= day)
    known_targets = {(t.indicator, t.version) for t in targets}
    return replace(
        facts,
        as_of=day,
        thresholds=tuple(t for t in facts.thresholds if t.valid_from <= day),
        measure_statuses=tuple(s for s in facts.measure_statuses if s.valid_from <= day),
        assignments=tuple(a for a in facts.assignments if a.starts is None or a.starts <= day),
        status_reports=tuple(r for r in facts.status_reports if r.report_date <= day),
        plan_versions=versions,
        milestones=tuple(_until(day, m) for m in facts.milestones),
        baselines=tuple(b for b in facts.baselines if b.plan_version in in_force),
        forecasts=Columns.of(facts.forecasts).where("report_date", lambda reported: reported <= day),
        plan_lines=Columns.of(facts.plan_lines).where("plan_version", in_force.__contains__),
        grant_versions=tuple(v for v in facts.grant_versions if v.valid_from <= day),
        drawdowns=tuple(_drawdown_until(day, d) for d in facts.drawdowns),
        appropriations=tuple(a for a in facts.appropriations if a.as_of <= day),
        definitions=tuple(d for d in facts.definitions if d.valid_from <= day),
        targets=targets,
        interim_targets=tuple(t for t in facts.interim_targets if (t.indicator, t.version) in known_targets),
        indicator_values=Columns.of(facts.indicator_values).where("period", lambda period: period.last <= day),
        multiplier_events=tuple(e for e in facts.multiplier_events if e.date <= day),
    )


def back_to(state: StrategyState, month_end: dt.date) -> StrategyState:
    """What held on the last day of an earlier month, out of a state of a later day: the same as reading it anew.

    Only at the end of a month, since payments are summed by month. Raises ValueError for another or a later day.
    """
    if (month_end + dt.timedelta(days=1)).day != 1 or month_end > state.as_of:
        raise ValueError(month_end)
    paid = Columns.of(state.postings).where("month", lambda month: month <= month_end)
    return as_of(replace(state, postings=paid), month_end)
