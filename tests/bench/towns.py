"""Databases of any size, filled as an operator would: generated packages through the program's own import."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from dashboard import rollups
from dashboard.exchange import demo
from dashboard.exchange.transfer import import_folder
from dashboard.exchange.writer import write_package
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests.bench.child import TODAY


class Size(NamedTuple):
    """So many measures in each of so many strategies."""

    name: str
    measures: int
    strategies: int = 1


SIZES = {size.name: size for size in (Size("S", 25), Size("M", 1_000, 2), Size("L", 10_000), Size("XL", 25, 4_000))}


class Town(NamedTuple):
    """A filled database, and the short names of its strategies."""

    path: Path
    slugs: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"


def fill(size: Size, folder: Path) -> Town:
    """A database with the strategies of this size in `folder`."""
    slugs = tuple(f"stadt-{number}" for number in range(1, size.strategies + 1))
    town = Town(folder / f"{size.name}.db", slugs)
    engine = create_engine(town.url)
    upgrade(engine)
    for seed, slug in enumerate(slugs, 1):
        package = demo.generate(measures=size.measures, seed=seed, slug=slug)
        write_package(package, folder / slug)
        del package
        import_folder(engine, folder / slug, TODAY)
        _remove(folder / slug)
        rollups.store(engine, slug, TODAY)
    engine.dispose()
    return town


def _remove(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def requests_of(slug: str, page: str, fields: Iterable[int] = (1, 2, 3, 4, 5)) -> list[str]:
    """What a visitor asks for who tries the fields of action one after the other on a page."""
    return [f"/{slug}/{page}?handlungsfeld={number}" for number in fields]
