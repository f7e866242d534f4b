"""Measures and their time: status, links, reports, plan versions, milestones with baselines and forecasts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from dashboard.domain.values import NO_ORIGIN, Origin, Ref, StatedDay, StatedMoney


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    code: str
    title: str
    plain_text: str | None = None
    field: str | None = None
    responsible: str | None = None
    key_measure: bool = False
    pilot: bool = False
    phase: str | None = None
    corridor_from: StatedDay | None = None
    corridor_to: StatedDay | None = None
    climate: str | None = None
    climate_alternatives: str | None = None
    participation: str | None = None
    participation_documented: str | None = None
    space: str | None = None
    it_component: bool = False
    it_interfaces: str | None = None
    it_standard: str | None = None
    it_licence: str | None = None
    it_source_url: str | None = None
    follow_up_cost: StatedMoney | None = None
    published: bool = False
    position: int = 0
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureStatus:
    measure: str
    valid_from: dt.date
    status: str
    reason: str | None = None
    resolution: str | None = None
    merged_into: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    subject: Ref
    relation: str
    object: Ref
    contribution: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    measure: str
    report_date: dt.date
    text: str
    published: bool = False
    cost_forecast: StatedMoney | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    code: str
    valid_from: dt.date
    resolution: str | None = None
    reason: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    code: str
    object: Ref
    title: str
    weight: int = 1
    cost_share: Decimal | None = None
    started_on: dt.date | None = None
    actual_date: StatedDay | None = None
    dropped_on: dt.date | None = None
    dropped_reason: str | None = None
    critical: bool = False
    funder_duty: bool = False
    evidence: str | None = None
    note: str | None = None
    position: int = 0
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    milestone: str
    plan_version: str
    date: StatedDay
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    milestone: str
    report_date: dt.date
    date: StatedDay
    reason: str | None = None
    origin: Origin = NO_ORIGIN
