"""The whole program on one filled database: all packages of data/, as the internal and as the public view."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from dash import Dash

from dashboard import rollups
from dashboard.app import create_app
from dashboard.exchange.folders import package_folders
from dashboard.exchange.transfer import import_folder
from dashboard.pages import PAGES
from dashboard.settings import Settings
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade

DATA = Path(__file__).resolve().parent.parent / "data"
SLUGS = tuple(folder.name for folder in package_folders(DATA))
TODAY = dt.date(2026, 1, 15)


class Site(NamedTuple):
    """A database with every package, and its two views."""

    engine: sa.Engine
    internal: Dash
    public: Dash


def fill(path: Path) -> sa.Engine:
    """A SQLite database with every package of data/."""
    engine = create_engine(f"sqlite:///{path}")
    upgrade(engine)
    for folder in package_folders(DATA):
        import_folder(engine, folder, TODAY)
        rollups.store(engine, folder.name, TODAY)
    return engine


def settings(**changes: object) -> Settings:
    """Settings that read nothing from this machine's environment but what is named."""
    return Settings(**({"host": "127.0.0.1", "today": TODAY, "secret_key": "x" * 32} | changes))  # type: ignore[arg-type]


def build(path: Path) -> Site:
    """The site on a new database at `path`."""
    engine = fill(path)
    return Site(engine, create_app(settings(), engine), create_app(settings(host="0.0.0.0"), engine))


def measure_codes(slug: str) -> list[str]:
    """The measures of a package."""
    path = DATA / slug / "measure.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return list(dict.fromkeys(row["code"] for row in csv.DictReader(handle)))


def measure_paths(slug: str) -> list[str]:
    """The pages of three measures of a package: the first, the one in the middle, the last."""
    codes = measure_codes(slug)
    some = dict.fromkeys((codes[0], codes[len(codes) // 2], codes[-1])) if codes else {}
    return [f"/{slug}/massnahmen/{code}" for code in some]


def page_paths() -> list[str]:
    """The address of every page of every package, of some measures of each, and of the list of strategies."""
    pages = ["/" + "/".join(part for part in (slug, page.path) if part) for slug in SLUGS for page in PAGES]
    return ["/", *pages, *(path for slug in SLUGS for path in measure_paths(slug))]
