"""The small package as a workbook, and the means to spoil one cell, one sheet or one part of the file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from dashboard.codebook import codebook
from dashboard.errors import Finding, PackageError
from dashboard.exchange.package import Package
from dashboard.exchange.reader import read_package
from dashboard.exchange.workbook.layout import FIRST_ROW, sheet_title
from dashboard.exchange.workbook.write import write_workbook
from tests.exchange.folders import TODAY, make

Spoil = Callable[[Workbook], None]


def written(tmp_path: Path, **changes: list[dict[str, str]]) -> Path:
    """The small package as a workbook, with a name of its own; `changes` as for `folders.make`."""
    path = tmp_path / "Strategie (2).xlsx"
    write_workbook(read_package(make(tmp_path / "in", **changes)), path)
    return path


def spoiled(tmp_path: Path, spoil: Spoil) -> Path:
    """The small package as a workbook that somebody has worked on."""
    path = written(tmp_path)
    workbook = load_workbook(path)
    spoil(workbook)
    workbook.save(path)
    return path


def title(table: str) -> str:
    return sheet_title(codebook()[table])


def at(workbook: Workbook, table: str, column: str, row: int = FIRST_ROW) -> Cell:
    """A cell by table, column name and row; rows of data begin with 3."""
    names = [named.name for named in codebook()[table].columns]
    return workbook[title(table)].cell(row, names.index(column) + 1)


def typed(table: str, column: str, value: Any, number_format: str = "General") -> Spoil:
    """Somebody types a value into the first row of data."""

    def spoil(workbook: Workbook) -> None:
        cell = at(workbook, table, column)
        cell.value = value
        cell.number_format = number_format

    return spoil


def findings(path: Path) -> list[Finding]:
    try:
        read_package(path, TODAY)
    except PackageError as error:
        return list(error.findings)
    return []


def taken(path: Path) -> Package:
    return read_package(path, TODAY)


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The workbook with one more, or another, part in its zip."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, raw in parts.items():
            archive.writestr(part, raw)
    return path
