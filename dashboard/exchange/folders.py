"""Where packages lie; asked at every start, so nothing heavy is loaded for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def package_folders(data: Path) -> Iterator[Path]:
    """The folders below `data` that hold a strategy, by name."""
    return (path.parent for path in sorted(data.glob("*/strategy.csv")))
