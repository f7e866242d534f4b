"""The list of all strategies: one stored line each, computed again when it may have changed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Engine

from dashboard.domain.state import AUDIENCES
from dashboard.operations.store_roll_up import store_roll_up
from dashboard.reader import Reader
from dashboard.reporting.strategies import StrategyLine, line
from dashboard.reporting.strategies_payload import line_of, payload
from dashboard.storage import read
from dashboard.storage.engine import reading
from dashboard.storage.roll_ups import RollUp, roll_ups

_NEXT_DAY = dt.timedelta(days=1)


def store(engine: Engine, slug: str, today: dt.date) -> None:
    """Compute and store the line of a strategy for every audience: after an import, never by a request."""
    for audience in AUDIENCES:
        reader = Reader(engine, today=lambda: today, audience=audience)
        view = reader.view(slug)
        if view is None:
            continue
        # A day that passes can change a figure of a live strategy; what ended with its papers stays as it is.
        until = today + _NEXT_DAY if view.assessment.state.strategy.live else None
        store_roll_up(engine, audience, RollUp(slug, view.data_version, until, payload(line(view.assessment))))


def versions(reader: Reader) -> tuple[tuple[str, int], ...]:
    """What the list depends on besides the day and the audience: every strategy with its data version."""
    with reading(reader.engine) as connection:
        return read.versions(connection)


def lines(reader: Reader) -> list[StrategyLine]:
    """One line a strategy, by short name: those stored in one statement, the others as this worker computes them."""
    today = reader.today()
    with reading(reader.engine) as connection:
        found = roll_ups(connection, reader.audience)
    made = (_stored(roll_up, today) or _computed(reader, roll_up, today) for roll_up in found)
    return [one for one in made if one]


def _stored(found: RollUp, today: dt.date) -> StrategyLine | None:
    """The stored line where it holds today."""
    if found.payload is None:
        return None
    one = line_of(found.payload)
    holds = one is not None and (found.valid_until is None or one.as_of <= today < found.valid_until)
    return one if holds else None


def _computed(reader: Reader, found: RollUp, today: dt.date) -> StrategyLine | None:
    """The line from the facts; this worker keeps it for the day, so that the list stays one statement."""
    key = (found.data_version, today)
    kept = reader.lines.get(found.slug)
    if kept and kept[0] == key:
        return kept[1]
    view = reader.view(found.slug)
    if view is None:
        return None
    reader.lines[found.slug] = ((view.data_version, today), line(view.assessment))
    return reader.lines[found.slug][1]
