"""Read a package, a folder or a workbook: every cell checked, every finding named at once, all of it taken or nothing.

files ──intake──► columns of text ──assemble──► Package, or PackageError
"""

from __future__ import annotations

import datetime as dt
import os
from difflib import get_close_matches
from pathlib import Path

from dashboard.codebook import codebook
from dashboard.errors import PackageError
from dashboard.exchange.assemble import assemble
from dashboard.exchange.described import check_description
from dashboard.exchange.descriptor import DESCRIPTOR_NAME, HELP_NAME
from dashboard.exchange.findings import Notebook
from dashboard.exchange.intake import open_sheet
from dashboard.exchange.package import Package
from dashboard.storage.pause import collector_paused
from dashboard.text.catalog import gettext as _


@collector_paused()
def read_package(path: Path, today: dt.date | None = None) -> Package:
    """The package in `path`, a folder or an Excel workbook, or PackageError with every finding.

    A folder is named as the strategy's slug and holds one CSV file a table. `Package.notes` says what was taken
    although it is not canonical. With `today`, the rules of the domain are asked as well (what lies in the future,
    circles, over-funding, …); without, only what the files themselves show.
    """
    notebook = Notebook()
    folder = Path(path)
    if folder.is_file():
        from dashboard.exchange.workbook.read import read_workbook  # openpyxl: only who reads workbooks waits for it

        return read_workbook(folder, today)
    if not folder.is_dir():
        missing = _("There is no such workbook.") if folder.suffix == ".xlsx" else _("There is no such folder.")
        notebook.refuse(str(folder), None, None, missing, _("Name the folder of a package, or its workbook."))
        raise PackageError(notebook.findings)
    _name_strangers(folder, notebook)
    # A folder, a broken link or a pipe under the name of a table is no table that is gone: its rows must not end.
    paths = {name: path for name in codebook() if os.path.lexists(path := folder / f"{name}.csv")}
    check_description(folder, paths, notebook)
    sheets = {name: open_sheet(path, codebook()[name], notebook) for name, path in paths.items()}
    return assemble(folder.resolve().name, sheets, notebook, today)


def _name_strangers(folder: Path, notebook: Notebook) -> None:
    """Files that are none of the package's: a table under another name is a finding, anything else a note."""
    known = {f"{name}.csv" for name in codebook()}
    for path in sorted(folder.iterdir()):
        name = path.name
        if name in known or name in (DESCRIPTOR_NAME, HELP_NAME) or name.startswith((".", "~")) or path.is_dir():
            continue
        if path.suffix.casefold() in (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods"):
            close = get_close_matches(name.casefold(), known, 1)
            remedy = (
                _("Is “{close}” meant?", close=close[0])
                if close
                else _("Delete it, or name it as its table and save it as CSV.")
            )
            notebook.refuse(name, None, None, _("There is no table of this name."), remedy)
        else:
            notebook.note(name, None, None, _("The file is no part of a package and was not read."))
