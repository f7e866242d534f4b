"""Bring a database to the schema of this program, in one transaction: all revisions or the old state, whole.

Alembic is imported where it has something to do: a program whose database is current never needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from dashboard.storage.engine import reading, writing
from dashboard.storage.guards import put_guards, take_guards_off

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"
#: Any number will do, as long as every worker asks for the same one.
_POSTGRESQL_LOCK = 727_206


def config(connection: sa.Connection | None = None) -> Config:
    """Alembic's configuration for the scripts inside this package; without an ini file."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    made.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    made.attributes["connection"] = connection
    return made


def latest_revision() -> str:
    """The revision this program needs: the one with the highest number."""
    return max(path.name[1:].partition("_")[0] for path in (_SCRIPTS / "versions").glob("r*_*.py"))


def is_current(engine: sa.Engine) -> bool:
    """Does the database have the schema of this program? False for an empty one."""
    with reading(engine) as connection:
        return revision_of(connection) == latest_revision()


def revision_of(connection: sa.Connection) -> str | None:
    """The revision at which this database stands; None for an empty one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def build(connection: sa.Connection, revision: str, fill: Callable[[], None]) -> None:
    """Make an empty database: its tables at a revision, what `fill` puts into them, then the later revisions.

    In the caller's write transaction. Raises alembic's CommandError for a revision that this program does not know.
    """
    from alembic import command

    command.upgrade(config(connection), revision)
    fill()
    command.upgrade(config(connection), "head")
    put_guards(connection)


def upgrade(engine: sa.Engine) -> None:
    """Run every revision that is missing. Whatever stops it half way leaves the old state."""
    if is_current(engine):
        return  # without waiting for those who write
    from alembic import command

    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_POSTGRESQL_LOCK)))
        if revision_of(connection) == latest_revision():
            return  # another worker was faster
        take_guards_off(connection)
        command.upgrade(config(connection), "head")
        put_guards(connection)


def draft_revision(engine: sa.Engine, message: str) -> None:
    """For developers: write a revision with what the schema of the program has and a current database has not.

    Read it before it is committed, and put tables into `schema.WITHOUT_HISTORY` or behind `guards`.
    """
    from alembic import command

    number = f"{int(latest_revision()) + 1:04}"
    with reading(engine) as connection:
        command.revision(config(connection), message, autogenerate=True, rev_id=number)
