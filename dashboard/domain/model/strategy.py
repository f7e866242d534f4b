"""The strategy itself: its sources, thresholds, phases, goals, fields, and what its documents state."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from dashboard.domain.values import NO_ORIGIN, Origin, Ref, StatedDay, StatedNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    slug: str
    title: str
    kind: str
    owner: str
    owner_kind: str
    ags: str | None = None
    land: str | None = None
    council_label: str | None = None
    fiscal_year_start: str | None = None
    parent: str | None = None
    valid_from: StatedDay | None = None
    valid_to: StatedDay | None = None
    data_as_of: dt.date
    live: bool = False
    invented: bool = False
    vision: str | None = None
    slogan: str | None = None
    summary: str | None = None
    eval_quarter: int | None = None
    website: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    code: str
    title: str
    number: str | None = None
    date: dt.date | None = None
    publisher: str | None = None
    note: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    name: str
    valid_from: dt.date
    value: Decimal
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    code: str
    title: str
    starts: StatedDay | None = None
    ends: StatedDay | None = None
    max_months: int | None = None
    text: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    code: str
    kind: str
    title: str
    plain_text: str | None = None
    parent: str | None = None
    target_group: str | None = None
    target_region: str | None = None
    intended_effect: str | None = None
    position: int = 0
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    code: str
    kind: str
    title: str
    parent: str | None = None
    position: int = 0
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    code: str
    category: str
    object: Ref
    fact: str | None = None
    title: str
    text: str | None = None
    value: StatedNumber | None = None
    unit: str | None = None
    date: StatedDay | None = None
    position: int = 0
    origin: Origin = NO_ORIGIN
