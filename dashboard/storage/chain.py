"""The hash chain of a strategy's changes: it shows that a row was touched past the program, and which one first.

Each change carries a manifest of the rows it recorded (with a digest of what they say) and closed, and a hash over its
fields, its manifest and the hash before it. Accounts stand in it by id, never by name.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.storage.content import digest, shape
from dashboard.storage.pause import collector_paused
from dashboard.storage.rows import Stored, strategy_id, versions
from dashboard.storage.schema import change

#: Digests of recorded rows, and row ids of closed ones, each by table and row id.
Recorded = Mapping[str, Mapping[int, str]]
Closed = Mapping[str, list[int]]


class Head(NamedTuple):
    """The end of a chain: how many changes, and the hash of the last one. Kept elsewhere, it shows a cut tail."""

    changes: int
    hash: str


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing that does not fit. `what` is one of

    content (the row does not say what was recorded) · missing (the row is gone) · added (no change recorded the row)
    · open (the row holds although it was closed) · closed (no change closed it then) · manifest · change (the change's
    own fields) · order (the chain is interrupted) · head (changes at the end are missing or were added).
    """

    what: str
    change: int | None
    table: str | None = None
    row_id: int | None = None
    key: str | None = None


def manifest(recorded: Recorded, closed: Closed) -> str:
    """The canonical text of what one change did."""
    rows = {table: {str(number): done[number] for number in sorted(done)} for table, done in sorted(recorded.items())}
    ends = {table: sorted(done) for table, done in sorted(closed.items())}
    return json.dumps({"recorded": rows, "closed": ends}, separators=(",", ":"))


def change_hash(slug: str, row: Mapping[str, Any]) -> str:
    """SHA-256 over a change's fields, what it recorded and closed, and the hash of the change before it."""
    fields = [
        row["previous_hash"], slug, row["recorded_at"].isoformat(), row["known_on"].isoformat(),
        row["account"], row["role"], row["reason"], row["way"], row["manifest"],
    ]  # fmt: skip
    return sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def last_hash(connection: sa.Connection, strategy: int) -> str:
    """The hash of the strategy's newest change; empty before the first."""
    newest = sa.select(change.c.hash).where(change.c.strategy_id == strategy).order_by(change.c.id.desc()).limit(1)
    return connection.scalar(newest) or ""


def head(connection: sa.Connection, slug: str) -> Head:
    """The end of the strategy's chain; (0, "") for one without changes."""
    strategy = strategy_id(connection, slug)
    if strategy is None:
        return Head(0, "")
    count = connection.scalar(sa.select(sa.func.count()).where(change.c.strategy_id == strategy)) or 0
    return Head(count, last_hash(connection, strategy))


@collector_paused()
def verify_chain(connection: sa.Connection, slug: str, kept: Head | None = None) -> Problem | None:
    """The first touched row or change of a strategy, in the order of its changes; None when everything fits.

    `kept` is a head that was kept elsewhere: the chain must still pass through it.
    """
    strategy = strategy_id(connection, slug)
    if strategy is None:
        return Problem("head", None) if kept and kept.changes else None
    stored = {table: {row.row_id: row for row in rows} for table, rows in versions(connection, strategy)}
    ends = _by_end(stored)
    starts = _by_start(stored)
    query = sa.select(change).where(change.c.strategy_id == strategy).order_by(change.c.id)
    previous, count, passed = "", 0, kept is None or kept.changes == 0
    for row in map(dict[str, Any], connection.execute(query).mappings()):
        problem = _own_fault(slug, row, previous) or _first_fault(row, stored, starts[row["id"]], ends[row["id"]])
        if problem:
            return problem
        previous, count = row["hash"], count + 1
        passed = passed or Head(count, previous) == kept
    return None if passed else Problem("head", None)


Rows = Mapping[str, Mapping[int, Stored]]
Places = dict[int, dict[str, set[int]]]


def _by_start(stored: Rows) -> Places:
    places: Places = defaultdict(lambda: defaultdict(set))
    for table, rows in stored.items():
        for number, row in rows.items():
            places[row.recorded][table].add(number)
    return places


def _by_end(stored: Rows) -> Places:
    places: Places = defaultdict(lambda: defaultdict(set))
    for table, rows in stored.items():
        for number, row in rows.items():
            if row.superseded:
                places[row.superseded][table].add(number)
    return places


def _own_fault(slug: str, row: Mapping[str, Any], previous: str) -> Problem | None:
    if row["previous_hash"] != previous:
        return Problem("order", row["id"])
    return None if change_hash(slug, row) == row["hash"] else Problem("change", row["id"])


def _first_fault(
    row: Mapping[str, Any], stored: Rows, starts: Mapping[str, set[int]], ends: Mapping[str, set[int]]
) -> Problem | None:
    told = json.loads(row["manifest"])
    for what, table, number in _faults(told, stored, starts, ends):
        found = stored.get(table, {}).get(number)
        return Problem(what, row["id"], table, number, shape(table).key_text(found.content) if found else None)
    return None


def _faults(
    told: Mapping[str, Any], stored: Rows, starts: Mapping[str, set[int]], ends: Mapping[str, set[int]]
) -> Iterator[tuple[str, str, int]]:
    for table, digests in told["recorded"].items():
        for text, expected in digests.items():
            number = int(text)
            row = stored.get(table, {}).get(number)
            if row is None or number not in starts.get(table, ()):
                yield "missing", table, number
            elif digest(table, row.content) != expected:
                yield "content", table, number
    for table, numbers in starts.items():
        strange = {str(number) for number in numbers} - set(told["recorded"].get(table, ()))
        yield from (("added", table, int(number)) for number in sorted(strange, key=int))
    for table, closed in told["closed"].items():
        yield from (("open", table, number) for number in closed if number not in ends.get(table, ()))
    for table, numbers in ends.items():
        yield from (("closed", table, number) for number in sorted(numbers - set(told["closed"].get(table, ()))))
