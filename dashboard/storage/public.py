"""What the public does not see: unpublished rows with all that hangs on them, and counts that might show a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from dashboard.storage.batch import Batch

#: X35: a count of fewer persons than this could show who they are.
FEWEST_PERSONS = 5


def hide_unpublished(batches: Mapping[str, Batch], hidden: Iterable[int] = ()) -> set[int]:
    """Leave out what is not for the public; returns the entity ids that are gone, `hidden` before included.

    A row whose required reference or object is gone goes as well; an optional reference to it is emptied.
    """
    gone = set(hidden)
    for batch in batches.values():
        if "published" in batch.columns:
            gone |= _drop(batch, batch.columns["published"])
    if "indicator_value" in batches:
        values = batches["indicator_value"]
        values.keep(state == "published" for state in values.columns["state"])
    before = -1
    while gone and len(gone) > before:
        before = len(gone)
        for batch in batches.values():
            gone |= _drop_hanging(batch, gone)
    return gone


def _drop(batch: Batch, wanted: Any) -> set[int]:
    marks = list(map(bool, wanted))
    gone = {entity for entity, stays in zip(batch.columns["entity_id"], marks, strict=True) if not stays}
    batch.keep(marks)
    return gone


def _drop_hanging(batch: Batch, gone: set[int]) -> set[int]:
    dropped: set[int] = set()
    for column in batch.table.columns:
        if column.type not in ("ref", "object"):
            continue
        if column.required:
            dropped |= _drop(batch, (value not in gone for value in batch.columns[column.name]))
        else:
            batch.blank(column.name, gone)
    return dropped


def counting_persons(indicators: Batch) -> set[int]:
    """The indicators whose values are numbers of persons."""
    pairs = zip(indicators.columns["entity_id"], indicators.columns["counts_persons"], strict=True)
    return {entity for entity, counts in pairs if counts}


def protect_persons(batch: Batch, counting: Collection[int]) -> None:
    """X35: of an indicator that counts persons, a value from 1 to 4 is not shown, nor what was said about it."""
    if not counting:
        return
    values = batch.columns
    small = [
        indicator in counting and value is not None and 0 < Decimal(value) < FEWEST_PERSONS
        for indicator, value in zip(values["indicator"], values["value"], strict=True)
    ]
    for name in ("value", "value_precision", "value_words", "note"):
        values[name] = _where(small, None, values[name])
    values["missing_reason"] = _where(small, "protected", values["missing_reason"])


def _where(marks: list[bool], instead: str | None, column: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(instead if mark else value for mark, value in zip(marks, column, strict=True))
