"""Who decides and who answers: bodies, papers, consultations, assignments."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dashboard.domain.values import NO_ORIGIN, Origin, Ref


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
