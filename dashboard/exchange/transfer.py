"""Folders and workbooks to the database and back: what the command line, the tests and a first start call."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dashboard.domain.invariants_indicators import check_units
from dashboard.errors import NotFound, PackageError, RefusedError
from dashboard.exchange.facts import facts
from dashboard.exchange.findings import Notebook
from dashboard.exchange.package import Package
from dashboard.exchange.papers import refuse_other_papers
from dashboard.exchange.reader import read_package
from dashboard.exchange.rules import tell
from dashboard.exchange.writer import write_package
from dashboard.operations.database import Engine
from dashboard.operations.import_package import ImportReport, import_package
from dashboard.storage.engine import reading
from dashboard.storage.read import load_facts
from dashboard.storage.rows import export_rows
from dashboard.text.catalog import gettext as _

OPERATOR = "operator"
_OTHER_SPREADSHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".ods", ".csv"})


def import_folder(engine: Engine, folder: Path, today: dt.date, dry_run: bool = False) -> ImportReport:
    """Take the package in `folder` (or workbook): all of it or nothing. PackageError with every finding otherwise."""
    return take(engine, read_package(folder, today), today, dry_run)


def take(engine: Engine, package: Package, today: dt.date, dry_run: bool = False) -> ImportReport:
    """Store a package that was read; with `dry_run` only report what would change.

    PackageError when it changes what the database keeps fixed: the unit of an indicator (X32), the paper that a number
    stands for (X47).
    """
    try:
        _refuse_other_units(engine, package, today)
        refuse_other_papers(engine, package)
        return import_package(engine, package, today=today, dry_run=dry_run, operator=OPERATOR)
    except PackageError as error:
        if package.place is None:
            raise
        raise PackageError(map(package.place, error.findings)) from None


def _refuse_other_units(engine: Engine, package: Package, today: dt.date) -> None:
    try:
        with reading(engine) as connection:
            before = load_facts(connection, package.slug, up_to=today, audience="internal")
    except NotFound:
        return
    named = ("strategy", "indicator", "definition")
    found = facts({name: package.tables.get(name, ()) for name in named}, today)
    notebook = Notebook()
    lines = {row["code"]: line for line, row in package.holding("indicator")}
    for problem in check_units(before, found[0]) if found else ():
        tell(problem, lines[problem.key[0]], notebook)
    notebook.raise_if_any()


def export_folder(engine: Engine, slug: str, folder: Path) -> None:
    """Write the strategy with its whole history as a package into `folder`. NotFound for an unknown slug."""
    write_package(stored_package(engine, slug), folder)


def stored_package(engine: Engine, slug: str) -> Package:
    """The strategy with its whole history. NotFound for an unknown slug."""
    with reading(engine) as connection:
        tables = export_rows(connection, slug)
    if not tables:
        raise NotFound(_("There is no strategy “{slug}”.", slug=slug))
    return Package(slug, tables)


def export_workbook(engine: Engine, slug: str, path: Path) -> None:
    """Write the strategy with its whole history as one workbook. NotFound for an unknown slug."""
    from dashboard.exchange.workbook.write import write_workbook  # openpyxl: only who writes workbooks waits for it

    write_workbook(stored_package(engine, slug), path)


def is_workbook(path: Path) -> bool:
    """Whether a path that is to be written names a workbook; what is read is told by its content.

    RefusedError for the name of another kind of spreadsheet: nobody means a folder by it.
    """
    suffix = path.suffix.casefold()
    if suffix in _OTHER_SPREADSHEETS and not path.is_dir():
        raise RefusedError(_("A workbook is written as .xlsx only, not as {suffix}.", suffix=suffix))
    return suffix == ".xlsx"
