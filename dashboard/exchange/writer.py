"""Write a strategy package as a folder: canonical CSV files and their `datapackage.json`.

The bytes depend on the rows alone, so that two exports of one state are equal and a difference is a change.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from dashboard.codebook import Table, tables
from dashboard.exchange.canonical import cell_texts, order
from dashboard.exchange.descriptor import DESCRIPTOR_NAME, descriptor
from dashboard.exchange.package import Package, Row
from dashboard.storage.pause import collector_paused


def csv_text(table: Table, rows: Iterable[Row]) -> str:
    """The rows of one table as canonical CSV text, header included."""
    columns, ordered = table.columns, order(table, rows)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(column.name for column in columns)
    texts = (cell_texts(column, [row.get(column.name) for row in ordered]) for column in columns)
    writer.writerows(zip(*texts, strict=True))
    return buffer.getvalue()


@collector_paused()
def write_package(package: Package, folder: Path) -> None:
    """Write `package` into `folder` (made if it is missing).

    CSV files of tables that have no row any more are removed; files that are none of the package's are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables():
        path = folder / f"{table.name}.csv"
        rows = package.tables.get(table.name, ())
        if rows:
            path.write_bytes(csv_text(table, rows).encode("utf-8"))
        else:
            path.unlink(missing_ok=True)
    text = json.dumps(descriptor(package), ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR_NAME).write_bytes(text.encode("utf-8"))
