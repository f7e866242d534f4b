"""The whole database in one file, and back: read in one transaction while people go on writing, restored as a whole."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import sqlalchemy as sa
from alembic.util import CommandError

from dashboard.errors import RefusedError
from dashboard.operations.backup_file import BackupFile, Contents, new_file, write
from dashboard.operations.database import reach_database
from dashboard.storage import archive, chain
from dashboard.storage.engine import reading, writing
from dashboard.storage.migrate import build, revision_of
from dashboard.storage.schema import strategy_root
from dashboard.text.catalog import gettext as _


def backup(url: str, path: Path) -> Contents:
    """Write the database to a new file, readable for this account alone, and read the file once to check it.

    It holds everything but the sessions: password hashes as well. Raises DatabaseError, RefusedError and OSError.
    """
    engine, revision = reach_database(url)
    if revision is None:
        raise RefusedError(_("The database is empty: there is nothing to keep."))
    with new_file(path) as draft:
        with reading(engine) as connection:
            _write(connection, draft)
        kept = BackupFile(draft)
        kept.check()
    engine.dispose()
    return kept.contents


def _write(connection: sa.Connection, path: Path) -> None:
    revision = revision_of(connection)
    heads = {slug: chain.head(connection, slug) for slug in connection.scalars(sa.select(strategy_root.c.slug))}
    made_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    tables = {table.name: archive.lines(connection, table) for table in archive.tables(connection)}
    write(path, tables, lambda parts: Contents(revision or "", made_at, heads, parts))


def restore(url: str, path: Path) -> Contents:
    """Put a backup into an empty database, bring it to the schema of this program and check every chain of changes.

    All of it or nothing. Raises RefusedError for a damaged file, a database that holds anything, a backup of a newer
    program, and a chain that does not fit together.
    """
    kept = BackupFile(path)
    kept.check()
    engine, _revision = reach_database(url)
    with writing(engine) as connection:
        if sa.inspect(connection).get_table_names():
            raise RefusedError(
                _("The database is not empty. Name a new one in STRATEGIEMONITOR_DATABASE_URL; nothing was changed.")
            )
        try:
            build(connection, kept.contents.revision, lambda: _load(connection, kept))
        except CommandError:
            raise RefusedError(_("The backup was made by a newer version of this program. Install that one.")) from None
        _check(connection, kept.contents)
    engine.dispose()
    return kept.contents


def _load(connection: sa.Connection, kept: BackupFile) -> None:
    tables = {table.name: table for table in archive.tables(connection)}
    if tables.keys() != kept.contents.tables.keys():
        raise RefusedError(_("The backup has other tables than its revision."))
    for name, table in tables.items():
        archive.load(connection, table, kept.lines(name))


def _check(connection: sa.Connection, contents: Contents) -> None:
    for slug, head in contents.heads.items():
        problem = chain.verify_chain(connection, slug, head)
        if problem:
            raise RefusedError(
                _(
                    "The backup was touched: the history of “{slug}” does not fit together at change {change}. Nothing was restored.",
                    slug=slug,
                    change=problem.change or "?",
                )
            )
