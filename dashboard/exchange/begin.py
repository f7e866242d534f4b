"""A new strategy package to be filled: the tables that a person begins with, and a page that explains every column.

Nothing about the town is made up. What only a person can say holds a placeholder, which an import refuses by name.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

from dashboard.codebook import Table, codebook
from dashboard.errors import RefusedError
from dashboard.exchange.descriptor import DESCRIPTOR_NAME, HELP_NAME, SLUG_PATTERN, descriptor
from dashboard.exchange.help_page import help_page
from dashboard.exchange.package import Package, Row
from dashboard.exchange.placeholder import placeholder
from dashboard.exchange.transfer import is_workbook
from dashboard.exchange.workbook.layout import FIRST_TABLES
from dashboard.reserved import taken_slug
from dashboard.text.catalog import gettext as _


def begin(slug: str, target: Path) -> Path:
    """Write the new package into the folder `target`/`slug`, or into the file `target` if it is an .xlsx; its path.

    RefusedError for a slug that cannot stand in an address, and where something is there already.
    """
    if not re.fullmatch(SLUG_PATTERN, slug):
        raise RefusedError(
            _("“{text}” cannot stand in an address.", text=slug)
            + " "
            + _("A short name has small letters a to z, digits and hyphens only.")
        )
    if taken_slug(slug):
        raise RefusedError(
            _("“{text}” is the address of another page.", text=slug) + " " + _("Give the strategy another short name.")
        )
    path = target if is_workbook(target) else target / slug
    if path.exists():
        raise RefusedError(_("{path} is there already. Choose another name, or move it away.", path=path))
    package = Package(slug, {"strategy": (_strategy(slug),)})
    if is_workbook(target):
        from dashboard.exchange.workbook.write import write_workbook  # openpyxl: only who writes workbooks waits for it

        write_workbook(package, path)
    else:
        _write_folder(package, path)
    return path


def _strategy(slug: str) -> Row:
    """The strategy's row: its slug, and a placeholder in whatever may not be empty."""
    return {
        column.name: slug if column.name == "slug" else placeholder() if column.required else None
        for column in codebook()["strategy"].columns
    }


def _write_folder(package: Package, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in FIRST_TABLES:
        text = _csv(codebook()[name], package.tables.get(name, ()))
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))
    description = json.dumps(descriptor(package, FIRST_TABLES), ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR_NAME).write_bytes(description.encode("utf-8"))
    (folder / HELP_NAME).write_bytes(help_page(package.slug).encode("utf-8"))


def _csv(table: Table, rows: Sequence[Row]) -> str:
    """Header and rows of texts; placeholders are no canonical values, so the canonical writer cannot write them."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [column.name for column in table.columns], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()
