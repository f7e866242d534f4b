"""Connections that lose nothing: settings of both databases, and the two kinds of transaction."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from random import uniform
from threading import Lock
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa

_SQLITE_SETTINGS = (
    "PRAGMA busy_timeout=10000",  # first, so that the others wait for a lock as well
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # INSERT OR REPLACE must meet the guard against DELETE
)

#: Seconds that a writer waits for its turn, then it is told that the database is busy.
_LONGEST_WAIT = 60
_QUEUES: dict[str, Lock] = defaultdict(Lock)


def create_engine(url: str | sa.URL) -> sa.Engine:
    """An engine for SQLite or PostgreSQL. Nothing is opened before the first use, so workers may fork after it."""
    file = str(url).startswith("sqlite")
    engine = sa.create_engine(url, **({} if file else {"pool_pre_ping": True, "pool_timeout": _LONGEST_WAIT}))
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _set_up_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late for a consistent read
    for setting in _SQLITE_SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: sa.Connection) -> None:
    options = connection.get_execution_options()
    if options.get("alone"):
        return
    if not options.get("writes"):
        connection.exec_driver_sql("BEGIN")
    elif not _write_lock_taken(connection.connection.driver_connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # waits once more and says why it could not


def _write_lock_taken(raw: Any) -> bool:
    """Begin a transaction that writes, beside other programs that do so all the time.

    SQLite's own waiting looks ten times a second: with five busy programs one of them found the lock taken for ten
    seconds on end. Who looks often finds the moment in between.
    """
    last = monotonic() + _LONGEST_WAIT
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while monotonic() < last:
            try:
                raw.execute("BEGIN IMMEDIATE")
                return True
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    return False
            sleep(uniform(0.001, 0.01))  # noqa: S311  no secret
    finally:
        raw.execute(_SQLITE_SETTINGS[0])
    return False


def asking(engine: sa.Engine) -> sa.Engine:
    """The same engine for single statements: its connections begin no transaction, which costs half of a question."""
    return engine.execution_options(alone=True)


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection whose statements all see one state of the database."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes: all of it is kept, or nothing when the block raises.

    On SQLite it holds the one write lock from the start; on PostgreSQL what is read to be changed is locked by row.
    """
    with _in_turn(engine), engine.connect() as connection:
        connection = connection.execution_options(writes=True)
        with connection.begin():
            yield connection


@contextmanager
def _in_turn(engine: sa.Engine) -> Iterator[None]:
    """Threads of this program wait for each other here: SQLite's own waiting is a lottery that many writers lose."""
    if engine.dialect.name != "sqlite":
        yield
        return
    queue = _QUEUES[str(engine.url.database)]
    mine = queue.acquire(timeout=_LONGEST_WAIT)
    try:
        yield
    finally:
        if mine:
            queue.release()
