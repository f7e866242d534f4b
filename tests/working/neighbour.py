"""A second town, so that "another strategy" is a real one: the example town under another name."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa

from dashboard.exchange.transfer import import_folder
from tests.site import DATA
from tests.working.people import SLUG, TODAY

NEIGHBOUR = "nachbarstadt-2030"


def add_neighbour(engine: sa.Engine, folder: Path) -> None:
    """Import it; `folder` is where its package may be written."""
    package = Path(shutil.copytree(DATA / SLUG, folder / NEIGHBOUR))
    for path in package.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(SLUG, NEIGHBOUR), encoding="utf-8", newline="")
    import_folder(engine, package, TODAY)
