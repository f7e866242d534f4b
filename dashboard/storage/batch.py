"""The rows of one table column by column, as the driver gives them, and the records made of them.

Whole columns pass through `map`, so that a strategy with a hundred thousand rows is read at the speed of the driver.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, make_dataclass
from decimal import Decimal
from functools import cache
from itertools import compress
from typing import Any

from dashboard import codebook
from dashboard.codebook import Field, Table
from dashboard.domain import model
from dashboard.domain.values import Origin, Period, Ref, StatedDay, StatedMoney, StatedNumber
from dashboard.storage.schema import content_columns

Values = Iterable[Any]

#: What every fact brings besides its content.
HEAD = ("entity_id", "recorded")


class Memo(dict):
    """A dict that makes what it is asked for, once: the same day or origin stands in thousands of rows."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> Any:
        value = self[key] = self._make(key)
        return value


@dataclass(frozen=True)
class Names:
    """What the ids of a strategy stand for; None stands for None."""

    codes: Mapping[int | None, str | None]
    refs: Mapping[int | None, Ref | None]
    known_on: Mapping[int, dt.date]


class Batch:
    """The rows of one table: `columns` holds a sequence of raw values by column name, all of one length."""

    def __init__(self, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
        self.table = table
        names = (*HEAD, *(column.name for column in content_columns(table)))
        self.columns: dict[str, Any] = dict(
            zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True)
        )

    def keep(self, wanted: Iterable[bool]) -> None:
        """Only the rows for which `wanted` is true."""
        marks = list(wanted)
        if not all(marks):
            self.columns = {name: tuple(compress(values, marks)) for name, values in self.columns.items()}

    def blank(self, name: str, ids: Container[int]) -> None:
        """None instead of each of these ids in a column."""
        self.columns[name] = tuple(None if value in ids else value for value in self.columns[name])


def record_class(table: str) -> type:
    """`measure_status` is kept in `model.MeasureStatus`."""
    return getattr(model, table.title().replace("_", ""))


@cache
def _maker(table: str) -> type:
    """A class of the same slots as the record's, but not frozen: its __init__ costs a fifth."""
    return make_dataclass(
        table, [field.name for field in fields(record_class(table))], slots=True, eq=False, repr=False
    )


class Reader:
    """Makes records of batches; `text_days` says that the driver gives days as text and flags as 0 and 1 (SQLite)."""

    def __init__(self, names: Names, text_days: bool) -> None:
        self._names = names
        days = Memo(dt.date.fromisoformat if text_days else lambda day: day)
        days[None] = None
        numbers = Memo(Decimal)
        periods = Memo(Period.parse)
        numbers[None] = periods[None] = None
        self._words = words = Memo(lambda text: text)
        self._plain: dict[str, Callable[[Values], Values]] = {
            # The driver gives each cell its own text; kept once, "published" does not fill the memory.
            "choice": lambda values: map(words.__getitem__, values),
            "text": lambda values: map(words.__getitem__, values),
            "day": lambda values: map(days.__getitem__, values),
            "number": lambda values: map(numbers.__getitem__, values),
            "period": lambda values: map(periods.__getitem__, values),
            "ref": lambda values: map(names.codes.__getitem__, values),
            "object": lambda values: map(names.refs.__getitem__, values),
        }
        if text_days:
            self._plain["flag"] = lambda values: map(bool, values)
        self._stated = {
            "stated_day": _stated(StatedDay, days.__getitem__, "day"),
            "stated_money": _stated(StatedMoney, int, "exact"),
            "stated_number": _stated(StatedNumber, Decimal, "exact"),
        }
        self._origins = _origins(names)

    def records(self, batches: Iterable[Batch]) -> tuple[Any, ...]:
        """The records of the parts of one table, by position where there is one, then by key."""
        made: list[Any] = []
        places: list[tuple[Any, ...]] = []
        for batch in batches:
            made += self._made(batch)
            places += self._places(batch)
        return tuple(made[at] for at in sorted(range(len(made)), key=places.__getitem__))

    def _made(self, batch: Batch) -> list[Any]:
        own = [
            field for field in batch.table.fields if field.name not in ("source", "section", "known_on", "known_until")
        ]
        origins = map(self._origins.__getitem__, self._origin_keys(batch))
        made = list(map(_maker(batch.table.name), *(self._values(batch, field) for field in own), origins))
        final = record_class(batch.table.name)
        for record in made:
            record.__class__ = final
        return made

    def _origin_keys(self, batch: Batch) -> Iterator[tuple[int | None, str | None, int]]:
        recorded = batch.columns["recorded"]
        nothing = (None,) * len(recorded)
        source, section = (batch.columns.get(name, nothing) for name in ("source", "section"))
        return zip(source, section, recorded, strict=True)

    def _values(self, batch: Batch, field: Field) -> Values:
        columns = [batch.columns[column.name] for column in field.columns]
        if field.type in codebook.STATED_PARTS:
            return map(self._stated[field.type].__getitem__, zip(*columns, strict=True))
        convert = self._plain.get(field.type)
        return convert(columns[-1]) if convert else columns[-1]

    def _places(self, batch: Batch) -> Iterator[tuple[Any, ...]]:
        codes, words = self._names.codes.__getitem__, self._words.__getitem__
        types = {column.name: column.type for column in content_columns(batch.table)}
        first = ["position"] if "position" in types else []
        return zip(
            *(
                map(codes if types[name] in ("ref", "object") else words, batch.columns[name])
                for name in (*first, *batch.table.key)
            ),
            strict=True,
        )


def _origins(names: Names) -> Memo:
    """Origins by id of their source, section and change; no method of a reader: it would hold itself in a circle."""

    def make(key: tuple[int | None, str | None, int]) -> Origin:
        source, section, recorded = key
        return Origin(names.codes[source], section, names.known_on[recorded])

    return Memo(make)


def _stated(cls: type, convert: Callable[[Any], Any], precision: str) -> Memo:
    """Stated values by raw value, precision and words."""

    def make(key: tuple[Any, str | None, str | None]) -> Any:
        return None if key[0] is None else cls(convert(key[0]), key[1] or precision, key[2])

    return Memo(make)
