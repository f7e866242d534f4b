"""Whether a file is a workbook that may be opened: told by its content, within bounds, without anything that acts.

A workbook is a zip of XML files. Before openpyxl builds cells from it, its unpacked size and the number of its XML
elements are bounded, and macros, links to other files, embedded objects and XML entities are refused.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook

from dashboard.exchange.findings import Notebook
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

#: Limits of one workbook: packed, unpacked, files inside, XML tags (a filled cell has four to six).
MAX_PACKED = 50_000_000
MAX_UNPACKED = 300_000_000
MAX_FILES = 1_000
MAX_MARKS = 4_000_000

_ZIP = b"PK\x03\x04"
#: The container of old .xls files, and of workbooks with a password.
_OLD = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 20

_SAVE_AS = _l("Open it in the spreadsheet and save it as “Excel workbook (.xlsx)”, without a password.")
#: Parts of a workbook that act or lead elsewhere, by what their path contains.
_ACTING = {
    "vbaproject": (_l("The workbook contains macros."), _SAVE_AS),
    "macrosheets": (_l("The workbook contains macros."), _SAVE_AS),
    "externallinks": (
        _l("The workbook refers to other files."),
        _l("Break the links in the spreadsheet (Data, Edit links), then save it."),
    ),
    "connections.xml": (
        _l("The workbook fetches data from elsewhere."),
        _l("Remove the connections in the spreadsheet (Data, Queries and connections), then save it."),
    ),
    "embeddings": (_l("Other documents are embedded in the workbook."), _l("Delete them, then save it.")),
    "activex": (_l("The workbook contains control elements."), _l("Delete them, then save it.")),
}
_Told = tuple[str, str]


class Limits(NamedTuple):
    """How large a workbook may be: bytes packed and unpacked, files inside, XML tags."""

    packed: int
    unpacked: int
    files: int
    marks: int


def open_workbook(path: Path, notebook: Notebook, limits: Limits | None = None) -> Workbook | None:
    """The workbook, or None after the reasons went into the notebook. Nothing in it is run or fetched.

    Without `limits` it may be as large as a package.
    """
    limits = limits or Limits(MAX_PACKED, MAX_UNPACKED, MAX_FILES, MAX_MARKS)
    told = _unreadable(path, limits)
    if told is None:
        with zipfile.ZipFile(path) as archive:
            found = list(_dangers(archive, limits))
        for reason, remedy in found:
            notebook.refuse(path.name, None, None, reason, remedy)
        if found:
            return None
        workbook = _loaded(path)
        if workbook is not None:
            return workbook
        told = _("The workbook is damaged."), str(_SAVE_AS)
    notebook.refuse(path.name, None, None, *told)
    return None


def _loaded(path: Path) -> Workbook | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(path.read_bytes()), keep_links=False)
    except Exception:
        # Every part of the file is somebody's text, and openpyxl answers a broken one with whatever error comes first.
        return None


def _unreadable(path: Path, limits: Limits) -> _Told | None:
    """Why the file is no workbook at all."""
    if path.stat().st_size > limits.packed:
        size, limit = path.stat().st_size // 1_000_000, limits.packed // 1_000_000
        return _("The file has {size} MB; {limit} MB is the limit.", size=size, limit=limit), _too_large()
    with path.open("rb") as handle:
        start = handle.read(4)
    if start == _OLD:
        return _("The file is an old Excel file (.xls), or it is protected by a password."), str(_SAVE_AS)
    if start != _ZIP or not zipfile.is_zipfile(path):
        return _("The file is no Excel workbook."), str(_SAVE_AS)
    with zipfile.ZipFile(path) as archive:
        names = {name.casefold() for name in archive.namelist()}
    if "xl/workbook.xml" not in names:
        return _("The file is no Excel workbook (.xlsx)."), str(_SAVE_AS)
    return None


def _too_large() -> str:
    return _("Use the folder form of the package for a strategy of this size, or delete empty formatted rows.")


def _dangers(archive: zipfile.ZipFile, limits: Limits) -> list[_Told]:
    """What must not be opened, all at once; sizes first, since the rest reads the parts."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked or len(parts) > limits.files:
        size = unpacked // 1_000_000
        return [(_("The workbook has {size} MB unpacked, which is too much.", size=size), _too_large())]
    names = [part.filename.casefold() for part in parts]
    found = dict.fromkeys(
        (str(reason), str(remedy)) for mark, (reason, remedy) in _ACTING.items() if any(mark in name for name in names)
    )
    xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    return [*found, *_xml_dangers(archive, xml, limits)]


def _xml_dangers(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], limits: Limits) -> list[_Told]:
    marks, before = 0, b""
    for part in parts:
        try:
            with archive.open(part) as handle:
                while chunk := handle.read(_CHUNK):
                    marks += chunk.count(b"<")
                    if b"<!DOCTYPE" in before + chunk or b"<!ENTITY" in before + chunk:
                        return [(_("The workbook contains XML entities."), str(_SAVE_AS))]
                    if marks > limits.marks:
                        return [(_("The workbook has too many cells."), _too_large())]
                    before = chunk[-16:]
        except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
            return [(_("The workbook is damaged."), str(_SAVE_AS))]
    return []
