"""The rules of the domain, asked of a whole package, and their answers as findings with file and row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.codebook import Table, codebook
from dashboard.domain import invariants
from dashboard.domain.problems import Problem
from dashboard.exchange.canonical import cell_text
from dashboard.exchange.facts import facts
from dashboard.exchange.findings import Notebook
from dashboard.exchange.package import Row
from dashboard.exchange.row_checks import Numbered
from dashboard.text.problems import explain


def check_rules(tables: Mapping[str, Numbered], today: dt.date, notebook: Notebook) -> None:
    """What no single row shows: errors are findings, warnings are notes. Every cell must have been read before."""
    found = facts({name: [row for _number, row in tables.get(name, ())] for name in codebook()}, today)
    if found is None:
        return
    state, postings = found
    places: dict[str, dict[tuple[str, ...], int]] = {}
    for problem in invariants.check(state, today, postings):
        rows = places.setdefault(problem.table, _numbers(codebook()[problem.table], tables.get(problem.table, ())))
        tell(problem, rows.get(problem.key), notebook)


def _key(table: Table, row: Row) -> tuple[str, ...]:
    columns = {column.name: column for column in table.columns}
    return tuple(cell_text(columns[name], row[name]) for name in table.key)


def _numbers(table: Table, rows: Numbered) -> dict[tuple[str, ...], int]:
    """The row of each key as a spreadsheet shows it, of the version that holds."""
    return {_key(table, row): number for number, row in rows if row["known_until"] is None}


def tell(problem: Problem, number: int | None, notebook: Notebook) -> None:
    """The problem as a finding (error) or a note (warning); `number` is its row as a spreadsheet shows it."""
    labels = {column.name: column.de for column in codebook()[problem.table].columns}
    words = explain(problem.code, problem.table, problem.values, labels.get(problem.column or "", ""))
    file = f"{problem.table}.csv"
    if problem.severity == "error":
        notebook.refuse(file, number, problem.column, words.reason, words.remedy)
    else:
        notebook.note(file, number, problem.column, f"{words.reason} {words.remedy}")
