"""The records of a strategy: one class a table of the codebook, the same names in the same order.

A record is what a row says, without its history; `origin` says where it comes from and since when it was known.
Money is cents, days are dates, numbers are Decimal; None is "not stated".
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from dashboard.domain.values import NO_ORIGIN, Origin, Period, Ref, StatedDay, StatedMoney, StatedNumber


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
class Body:
    code: str
    title: str
    kind: str
    parent: str | None = None
    role: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    code: str
    number: str | None = None
    title: str
    date: dt.date | None = None
    lead: str | None = None
    decision: str | None = None
    financial_effects: str | None = None
    url: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    code: str
    paper: str
    body: str
    date: dt.date | None = None
    role: str
    public: str
    result: str
    votes: str | None = None
    bias_note: str | None = None
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
class Assignment:
    code: str
    role: str
    title: str
    body: str | None = None
    object: Ref
    starts: dt.date | None = None
    ends: dt.date | None = None
    deputy_of: str | None = None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    code: str
    plan_version: str
    object: Ref
    year: int | None = None
    side: str
    kind: str
    grant: str | None = None
    organisation: str | None = None
    budget_kind: str
    eligible: str
    amount: StatedMoney
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    code: str
    title: str
    programme: str | None = None
    funder: str | None = None
    reference: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantVersion:
    grant: str
    valid_from: dt.date
    status: str
    quota: Decimal | None = None
    total_cost: StatedMoney | None = None
    eligible_cost: StatedMoney | None = None
    amount: StatedMoney | None = None
    own_share: StatedMoney | None = None
    third_party: StatedMoney | None = None
    period_from: StatedDay | None = None
    period_to: StatedDay | None = None
    proof_due: dt.date | None = None
    resolution_due: dt.date | None = None
    interest_rule: str | None = None
    resolution: str | None = None
    note: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawdown:
    code: str
    grant: str
    amount: int
    status: str
    requested_on: dt.date | None = None
    decided_on: dt.date | None = None
    amount_left: int | None = None
    received_on: dt.date | None = None
    proven_on: dt.date | None = None
    use_by: dt.date | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Appropriation:
    code: str
    object: Ref
    year: int
    budget_kind: str
    account: str | None = None
    as_of: dt.date
    base: StatedMoney | None = None
    supplementary: int | None = None
    carried_over: int | None = None
    over_plan: int | None = None
    transfer: int | None = None
    blocked: int | None = None
    expires_on: dt.date | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    code: str
    object: Ref
    date: dt.date
    kind: str
    amount: int
    eligible: bool = False
    grant: str | None = None
    cost_kind: str | None = None
    reason: str | None = None
    text: str | None = None
    origin: Origin = NO_ORIGIN


@dataclass(frozen=True, slots=True, kw_only=True)
class InKind:
    code: str
    object: Ref
    year: int
    amount: StatedMoney
    recognised: bool = False
    funded: bool = False
    origin: Origin = NO_ORIGIN


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
