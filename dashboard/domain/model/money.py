"""Money: finance plan, grants and drawdowns, appropriations, postings, in-kind contributions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from dashboard.domain.values import NO_ORIGIN, Origin, Ref, StatedDay, StatedMoney


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
