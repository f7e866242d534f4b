"""The versions of what is known of one measure: its own row, its states, its milestones with baselines and forecasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import sqlalchemy as sa

from dashboard.domain.version import Version
from dashboard.storage.content import shape
from dashboard.storage.rows import Stored, stored_where
from dashboard.storage.schema import FACTS, entity

#: The tables whose rows name a measure, and those whose rows name a milestone, by the column that names it.
_OF_MEASURE = {"measure_status": "measure", "milestone": "object"}
_OF_MILESTONE = {"baseline": "milestone", "forecast": "milestone"}


def of_measure(
    connection: sa.Connection, strategy: int, code: str, known_on: dt.date | None, audience: str
) -> tuple[Version, ...]:
    """All versions known by `known_on`, oldest first; the public is told of published ones only.

    Empty for a measure that does not exist. Nobody's name is among them: accounts stand in the changes alone.
    """
    measure = _entities(connection, strategy, "measure", code)
    own = [
        _versions("measure", stored_where(connection, strategy, "measure", FACTS["measure"].c.entity_id.in_(measure)))
    ]
    own += [_of(connection, strategy, table, column, measure) for table, column in _OF_MEASURE.items()]
    facts = FACTS["milestone"].c
    milestones = set(
        connection.scalars(sa.select(facts.entity_id).where(facts.strategy_id == strategy, facts.object.in_(measure)))
    )
    own += [_of(connection, strategy, table, column, milestones) for table, column in _OF_MILESTONE.items()]
    found = (
        _until(known_on, version) for versions in own for version in versions if _told(version, known_on, audience)
    )
    return tuple(sorted(found, key=lambda version: version.known_on))


def _entities(connection: sa.Connection, strategy: int, kind: str, code: str) -> set[int]:
    query = sa.select(entity.c.id).where(entity.c.strategy_id == strategy, entity.c.kind == kind, entity.c.key == code)
    return set(connection.scalars(query))


def _of(connection: sa.Connection, strategy: int, table: str, column: str, ids: Iterable[int]) -> list[Version]:
    return _versions(table, stored_where(connection, strategy, table, FACTS[table].c[column].in_(list(ids))))


def _versions(table: str, stored: Iterable[Stored]) -> list[Version]:
    form = shape(table)
    return [
        Version(table, tuple(s.content[at] for at in form.key_at), form.row(s.content), s.known_on, s.known_until)
        for s in stored
        if s.was_known
    ]


def _told(version: Version, known_on: dt.date | None, audience: str) -> bool:
    if known_on and version.known_on > known_on:
        return False
    return audience != "public" or bool(version.row.get("published", True))


def _until(known_on: dt.date | None, version: Version) -> Version:
    """A version that ended later still held on the day of knowledge."""
    later = known_on and version.known_until and version.known_until > known_on
    return version._replace(known_until=None) if later else version
