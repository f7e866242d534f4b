"""The packages that come with the program: stored, read and exported without a loss."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.exchange.reader import read_package
from dashboard.operations.import_package import import_package
from dashboard.storage import read, rows
from dashboard.storage.chain import verify_chain
from dashboard.storage.engine import reading

DATA = Path(__file__).resolve().parents[2] / "data"
FOLDERS = sorted(path for path in DATA.iterdir() if (path / "strategy.csv").is_file())
TODAY = dt.date(2026, 1, 15)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_package_of_the_program_is_stored_and_exported_without_a_loss(engine: sa.Engine, folder: Path) -> None:
    package = read_package(folder)
    import_package(engine, package, today=TODAY)
    with reading(engine) as connection:
        exported = rows.export_rows(connection, package.slug)
        assert verify_chain(connection, package.slug) is None
        for audience in ("public", "internal"):
            assert read.strategy_state(connection, package.slug, TODAY, None, audience).strategy.slug == package.slug
    assert {name: tuple(some) for name, some in exported.items()} == {n: t for n, t in package.tables.items() if t}
    assert import_package(engine, package, today=TODAY).is_empty
