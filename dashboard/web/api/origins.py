"""Where a figure comes from, as JSON: its formula, the page that explains it, the documents; if wished all inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dashboard.reporting.why.explained import Explained, Input
from dashboard.web.api import tables, values


def origin(found: Explained, why: str | None, *, full: bool) -> dict[str, Any]:
    """The source of one figure; `full` with words, inputs and the rows behind it: enough to compute it once more."""
    short = {"formula": found.formula.name, "why": why, "documents": list(dict.fromkeys(_documents(found)))}
    return short | _full(found) if full else short


def _documents(found: Explained) -> Iterator[str]:
    yield from (given.source for given in found.inputs if given.source)
    if found.parts is None:
        return
    names = [column.name for column in found.parts.columns]
    if "source" in names:
        at = names.index("source")
        yield from (str(row[at]) for row in found.parts.rows if row[at])


def _full(found: Explained) -> dict[str, Any]:
    formula = found.formula
    return {
        "words": str(formula.words),
        "symbols": formula.symbols or None,
        "rule": _text(formula.rule),
        "inputs": [_input(given) for given in found.inputs],
        "parts": tables.plain(found.parts) if found.parts else None,
        "rest": _text(found.rest),
    }


def _input(given: Input) -> dict[str, Any]:
    column = replace(given.column, name="value")
    main = values.parts_of(column)[0]
    return {
        "symbol": given.column.name,
        "title": str(given.column.label),
        **values.cells(column, given.value),
        "unit": values.unit_of(given.column, main),
        "day": given.day.isoformat() if given.day else None,
        "source": given.source,
    }


def _text(words: object) -> str | None:
    return str(words) if words else None
