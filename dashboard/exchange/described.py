"""The description that lies in a folder: the tables are read by the codebook, so it decides nothing, but must not lie."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from pathlib import Path

from dashboard.exchange.descriptor import DESCRIPTOR_NAME
from dashboard.exchange.findings import Notebook
from dashboard.text.catalog import gettext as _

#: That of a package with every table has 100 kB.
MAX_BYTES = 10_000_000


def check_description(folder: Path, present: Collection[str], notebook: Notebook) -> None:
    """A broken description is refused; one that is missing, or describes other tables than `present`, is told."""
    path = folder / DESCRIPTOR_NAME
    if not os.path.lexists(path):
        notebook.note(
            path.name, None, None,
            _("The description is missing; the tables were read as the codebook describes them. An export writes it."),
        )  # fmt: skip
        return
    described = _described(path, notebook)
    if described is None:
        return
    without = sorted(set(present) - described)
    if without:
        notebook.note(
            path.name, None, None,
            _("These tables are not described, and were read all the same: {tables}.", tables=_files(without)),
        )  # fmt: skip
    gone = sorted(described - set(present))
    if gone:
        notebook.note(
            path.name, None, None,
            _("These tables are described, but not there; they count as empty: {tables}.", tables=_files(gone)),
        )  # fmt: skip


def _files(tables: Collection[str]) -> str:
    return ", ".join(f"{table}.csv"[:60] for table in tables)


def _described(path: Path, notebook: Notebook) -> set[str] | None:
    """The names of the tables that are described; None after what is wrong was told."""
    row = None
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise ValueError(path)
        told = json.loads(path.read_bytes().decode("utf-8-sig"))
        return {str(resource["name"]) for resource in told["resources"]}
    except json.JSONDecodeError as error:
        row = error.lineno
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        pass
    notebook.refuse(
        path.name, row, None, _("The file is no description of a package (Frictionless Data Package)."),
        _("Put it back as it was exported, or delete it: an export writes it anew."),
    )  # fmt: skip
    return None
