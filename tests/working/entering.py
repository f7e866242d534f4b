"""Entries of the example town, as the desk submits them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dashboard.domain.due import Due
from dashboard.operations import entries
from dashboard.operations.entries import Answer, Entry
from tests.working.people import SLUG, Town


def question(town: Town, *, kind: str = "value", measure: str = "2.3", at: int = 0) -> Due:
    """One of the questions about a measure that are due."""
    return [one for one in town.view().due() if one.measure == measure and one.kind == kind][at]


def enter(town: Town, who: str, asked: Due, **said: Any) -> Entry:
    """Submit an answer; without more a value."""
    told = said or {"value": Decimal("77.5"), "quality": "measured", "source": "Leitstand", "note": "Gemessen."}
    seen = entries.fact_seen(town.engine, SLUG, asked)
    period = asked.period.text if asked.period else None
    answer = Answer(kind=asked.kind, subject=asked.subject, period=period, seen=seen, **told)
    held = entries.entries(town.engine, SLUG).get(asked.code)
    return entries.submit(town.engine, town.actor(who), SLUG, answer, held.version if held else None)


def state_of(town: Town, code: str) -> str:
    return entries.entries(town.engine, SLUG)[code].state


def key(entry: Entry) -> str:
    """What the form of the approvals carries."""
    return f"{entry.version}:{entry.code}"
