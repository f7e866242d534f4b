"""The words and numbers of the invented town, as data: TOML and CSV files beside this module."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent


@cache
def content(name: str) -> dict[str, Any]:
    """A TOML file of this folder."""
    with (_FOLDER / f"{name}.toml").open("rb") as handle:
        return tomllib.load(handle)


@cache
def listing(name: str) -> tuple[dict[str, str], ...]:
    """A CSV file of this folder, one dict a row."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
