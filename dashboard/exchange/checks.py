"""Checks that look at more than one cell: the strategy itself, keys, versions, references."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from operator import itemgetter

from dashboard.codebook import Table, codebook
from dashboard.exchange.findings import Notebook
from dashboard.exchange.package import Row
from dashboard.exchange.row_checks import Numbered, check_rows
from dashboard.text.catalog import gettext as _


def check_tables(slug: str, tables: Mapping[str, Numbered], unread: Collection[str], notebook: Notebook) -> None:
    """Every check of a package that needs more than one cell.

    `unread` are tables whose file could not be read at all: what refers to them is not told again.
    """
    if "strategy" not in unread:
        _check_strategy(slug, tables.get("strategy", ()), notebook)
    codes = {name: {row.get("code") for _n, row in rows} for name, rows in tables.items()}
    # A folder under another name is told once, not again at each row that names the strategy.
    codes["strategy"] = {slug} | {row.get("slug") for _n, row in tables.get("strategy", ())}
    for name, rows in tables.items():
        _check_versions(codebook()[name], rows, notebook)
        _check_references(codebook()[name], rows, codes, unread, notebook)
    check_rows(tables, notebook)


def _check_strategy(slug: str, rows: Numbered, notebook: Notebook) -> None:
    file = "strategy.csv"
    if not rows:
        notebook.refuse(file, None, None, _("The strategy has no row."), _("A package has one row for its strategy."))
    for number, row in rows:
        if row["slug"] is not None and row["slug"] != slug:
            notebook.refuse(
                file, number, "slug",
                _("The short name “{slug}” is not the name of the folder, “{folder}”.", slug=row["slug"], folder=slug),
                _("Name both the same; a folder holds one strategy."),
            )  # fmt: skip
        if row["parent"] is not None and row["parent"] == row["slug"]:
            notebook.refuse(
                file, number, "parent", _("A strategy cannot lie inside itself."),
                _("Name the strategy around it, or leave the cell empty."),
            )  # fmt: skip


def _known_on(pair: tuple[int, Row]) -> dt.date:
    return pair[1]["known_on"] or dt.date.max


def _histories(table: Table, rows: Numbered) -> Iterator[list[tuple[int, Row]]]:
    """The versions of each key that has several, oldest first; an empty known_on is the day of the import: last."""
    groups: dict[object, list[tuple[int, Row]]] = defaultdict(list)
    key = itemgetter(*table.key)
    for pair in rows:
        groups[key(pair[1])].append(pair)
    for group in groups.values():
        if len(group) > 1 and all(group[0][1][name] is not None for name in table.key):
            yield sorted(group, key=_known_on)


def _check_versions(table: Table, rows: Numbered, notebook: Notebook) -> None:
    file = f"{table.name}.csv"
    for number, row in rows:
        known_on, known_until = row["known_on"], row["known_until"]
        if known_on and known_until and known_until <= known_on:
            notebook.refuse(
                file, number, "known_until", _("The row ends before it was known, or on the same day."),
                _("known_until must be later than known_on."),
            )  # fmt: skip
    for group in _histories(table, rows):
        for (first, older), (second, newer) in pairwise(group):
            if older["known_on"] == newer["known_on"]:
                notebook.refuse(
                    file, second, ", ".join(table.key),
                    _("The same key stands in row {row} with the same known_on.", row=first),
                    _("Give it another code, delete one of the rows, or give the newer one its own known_on."),
                )  # fmt: skip
            elif older["known_until"] and newer["known_on"] and older["known_until"] > newer["known_on"]:
                notebook.refuse(
                    file, first, "known_until",
                    _("The row still holds when the next version of it (row {row}) is known already.", row=second),
                    _("known_until may not be later than the next known_on."),
                )  # fmt: skip


def _check_references(
    table: Table, rows: Numbered, codes: Mapping[str, set], unread: Collection[str], notebook: Notebook
) -> None:
    for column in table.columns:
        if column.type not in ("ref", "object"):
            continue
        for number, row in rows:
            code = row[column.name]
            target = column.to or row[f"{column.name}_kind"]
            if code is None or target is None or target in unread:
                continue
            if code not in codes.get(target, ()):
                notebook.refuse(
                    f"{table.name}.csv",
                    number,
                    column.name,
                    _("“{code}” has no row in {file}.", code=code, file=f"{target}.csv"),
                    _("Add the row there, or correct the code."),
                )


def fill_history(table: Table, rows: Iterable[tuple[int, Row]], notebook: Notebook) -> list[Row]:
    """The rows; an older version that says no end ends on the day the next one is known."""
    for group in _histories(table, list(rows)):
        for (number, older), (_next, newer) in pairwise(group):
            if older["known_until"] is None and newer["known_on"]:
                older["known_until"] = newer["known_on"]
                notebook.note(f"{table.name}.csv", number, "known_until", _("Filled with the day of the next version."))
    return [row for _number, row in rows]
