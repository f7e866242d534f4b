"""What is wrong with a row, as data: the words for it stand in the text package."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

NO_VALUES: Mapping[str, object] = MappingProxyType({})


class Problem(NamedTuple):
    """A rule that a row breaks. `key` are its key columns; an "error" may not be stored, a "warning" is shown.

    `values` are what the sentence needs: codes, days, cents, numbers.
    """

    code: str
    severity: str
    table: str
    key: tuple[str, ...]
    column: str | None = None
    values: Mapping[str, object] = NO_VALUES


def error(code: str, table: str, key: tuple[str, ...], column: str | None = None, **values: object) -> Problem:
    return Problem(code, "error", table, key, column, values)


def warning(code: str, table: str, key: tuple[str, ...], column: str | None = None, **values: object) -> Problem:
    return Problem(code, "warning", table, key, column, values)


def has_errors(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity == "error" for problem in problems)
