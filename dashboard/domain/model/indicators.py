"""Indicators: definitions, target paths, values, and the multiplier effect."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from dashboard.domain.values import NO_ORIGIN, Origin, Period, Ref, StatedNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    code: str
    object: Ref
    title: str
    what: str | None = None
    why: str | None = None
    aim: str | None = None
    role: str
    level: str
    unit: str
    direction: str
    periodicity: str
    lag_days: int = 0
    cumulative: bool = False
    decimals: int = 0
    counts_persons: bool = False
    data_source: str | None = None
    licence: str | None = None
    responsible: str | None = None
    published: bool = False
    position: int = 0
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    indicator: str
    version: int
    valid_from: dt.date
    text: str
    formula: str | None = None
    series_break: bool = False
    rebase_factor: Decimal | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    indicator: str
    version: int
    valid_from: dt.date | None = None
    resolution: str | None = None
    reason: str | None = None
    baseline_year: int
    baseline_value: Decimal
    target_year: int
    target_value: Decimal
    tolerance: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class InterimTarget:
    indicator: str
    version: int
    year: int
    value: Decimal
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValue:
    indicator: str
    period: Period
    definition: int | None = None
    value: StatedNumber | None = None
    missing_reason: str | None = None
    quality: str | None = None
    state: str
    submitted_by: str | None = None
    approved_by: str | None = None
    base_year: int | None = None
    note: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiplierEvent:
    code: str
    date: dt.date
    kind: str
    count: int
    region: str | None = None
    document: str | None = None
    origin: Origin = NO_ORIGIN
