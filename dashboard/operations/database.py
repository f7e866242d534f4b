"""Open the database of the settings, at the schema of this program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dashboard.errors import DatabaseError
from dashboard.storage.engine import create_engine, reading
from dashboard.storage.migrate import is_current, revision_of, upgrade
from dashboard.text.catalog import gettext as _

__all__ = ["Engine", "open_database", "reach_database"]


def open_database(url: str, migrate: bool = True) -> Engine:
    """The engine for `url`, brought to this program's schema unless `migrate` is False.

    DatabaseError, in one sentence, when it cannot be reached or is not a database of this program.
    """
    with _reached():
        engine = create_engine(url)
        if migrate:
            upgrade(engine)
        elif not is_current(engine):
            raise DatabaseError(
                _("The database has not the schema of this program. “strategiemonitor serve” brings it up to date.")
            )
    return engine


def reach_database(url: str) -> tuple[Engine, str | None]:
    """The engine for `url` as the database stands, and its revision (None: it is empty). Raises DatabaseError."""
    with _reached():
        engine = create_engine(url)
        with reading(engine) as connection:
            return engine, revision_of(connection)


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except CommandError:
        raise DatabaseError(_("The database was made by a newer version of this program. Install that one.")) from None
    except (SQLAlchemyError, OSError):
        raise DatabaseError(
            _("The database cannot be reached. Check STRATEGIEMONITOR_DATABASE_URL and whether the server runs.")
        ) from None


def trouble(error: Exception) -> str | None:
    """The sentence for what a database may refuse at any time: locked, full, read-only, gone. None for other errors."""
    if not isinstance(error, DBAPIError):
        return None
    return _(
        "The database refused: {why}. Nothing was stored.", why=str(error.orig).strip().splitlines()[0].rstrip(".")
    )
