"""The one way anything is written: versions of facts are added and closed, each by a change of a hash chain.

All of it needs a write transaction (`engine.writing`) and the lock on its strategy (`lock`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from dashboard.codebook import codebook
from dashboard.errors import ConflictError
from dashboard.storage import chain, entities, facts
from dashboard.storage.content import digest
from dashboard.storage.facts import Group, Revision
from dashboard.storage.schema import FACTS, change, strategy_root
from dashboard.text.catalog import gettext as _


class Root(NamedTuple):
    """A strategy of the registry, as it stood when it was locked."""

    id: int
    slug: str
    data_version: int


class Closing(NamedTuple):
    """A stored version that no longer holds from `on`."""

    table: str
    row_id: int
    on: dt.date


@dataclass(frozen=True, slots=True)
class Entry:
    """Who writes, and how: way is "form", "import" or "command"; an account is its id, never a name."""

    way: str
    role: str
    account: int | None = None
    reason: str | None = None
    recorded_at: dt.datetime | None = None


def lock(connection: sa.Connection, slug: str) -> Root | None:
    """The strategy, which nobody else can write to before this transaction ends; None: there is none."""
    query = sa.select(strategy_root).where(strategy_root.c.slug == slug).with_for_update()
    found = connection.execute(query).one_or_none()
    return Root(*found) if found else None


def add_strategy(connection: sa.Connection, slug: str) -> Root:
    """A new strategy without facts. Raises ConflictError when someone else has just added it."""
    [number] = entities.take_ids(connection, strategy_root, 1)
    try:
        connection.execute(sa.insert(strategy_root).values(id=number, slug=slug, data_version=0))
    except sa.exc.IntegrityError:
        raise ConflictError(_("Someone else has changed this entry in the meantime.")) from None
    return Root(number, slug, 0)


def record(
    connection: sa.Connection, root: Root, entry: Entry, revisions: Sequence[Revision], closings: Sequence[Closing]
) -> dict[dt.date, int]:
    """Write versions and closings: one change a day of knowledge, oldest first.

    Raises the data version once where a fact is among them: what only waits for approval changes no figure.

    Returns the ids of the changes by day. Raises ConflictError when a version to close is closed already, and
    RefusedError when a version names an entity that does not exist. Writing nothing leaves everything as it is.
    """
    days = _days(revisions, closings)
    changes = dict(zip(days, entities.take_ids(connection, change, len(days)), strict=True))
    if not changes:
        return {}
    groups = facts.group(connection, revisions)
    _add_changes(connection, root, entry, changes, _manifests(days, groups, closings))
    ids = facts.identities(connection, root.id, groups)
    _close(connection, root, changes, closings)
    for group in groups:
        facts.insert(connection, root.id, group, changes, ids)
    written = {one.table for one in revisions} | {one.table for one in closings}
    if written & codebook().keys():
        raised = sa.update(strategy_root).values(data_version=strategy_root.c.data_version + 1)
        connection.execute(raised.where(strategy_root.c.id == root.id))
    return changes


def _days(revisions: Iterable[Revision], closings: Iterable[Closing]) -> list[dt.date]:
    days = {closing.on for closing in closings}
    for revision in revisions:
        days.add(revision.recorded)
        if revision.superseded:
            days.add(revision.superseded)
    return sorted(days)


def _manifests(days: list[dt.date], groups: Iterable[Group], closings: Iterable[Closing]) -> dict[dt.date, str]:
    """For each day what its change records and closes."""
    recorded: dict[dt.date, dict[str, dict[int, str]]] = {day: defaultdict(dict) for day in days}
    closed: dict[dt.date, dict[str, list[int]]] = {day: defaultdict(list) for day in days}
    for closing in closings:
        closed[closing.on][closing.table].append(closing.row_id)
    for group in groups:
        for number, revision in zip(group.numbers, group.revisions, strict=True):
            recorded[revision.recorded][revision.table][number] = digest(revision.table, revision.content)
            if revision.superseded:
                closed[revision.superseded][revision.table].append(number)
    return {day: chain.manifest(recorded[day], closed[day]) for day in days}


def _add_changes(
    connection: sa.Connection,
    root: Root,
    entry: Entry,
    changes: Mapping[dt.date, int],
    manifests: Mapping[dt.date, str],
) -> None:
    moment = entry.recorded_at or dt.datetime.now(dt.UTC)
    previous, rows = chain.last_hash(connection, root.id), []
    for day, number in changes.items():
        row = {
            "id": number, "strategy_id": root.id, "recorded_at": moment.astimezone(dt.UTC), "known_on": day,
            "account": entry.account, "role": entry.role, "reason": entry.reason, "way": entry.way,
            "previous_hash": previous, "manifest": manifests[day],
        }  # fmt: skip
        row["hash"] = previous = chain.change_hash(root.slug, row)
        rows.append(row)
    connection.execute(sa.insert(change), rows)


def _close(connection: sa.Connection, root: Root, changes: Mapping[dt.date, int], closings: Iterable[Closing]) -> None:
    groups: dict[str, list[dict[str, int]]] = defaultdict(list)
    for closing in closings:
        groups[closing.table].append({"row": closing.row_id, "end": changes[closing.on]})
    for table, rows in groups.items():
        columns = FACTS[table].c
        still_open = (columns.id == sa.bindparam("row"), columns.strategy_id == root.id, columns.superseded.is_(None))
        done = connection.execute(
            sa.update(FACTS[table]).where(*still_open).values(superseded=sa.bindparam("end")), rows
        )
        if done.rowcount != len(rows):
            raise ConflictError(_("Someone else has changed this entry in the meantime."))
