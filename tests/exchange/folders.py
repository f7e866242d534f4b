"""A small valid package as a folder, and the means to spoil one cell, one row or one file of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping
from pathlib import Path

from dashboard.codebook import codebook
from dashboard.errors import Finding, PackageError
from dashboard.exchange.package import Package
from dashboard.exchange.reader import read_package

SLUG = "musterstadt"
TODAY = dt.date(2025, 8, 1)

_STRATEGY = {
    "slug": SLUG, "title": "Strategie Musterstadt", "kind": "smart_city", "owner": "Musterstadt",
    "owner_kind": "municipality", "ags": "01234567", "data_as_of": "2025-07-31", "live": "true", "invented": "true",
}  # fmt: skip
_MEASURE = {
    "title": "Digitales Bürgerbüro", "field": "H1", "responsible": "amt", "key_measure": "true", "pilot": "false",
    "corridor_from": "2024-01-01", "corridor_to": "2025-12-31", "it_component": "false", "published": "true",
    "position": "1",
}  # fmt: skip
_MILESTONE = {
    "object_kind": "measure", "object": "M1", "weight": "1", "critical": "false", "funder_duty": "false",
    "position": "1",
}  # fmt: skip
_ON_M1 = {"object_kind": "measure", "object": "M1"}
_INDICATOR = {
    "title": "Anträge online", "role": "control", "level": "outcome", "unit": "Anzahl", "direction": "up",
    "periodicity": "year", "lag_days": "90", "cumulative": "false", "decimals": "0", "counts_persons": "false",
    "published": "true", "position": "1",
}  # fmt: skip

ROWS: Mapping[str, list[dict[str, str]]] = {
    "source": [{"code": "plan", "title": "Planungsunterlage"}],
    "strategy": [_STRATEGY],
    "body": [{"code": "amt", "title": "Amt 10", "kind": "office"}, {"code": "rat", "title": "Rat", "kind": "council"}],
    "paper": [{"code": "V1", "number": "VO/2023/1", "title": "Strategie"}],
    "consultation": [
        {"code": "C1", "paper": "V1", "body": "rat", "date": "2023-12-01", "role": "decision", "public": "public",
         "result": "adopted"},
    ],
    "goal": [{"code": "Z1", "kind": "goal", "title": "Bürgernähe", "position": "1"}],
    "field": [{"code": "H1", "kind": "field", "title": "Verwaltung", "position": "1"}],
    "measure": [{"code": "M1"} | _MEASURE, {"code": "M2"} | _MEASURE | {"title": "Lernen"}],
    "measure_status": [{"measure": "M1", "valid_from": "2024-01-01", "status": "running", "resolution": "V1"}],
    "link": [
        {"subject_kind": "measure", "subject": "M1", "relation": "contributes_to", "object_kind": "goal",
         "object": "Z1", "contribution": "high"},
    ],
    "plan_version": [{"code": "P1", "valid_from": "2024-01-01", "resolution": "V1"}],
    "milestone": [
        {"code": "T1", "title": "Konzept", "actual_date": "2024-04-20"} | _MILESTONE,
        {"code": "T2", "title": "Betrieb"} | _MILESTONE,
    ],
    "baseline": [
        {"milestone": "T1", "plan_version": "P1", "date": "2024-03-31"},
        {"milestone": "T2", "plan_version": "P1", "date": "2025-06-30"},
    ],
    "plan_line": [
        {"code": "L1", "plan_version": "P1", "side": "cost", "kind": "total", "budget_kind": "finanz",
         "eligible": "yes", "amount": "200000.00"} | _ON_M1,
        {"code": "L2", "plan_version": "P1", "side": "funding", "kind": "own", "budget_kind": "finanz",
         "eligible": "not_stated", "amount": "70000.00"} | _ON_M1,
        {"code": "L3", "plan_version": "P1", "side": "funding", "kind": "grant", "grant": "F1",
         "budget_kind": "finanz", "eligible": "not_stated", "amount": "130000.00"} | _ON_M1,
    ],
    "grant": [{"code": "F1", "title": "Landesförderung"}],
    "grant_version": [
        {"grant": "F1", "valid_from": "2024-01-01", "status": "approved", "quota": "0.65",
         "eligible_cost": "200000.00", "amount": "130000.00", "period_from": "2024-01-01",
         "period_to": "2026-12-31"},
    ],
    "posting": [
        {"code": "B1", "date": "2024-06-30", "kind": "actual", "amount": "75000.00", "eligible": "true"} | _ON_M1,
    ],
    "indicator": [{"code": "I1"} | _ON_M1 | _INDICATOR],
    "definition": [
        {"indicator": "I1", "version": "1", "valid_from": "2023-01-01", "text": "Anträge", "series_break": "false"},
    ],
    "target": [
        {"indicator": "I1", "version": "1", "valid_from": "2023-01-01", "baseline_year": "2023",
         "baseline_value": "20", "target_year": "2026", "target_value": "2000"},
    ],
    "indicator_value": [
        {"indicator": "I1", "period": "2024", "definition": "1", "value": "50", "quality": "measured",
         "state": "published"},
    ],
}  # fmt: skip


def known(table: str, row: Mapping[str, str]) -> dict[str, str]:
    """The row with its source and the day it was known, where it says neither."""
    origin = {} if table == "source" else {"source": "plan"}
    return origin | {"known_on": "2024-01-01"} | dict(row)


def csv_of(table: str, rows: list[dict[str, str]], delimiter: str = ",") -> str:
    """CSV text with the columns that are used, in the codebook's order; columns it does not know come last."""
    buffer = io.StringIO()
    order = [column.name for column in codebook()[table].columns]
    used = dict.fromkeys(name for row in rows for name in row)
    names = [name for name in order if name in used] + [name for name in used if name not in order]
    writer = csv.DictWriter(buffer, names, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def make(tmp_path: Path, slug: str = SLUG, **changes: list[dict[str, str]]) -> Path:
    """The folder of the small package; `changes` replaces whole tables (an empty list leaves the file out)."""
    folder = tmp_path / slug
    folder.mkdir(parents=True)
    tables = {table: rows for table, rows in (dict(ROWS) | changes).items() if rows}
    for table, rows in tables.items():
        text = csv_of(table, [known(table, row) for row in rows])
        (folder / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
    described = {"name": slug, "resources": [{"name": table} for table in tables]}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def changed(table: str, at: int = 0, **cells: str) -> dict[str, list[dict[str, str]]]:
    """`make(tmp_path, **changed("measure", weight="0"))`: one row of a table with other cells."""
    rows = [dict(row) for row in ROWS[table]]
    rows[at] |= cells
    return {table: rows}


def added(table: str, **cells: str) -> dict[str, list[dict[str, str]]]:
    """One more row of a table, like its first one but for these cells."""
    return {table: [*ROWS[table], ROWS[table][0] | cells]}


def findings(folder: Path, today: dt.date = TODAY) -> list[Finding]:
    """Everything the reader refuses; empty when it takes the package."""
    try:
        read_package(folder, today)
    except PackageError as error:
        return list(error.findings)
    return []


def where(found: list[Finding]) -> list[tuple[str, int | None, str | None]]:
    return [(finding.file, finding.row, finding.column) for finding in found]


def only(package: Package, table: str) -> dict:
    """The row of a table that has one."""
    (row,) = package.tables[table]
    return row
