"""The rows of one table column by column, as the driver gives them, and the records made of them.

Whole columns pass through `map`, so that a strategy with a hundred thousand rows is read at the speed of the driver.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress
from typing import Any

from dashboard import codebook
from dashboard.codebook import Field, Table
from dashboard.domain import model
from dashboard.domain.columns import Column, Columns, typecode
from dashboard.domain.values import Origin, Period, Ref, StatedDay, StatedMoney, StatedNumber
from dashboard.storage.schema import content_columns

Values = Iterable[Any]

#: What every fact brings besides its content.
HEAD = ("entity_id", "recorded")

#: The fields of a package's table that its records do not have: they are told by the origin.
_OF_THE_ORIGIN = ("source", "section", "known_on", "known_until")


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


class Gathering:
    """One field while its rows come, part by part, each raw value made into what the record says."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._values: list[Any] = []
        self._make = make

    def add(self, raw: Values) -> None:
        """The raw values of some more rows."""
        self._values += map(self._make, raw)

    def column(self) -> Column:
        return Column(self._values, range(len(self._values)))


class Packing(dict):
    """The same for a table that stays in columns: by raw value the place of what is made of it, once."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._values: list[Any] = []
        self._places = array(typecode(0))
        self._make = make

    def __missing__(self, raw: Any) -> int:
        place = self[raw] = len(self._values)
        self._values.append(self._make(raw))
        return place

    def add(self, raw: Values) -> None:
        """The raw values of some more rows."""
        places = list(map(self.__getitem__, raw))
        if self._places.typecode != typecode(len(self)):
            self._places = array(typecode(len(self)), self._places)
        self._places.fromlist(places)

    def column(self) -> Column:
        return Column(self._values, self._places)


def gathered(kind: type, fields: Mapping[str, Gathering | Packing], by: Sequence[str]) -> Columns:
    """The records of a kind whose fields came, by the values of some: periods as they are written, None first."""
    columns = {name: field.column() for name, field in fields.items()}
    rows = range(len(next(iter(columns.values())).places))
    return Columns(kind, columns, rows).ordered(*by, key=_written)


def _written(value: Any) -> Any:
    if isinstance(value, Period):
        return value.text
    return "" if value is None else value


class Reader:
    """Makes records of batches; `text_days` says that the driver gives days as text and flags as 0 and 1 (SQLite)."""

    def __init__(self, names: Names, text_days: bool) -> None:
        days = Memo(dt.date.fromisoformat if text_days else lambda day: day)
        days[None] = None
        numbers = Memo(Decimal)
        periods = Memo(Period.parse)
        numbers[None] = periods[None] = None
        # The driver gives each cell its own text; kept once, "published" does not fill the memory.
        words = Memo(lambda text: text)
        made: dict[str, Mapping] = {
            "choice": words,
            "text": words,
            "day": days,
            "number": numbers,
            "period": periods,
            "ref": names.codes,
            "object": names.refs,
            "stated_day": _stated(StatedDay, days.__getitem__, "day"),
            "stated_money": _stated(StatedMoney, int, "exact"),
            "stated_number": _stated(StatedNumber, Decimal, "exact"),
        }
        self._make: dict[str, Callable[[Any], Any]] = {kind: by_raw.__getitem__ for kind, by_raw in made.items()}
        if text_days:
            self._make["flag"] = bool
        self._origins = _origins(names)

    def records(self, table: Table, parts: Iterable[Batch]) -> tuple[Any, ...]:
        """The records of one table, by position where there is one, then by key."""
        return tuple(self._gathered(table, parts, Gathering))

    def columns(self, table: Table, parts: Iterable[Batch]) -> Columns:
        """The same in columns."""
        return self._gathered(table, parts, Packing).settled()

    def _gathered(self, table: Table, parts: Iterable[Batch], gathering: type[Gathering | Packing]) -> Columns:
        own = [field for field in table.fields if field.name not in _OF_THE_ORIGIN]
        found = {field.name: gathering(self._make.get(field.type, lambda value: value)) for field in own}
        found["origin"] = gathering(self._origins.__getitem__)
        for part in parts:
            for field in own:
                found[field.name].add(_raw(part, field))
            found["origin"].add(_origin_keys(part))
        return gathered(record_class(table.name), found, [name for name in ("position", *table.key) if name in found])


def _raw(part: Batch, field: Field) -> Values:
    """What a field is made of: the cells of one column, or of a stated value's columns together."""
    columns = [part.columns[column.name] for column in field.columns]
    return zip(*columns, strict=True) if field.type in codebook.STATED_PARTS else columns[-1]


def _origin_keys(part: Batch) -> Iterator[tuple[int | None, str | None, int]]:
    recorded = part.columns["recorded"]
    nothing = (None,) * len(recorded)
    source, section = (part.columns.get(name, nothing) for name in ("source", "section"))
    return zip(source, section, recorded, strict=True)


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
