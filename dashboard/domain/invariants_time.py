"""Rules of days and plans: how far the data reach, milestones, forecasts, reports, and the versions that rows name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dashboard.domain.problems import Problem, error, warning
from dashboard.domain.state import StrategyState
from dashboard.domain.states import drawdown_days, milestone_days

MIN_WEIGHT, MAX_WEIGHT = 1, 100


def check_data_as_of(facts: StrategyState, today: dt.date) -> Iterator[Problem]:
    """No data reach beyond today, kept up to date or not."""
    reach = facts.strategy.data_as_of
    if reach > today:
        yield error("data_of_tomorrow", "strategy", (facts.strategy.slug,), "data_as_of", day=reach, today=today)


def check_milestones(facts: StrategyState, today: dt.date) -> Iterator[Problem]:
    """Days of milestones (X4, X5), weights from 1 to 100 (X6), shares of the cost from 0 to 1."""
    starts = {m.code: m.corridor_from.first for m in facts.measures if m.corridor_from}
    for milestone in facts.milestones:
        key = (milestone.code,)
        yield from milestone_days(milestone, today, starts.get(milestone.object.code))
        if not MIN_WEIGHT <= milestone.weight <= MAX_WEIGHT:
            yield error("weight_out_of_range", "milestone", key, "weight", weight=milestone.weight)
        if milestone.cost_share is not None and not 0 <= milestone.cost_share <= 1:
            yield error("share_out_of_range", "milestone", key, "cost_share", value=milestone.cost_share)


def check_all_dropped(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """A measure all of whose milestones were dropped needs a decision on its status (X7)."""
    for ref, milestones in facts.milestones_of.items():
        statuses = facts.statuses_of.get(ref.code, ())
        ended = bool(statuses) and statuses[-1].status in ("stopped", "merged", "completed", "permanent")
        if ref.kind == "measure" and not ended and all(milestone.dropped_on for milestone in milestones):
            yield warning("all_milestones_dropped", "measure", (ref.code,))


def check_reports(facts: StrategyState, today: dt.date) -> Iterator[Problem]:
    """Reports are of today or earlier, a forecast lies not before its report."""
    for forecast in facts.forecasts:
        key = (forecast.milestone, forecast.report_date.isoformat())
        if forecast.report_date > today:
            yield error("day_in_future", "forecast", key, "report_date", day=forecast.report_date)
        if forecast.date.day < forecast.report_date:
            yield error("forecast_in_past", "forecast", key, "date", day=forecast.date.day, report=forecast.report_date)
    for report in facts.status_reports:
        if report.report_date > today:
            key = (report.measure, report.report_date.isoformat())
            yield error("day_in_future", "status_report", key, "report_date", day=report.report_date)
    for drawdown in facts.drawdowns:
        yield from drawdown_days(drawdown, today)


def check_versions(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """Rows name versions that exist."""
    plans = set(facts.plan_version_by_code)
    targets = {(target.indicator, target.version) for target in facts.targets}
    definitions = {(definition.indicator, definition.version) for definition in facts.definitions}
    for baseline in facts.baselines:
        if baseline.plan_version not in plans:
            key = (baseline.milestone, baseline.plan_version)
            yield error("unknown_version", "baseline", key, "plan_version", version=baseline.plan_version)
    for line in facts.plan_lines:
        if line.plan_version not in plans:
            yield error("unknown_version", "plan_line", (line.code,), "plan_version", version=line.plan_version)
    for interim in facts.interim_targets:
        if (interim.indicator, interim.version) not in targets:
            place = (interim.indicator, str(interim.version), str(interim.year))
            yield error("unknown_version", "interim_target", place, "version", version=interim.version)
    for value in facts.indicator_values:
        if value.definition is not None and (value.indicator, value.definition) not in definitions:
            key = (value.indicator, value.period.text)
            yield error("unknown_version", "indicator_value", key, "definition", version=value.definition)
