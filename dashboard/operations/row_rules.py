"""What every row must keep that is written by hand, so that an export of it can be taken again anywhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.codebook import CODE_PATTERN, FIRST_YEAR, LAST_YEAR, Column, codebook, stored
from dashboard.domain.problems import Problem
from dashboard.domain.spans import reversed_spans
from dashboard.errors import RefusedError
from dashboard.reserved import taken_code
from dashboard.text.catalog import gettext as _
from dashboard.text.codebook_words import label
from dashboard.text.control import has_control
from dashboard.text.problems import explain

_CODE = re.compile(CODE_PATTERN)


def check_row(table: str, row: Mapping[str, Any]) -> None:
    """RefusedError for a row that its table, or an import of it, would not take; `row` by column."""
    columns = {column.name: column for column in stored()[table].columns if column.name in row}
    told = [words for name, column in columns.items() if (words := _cell(column, row[name]))]
    if "code" in row and table in codebook() and not _CODE.fullmatch(row["code"] or ""):
        told.append(
            _("“{text}” is no code.", text=row["code"])
            + " "
            + _("A code has 1 to 40 letters, digits, points, hyphens or underscores, and no spaces.")
        )
    told += [
        _("“{last}” lies before “{first}”.", first=label(columns[first]), last=label(columns[last]))
        for first, last in reversed_spans(row)
    ]
    if table == "measure" and taken_code(row["code"]):
        told.append(
            _("A measure “{code}” would have no page: its address is that of tables or files.", code=row["code"])
        )
    if told:
        raise RefusedError(" ".join(told))


def _cell(column: Column, value: Any) -> str | None:
    """What is wrong with one value; None: nothing."""
    if value is None or value == "":
        return _("“{label}” is missing.", label=label(column)) if column.required else None
    if isinstance(value, str) and has_control(value):
        return _("“{label}” contains control characters. Type the text again.", label=label(column))
    if column.max_length is not None and len(value) > column.max_length:
        return _("“{label}” is too long: at most {n} characters.", label=label(column), n=column.max_length)
    year = value.year if isinstance(value, dt.date) else value if column.is_year else FIRST_YEAR
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _("The year {year} lies outside {first} to {last}.", year=year, first=FIRST_YEAR, last=LAST_YEAR)
    if column.values and value not in column.values:
        return _("“{label}” has a value that it cannot have.", label=label(column))
    return None


def refuse(problems: Iterable[Problem]) -> None:
    """RefusedError with a sentence for each error among the problems; warnings stand against nothing."""
    told = [_sentence(problem) for problem in problems if problem.severity == "error"]
    if told:
        raise RefusedError(" ".join(told))


def _sentence(problem: Problem) -> str:
    column = next((one for one in codebook()[problem.table].columns if one.name == problem.column), None)
    words = explain(problem.code, problem.table, problem.values, label(column) if column else "")
    return f"{words.reason} {words.remedy}"
