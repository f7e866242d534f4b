"""The versions of what is known of one measure: its own row, its states, its milestones with baselines and forecasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa

from dashboard.domain.version import Version
from dashboard.storage.content import shape
from dashboard.storage.rows import Stored, stored_where
from dashboard.storage.schema import FACTS, change, entity

#: Of `version.TOLD` the tables whose rows name a measure, and those whose rows name a milestone, by that column.
_OF_MEASURE = {"measure_status": "measure", "milestone": "object"}
_OF_MILESTONE = {"baseline": "milestone", "forecast": "milestone"}


def of_measure(
    connection: sa.Connection, strategy: int, code: str, known_on: dt.date | None, audience: str
) -> tuple[Version, ...]:
    """All versions known by `known_on`, oldest first; the public is told of published ones only.

    Empty for a measure that does not exist. Each carries the reason that a form gave for it; nobody's name is among
    them: accounts stand in the changes alone.
    """
    measure = _entities(connection, strategy, "measure", code)
    facts = FACTS["milestone"].c
    milestones = set(
        connection.scalars(sa.select(facts.entity_id).where(facts.strategy_id == strategy, facts.object.in_(measure)))
    )
    own = {"measure": stored_where(connection, strategy, "measure", FACTS["measure"].c.entity_id.in_(measure))}
    own |= {table: _of(connection, strategy, table, column, measure) for table, column in _OF_MEASURE.items()}
    own |= {table: _of(connection, strategy, table, column, milestones) for table, column in _OF_MILESTONE.items()}
    reasons = _reasons(connection, {one.recorded for stored in own.values() for one in stored})
    found = (
        _until(known_on, version)
        for table, stored in own.items()
        for version in _versions(table, stored, reasons)
        if _told(version, known_on, audience)
    )
    return tuple(sorted(found, key=lambda version: version.known_on))


def _entities(connection: sa.Connection, strategy: int, kind: str, code: str) -> set[int]:
    query = sa.select(entity.c.id).where(entity.c.strategy_id == strategy, entity.c.kind == kind, entity.c.key == code)
    return set(connection.scalars(query))


def _of(connection: sa.Connection, strategy: int, table: str, column: str, ids: Iterable[int]) -> list[Stored]:
    return stored_where(connection, strategy, table, FACTS[table].c[column].in_(list(ids)))


def _reasons(connection: sa.Connection, ids: Collection[int]) -> dict[int, str]:
    """The reasons that were given in forms of the browser for these changes: their fields say that they are public."""
    query = sa.select(change.c.id, change.c.reason).where(
        change.c.id.in_(ids), change.c.way == "form", change.c.reason.is_not(None)
    )
    return dict(connection.execute(query).all())


def _versions(table: str, stored: Iterable[Stored], reasons: Mapping[int, str]) -> list[Version]:
    form = shape(table)
    return [
        Version(
            table, tuple(s.content[at] for at in form.key_at), form.row(s.content), s.known_on, s.known_until,
            reasons.get(s.recorded),
        )
        for s in stored
        if s.was_known
    ]  # fmt: skip


def _told(version: Version, known_on: dt.date | None, audience: str) -> bool:
    if known_on and version.known_on > known_on:
        return False
    return audience != "public" or bool(version.row.get("published", True))


def _until(known_on: dt.date | None, version: Version) -> Version:
    """A version that ended later still held on the day of knowledge."""
    later = known_on and version.known_until and version.known_until > known_on
    return version._replace(known_until=None) if later else version
