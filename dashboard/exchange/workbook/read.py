"""Read a workbook: checked as strictly as a folder, every finding with sheet, row and column, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from dashboard.errors import Finding, PackageError
from dashboard.exchange.assemble import assemble
from dashboard.exchange.findings import Notebook
from dashboard.exchange.intake import Sheet
from dashboard.exchange.package import Package
from dashboard.exchange.workbook.container import open_workbook
from dashboard.exchange.workbook.places import Places
from dashboard.exchange.workbook.sheets import Found, read_sheets
from dashboard.storage.pause import collector_paused
from dashboard.text.catalog import gettext as _


@collector_paused()
def read_workbook(path: Path, today: dt.date | None = None) -> Package:
    """The package in the workbook, or PackageError with every finding.

    The short name of the strategy stands in its own sheet; the file may have any name. `today` as for a folder.
    """
    notebook = Notebook()
    workbook = open_workbook(path, notebook)
    notebook.raise_if_any()
    assert workbook is not None
    found = read_sheets(workbook, notebook)
    places = Places(found.letters)
    try:
        package = assemble(_slug(found.sheets.get("strategy"), notebook), found.sheets, notebook, today)
    except PackageError as error:
        raise PackageError(map(places.place, _told_once(error.findings, found))) from None
    notes = tuple(map(places.place, package.notes))
    return replace(package, notes=notes, place=places.place)


def _slug(sheet: Sheet | None, notebook: Notebook) -> str:
    """The short name that the strategy's sheet says; one workbook is one strategy."""
    texts = [text.strip() for text in sheet.columns.get("slug", ())] if sheet else []
    named = dict.fromkeys(text for text in texts if text)
    if len(named) > 1:
        notebook.refuse(
            "strategy.csv", None, "slug", _("The workbook holds several strategies: {slugs}.", slugs=", ".join(named)),
            _("Give each strategy its own workbook."),
        )  # fmt: skip
    return next(iter(named), "")


def _told_once(findings: tuple[Finding, ...], found: Found) -> list[Finding]:
    """Without what follows from a refused cell alone: that it is empty, or that a precision stands beside nothing."""
    told, once = set(), []
    for finding in findings:
        place = (finding.file, finding.row, finding.column)
        value = (finding.file, finding.row, (finding.column or "").removesuffix("_precision"))
        follows = value in found.refused and (value in told or value != place)
        if not follows:
            once.append(finding)
        told.add(place)
    return once
