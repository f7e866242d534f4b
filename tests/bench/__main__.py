"""Run the measurements and print the table: `make bench`, `make bench SIZES="S M L" ROUNDS=9`, `make bench BROWSER=no`."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from statistics import median

from tests.bench import reading, serving
from tests.bench.promises import Figure, table
from tests.bench.towns import SIZES, Town, fill

_OPTIONS = argparse.ArgumentParser(prog="make bench", description="Measures the promises about speed.")
_OPTIONS.add_argument("--sizes", nargs="+", choices=SIZES, default=["S", "M"])
_OPTIONS.add_argument("--rounds", type=int, default=5)
_OPTIONS.add_argument("--browser", choices=("yes", "no"), default="yes")
_OPTIONS.add_argument("--keep", type=Path, help="a folder in which the databases stay for the next run")


def _told(words: str, began: float) -> None:
    print(f"[{time.perf_counter() - began:5.0f} s] {words}", file=sys.stderr, flush=True)


def _towns(sizes: list[str], folder: Path, began: float) -> dict[str, Town]:
    towns = {}
    for name in sizes:
        size, path = SIZES[name], folder / f"{name}.db"
        _told(f"{name}: {size.strategies} × {size.measures} measures", began)
        known = Town(path, tuple(f"stadt-{number}" for number in range(1, size.strategies + 1)))
        towns[name] = known if path.exists() else fill(size, folder)
    return towns


def served(towns: Mapping[str, Town], rounds: int) -> Iterator[Figure]:
    """The figures of the server, one after the other."""
    single = {name: town for name, town in towns.items() if name != "XL"}
    yield from serving.interactions(single, rounds)
    yield from serving.requests_a_second(single, rounds)
    yield from (reading.statements(name, town) for name, town in single.items())
    if "M" in towns:
        yield from reading.first_read("M", towns["M"], rounds)
    if {"S", "XL"} <= set(towns):
        yield from reading.beside("XL", towns["S"], towns["XL"], rounds)
    if "M" in towns:
        yield from serving.memory("M", towns["M"], 1)


def browsed(towns: Mapping[str, Town], rounds: int) -> Iterator[Figure]:
    """The figures of the browser."""
    from tests.bench import browsing

    yield from browsing.browse({name: town for name, town in towns.items() if name in ("S", "M")}, rounds)


def main() -> None:
    options = _OPTIONS.parse_args()
    began = time.perf_counter()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="strategiemonitor-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        towns = _towns(options.sizes, folder, began)
        found = []
        parts = [served(towns, options.rounds), *([browsed(towns, options.rounds)] if options.browser == "yes" else [])]
        for figure in chain(*parts):
            found.append(figure)
            _told(f"{figure.promise.text}, {figure.where}: {median(figure.ratios):.4g}", began)
    finally:
        if options.keep is None:
            shutil.rmtree(folder)
    system = f"{platform.system()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"{system}, {options.rounds} rounds; median and spread over the rounds.\n\n{table(found)}")


if __name__ == "__main__":
    main()
