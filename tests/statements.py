"""What is asked of a database, heard where the driver hears it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

#: What asks or changes something; to begin and to end does neither.
_ASKING = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")


@contextmanager
def statements(engine: sa.Engine) -> Iterator[list[str]]:
    """What the block asks of an SQLite database, with its values, as it comes."""
    found: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith(_ASKING):
            found.append(statement)

    def listen(connection: sqlite3.Connection, *_more: object) -> None:
        connection.set_trace_callback(note)

    def leave(connection: sqlite3.Connection, *_more: object) -> None:
        connection.set_trace_callback(None)

    sa.event.listen(engine, "checkout", listen)
    sa.event.listen(engine, "checkin", leave)
    try:
        yield found
    finally:
        sa.event.remove(engine, "checkout", listen)
        sa.event.remove(engine, "checkin", leave)
