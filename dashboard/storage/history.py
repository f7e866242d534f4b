"""The one way anything is written: versions of facts are added and closed, each by a change of a hash chain.

All of it needs a write transaction (`engine.writing`) and the lock on its strategy (`lock`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.errors import ConflictError, RefusedError
from dashboard.storage import entities
from dashboard.storage.content import Content, digest, shape
from dashboard.storage.schema import FACTS, change, strategy_root
from dashboard.text.catalog import gettext as _


class Root(NamedTuple):
    """A strategy of the registry, as it stood when it was locked."""

    id: int
    slug: str
    data_version: int


class Revision(NamedTuple):
    """A version to add: known from `recorded` on, and for one that no longer holds, until `superseded`."""

    table: str
    content: Content
    recorded: dt.date
    superseded: dt.date | None = None


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
    found = connection.execute(
        sa.select(strategy_root).where(strategy_root.c.slug == slug).with_for_update()
    ).one_or_none()
    return Root(*found) if found else None


def add_strategy(connection: sa.Connection, slug: str) -> Root:
    """A new strategy without facts."""
    [number] = entities.take_ids(connection, strategy_root, 1)
    connection.execute(sa.insert(strategy_root).values(id=number, slug=slug, data_version=0))
    return Root(number, slug, 0)


def record(
    connection: sa.Connection, root: Root, entry: Entry, revisions: Sequence[Revision], closings: Sequence[Closing]
) -> dict[dt.date, int]:
    """Write versions and closings: one change a day of knowledge, oldest first; raises the data version once.

    Returns the ids of the changes by day. Raises ConflictError when a version to close is closed already, and
    RefusedError when a version names an entity that does not exist. Writing nothing leaves everything as it is.
    """
    days = _days(revisions, closings)
    changes = dict(zip(days, entities.take_ids(connection, change, len(days)), strict=True))
    if not changes:
        return {}
    groups = _numbered(connection, revisions)
    _add_changes(connection, root, entry, changes, _manifests(days, groups, closings))
    ids = _identities(connection, root, groups)
    _close(connection, root, changes, closings)
    for table, pairs in groups.items():
        connection.execute(sa.insert(FACTS[table]), list(_rows(root, table, pairs, changes, ids)))
    connection.execute(
        sa.update(strategy_root)
        .where(strategy_root.c.id == root.id)
        .values(data_version=strategy_root.c.data_version + 1)
    )
    return changes


#: Versions of one table with the row ids they get.
Numbered = Sequence[tuple[int, Revision]]


def _days(revisions: Iterable[Revision], closings: Iterable[Closing]) -> list[dt.date]:
    days = {closing.on for closing in closings}
    for revision in revisions:
        days.add(revision.recorded)
        if revision.superseded:
            days.add(revision.superseded)
    return sorted(days)


def _numbered(connection: sa.Connection, revisions: Iterable[Revision]) -> dict[str, Numbered]:
    groups: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        groups[revision.table].append(revision)
    return {
        table: list(zip(entities.take_ids(connection, FACTS[table], len(group)), group, strict=True))
        for table, group in groups.items()
    }


def _manifests(days: list[dt.date], groups: Mapping[str, Numbered], closings: Iterable[Closing]) -> dict[dt.date, str]:
    """For each day the rows that its change records (with their digests) and closes, as one text."""
    recorded: dict[dt.date, dict[str, dict[int, str]]] = {day: defaultdict(dict) for day in days}
    closed: dict[dt.date, dict[str, list[int]]] = {day: defaultdict(list) for day in days}
    for closing in closings:
        closed[closing.on][closing.table].append(closing.row_id)
    for table, pairs in groups.items():
        for number, revision in pairs:
            recorded[revision.recorded][table][number] = digest(table, revision.content)
            if revision.superseded:
                closed[revision.superseded][table].append(number)
    return {day: manifest(recorded[day], closed[day]) for day in days}


def manifest(recorded: Mapping[str, Mapping[int, str]], closed: Mapping[str, list[int]]) -> str:
    """The canonical text of what one change did: digests by table and row id, closed row ids by table."""
    done = {
        "recorded": {
            table: {str(number): rows[number] for number in sorted(rows)} for table, rows in sorted(recorded.items())
        },
        "closed": {table: sorted(rows) for table, rows in sorted(closed.items())},
    }
    return json.dumps(done, separators=(",", ":"))


def change_hash(slug: str, row: Mapping[str, Any]) -> str:
    """SHA-256 over a change's fields, what it recorded and closed, and the hash of the change before it."""
    fields = [
        row["previous_hash"], slug, row["recorded_at"].isoformat(), row["known_on"].isoformat(),
        row["account"], row["role"], row["reason"], row["way"], row["manifest"],
    ]  # fmt: skip
    return sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def last_hash(connection: sa.Connection, root: Root) -> str:
    """The hash of the strategy's newest change; empty before the first."""
    newest = sa.select(change.c.hash).where(change.c.strategy_id == root.id).order_by(change.c.id.desc()).limit(1)
    return connection.scalar(newest) or ""


def _add_changes(
    connection: sa.Connection,
    root: Root,
    entry: Entry,
    changes: Mapping[dt.date, int],
    manifests: Mapping[dt.date, str],
) -> None:
    moment = entry.recorded_at or dt.datetime.now(dt.UTC)
    previous, rows = last_hash(connection, root), []
    for day, number in changes.items():
        row = {
            "id": number, "strategy_id": root.id, "recorded_at": moment.astimezone(dt.UTC), "known_on": day,
            "account": entry.account, "role": entry.role, "reason": entry.reason, "way": entry.way,
            "previous_hash": previous, "manifest": manifests[day],
        }  # fmt: skip
        row["hash"] = previous = change_hash(root.slug, row)
        rows.append(row)
    connection.execute(sa.insert(change), rows)


def _identities(connection: sa.Connection, root: Root, groups: Mapping[str, Numbered]) -> entities.Ids:
    """The ids of all entities that are written about or named; those written about first are added."""
    own = {
        table: dict.fromkeys(shape(table).key_text(rev.content) for _n, rev in pairs) for table, pairs in groups.items()
    }
    wanted: dict[str, set[str]] = defaultdict(set)
    for table, pairs in groups.items():
        wanted[table].update(own[table])
        for _number, revision in pairs:
            for _at, kind, code in shape(table).named(revision.content):
                wanted[kind].add(code)
    ids = entities.find(connection, root.id, wanted)
    entities.add(connection, root.id, ids, own)
    return ids


def _rows(
    root: Root, table: str, pairs: Numbered, changes: Mapping[dt.date, int], ids: entities.Ids
) -> Iterator[dict[str, Any]]:
    form = shape(table)
    names = ("id", "strategy_id", "entity_id", "recorded", "superseded", *form.names)
    for number, (_table, content, recorded, superseded) in pairs:
        values = list(content)
        for at, kind, code in form.named(content):
            if code not in ids[kind]:
                place = {"table": table, "key": form.key_text(content), "column": form.names[at], "code": code}
                raise RefusedError(_("{table} {key}: there is no “{code}” that {column} could name.", **place))
            values[at] = ids[kind][code]
        end = changes[superseded] if superseded else None
        identity = ids[table][form.key_text(content)]
        yield dict(zip(names, (number, root.id, identity, changes[recorded], end, *values), strict=True))


def _close(connection: sa.Connection, root: Root, changes: Mapping[dt.date, int], closings: Iterable[Closing]) -> None:
    groups: dict[str, list[dict[str, int]]] = defaultdict(list)
    for closing in closings:
        groups[closing.table].append({"row": closing.row_id, "end": changes[closing.on]})
    for table, rows in groups.items():
        facts = FACTS[table]
        still_open = (facts.c.id == sa.bindparam("row"), facts.c.strategy_id == root.id, facts.c.superseded.is_(None))
        done = connection.execute(sa.update(facts).where(*still_open).values(superseded=sa.bindparam("end")), rows)
        if done.rowcount != len(rows):
            raise ConflictError(_("Someone else has changed this entry in the meantime."))
