"""A database that holds the small package."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from dashboard.exchange.transfer import import_folder
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests.exchange.folders import TODAY, make


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A database that holds the small package."""
    folder = tmp_path_factory.mktemp("stored")
    engine = create_engine(f"sqlite:///{(folder / 'test.db').as_posix()}")
    upgrade(engine)
    import_folder(engine, make(folder), TODAY)
    yield engine
    engine.dispose()
