"""The records of a large table, kept column by column and made when they are asked for.

Of each field every value is kept once, and for each row the place of its value among them: 72,000 values of indicators
take a tenth of what as many records do. What is left out or put in another order shares the columns.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, make_dataclass
from functools import cache, partial
from itertools import accumulate, compress, repeat
from typing import Any, Generic, NamedTuple, TypeVar, overload

Record = TypeVar("Record")
Key = TypeVar("Key")


def typecode(values: int) -> str:
    """Of the array that holds places among so many values in the fewest bytes."""
    return "B" if values <= 2**8 else "H" if values <= 2**16 else "I"


class Column(NamedTuple):
    """One field of all rows: its `values`, and by row the place of the row's value among them.

    Where all rows have the same value nobody asks for its place.
    """

    values: Sequence[Any]
    places: Sequence[int]

    def at(self, rows: Sequence[int]) -> Iterable[Any]:
        """The values of these rows."""
        if len(self.values) == 1:
            return repeat(self.values[0], len(rows))
        return map(self.values.__getitem__, self.places_at(rows))

    def places_at(self, rows: Sequence[int]) -> Iterable[int]:
        """The places of the values of these rows."""
        if len(self.values) == 1:
            return repeat(0, len(rows))
        if isinstance(rows, range):
            return self.places[rows.start : rows.stop]
        return map(self.places.__getitem__, rows)

    def in_order(self, rows: Sequence[int]) -> Column:
        """The field of these rows alone, in their order."""
        if len(self.values) == 1:
            return Column(self.values, ())
        if rows == range(len(self.places)):
            return self
        return Column(self.values, array(typecode(len(self.values)), list(self.places_at(rows))))


class Columns(Sequence[Record]):
    """The rows of some columns by their numbers: equal to the tuple of records that it gives one by one."""

    __slots__ = ("_columns", "_kind", "_rows")

    def __init__(self, kind: type, columns: Mapping[str, Column], rows: Iterable[int]) -> None:
        """`columns` holds all fields of the `kind` of record in their order."""
        self._kind, self._columns = kind, columns
        self._rows: Sequence[int] = rows if isinstance(rows, range) else array("I", rows)

    @classmethod
    def of(cls, records: Sequence[Record]) -> Columns[Record]:
        """The same records in columns."""
        if isinstance(records, Columns):
            return records
        if not records:
            return cls(object, {}, ())
        kind, rows = type(records[0]), range(len(records))
        columns = {name: Column([getattr(record, name) for record in records], rows) for name in _names(kind)}
        return cls(kind, columns, rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Record]:
        return self._made(self._rows)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Record, ...]: ...
    def __getitem__(self, at: int | slice) -> Record | tuple[Record, ...]:
        found = self._rows[at]
        return next(self._made((found,))) if isinstance(found, int) else tuple(self._made(found))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Columns) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def different(self, name: str) -> list[Any]:
        """The different values of a field, as they come; none where the records have no such field."""
        values = self._columns.get(name, _NONE).values
        return list(dict.fromkeys(values[place] for place in dict.fromkeys(self._places(name))))

    def values(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Some fields of each record."""
        return zip(*(self._columns.get(name, _NONE).at(self._rows) for name in names), strict=True)

    def where(self, name: str, holds: Callable[[Any], bool]) -> Columns[Record]:
        """The records whose value of the field `holds`, which is asked about each value once."""
        column = self._columns.get(name, _NONE)
        used = set(self._places(name))
        wanted = {place for place in used if holds(column.values[place])}
        if wanted == used:
            return self
        return self._with(compress(self._rows, map(wanted.__contains__, self._places(name))))

    def ordered(self, *names: str, key: Callable[[Any], Any] | None = None) -> Columns[Record]:
        """The records by these fields, or by what `key` makes of their values; those of equal ones stay as they are."""
        order = list(range(len(self)))
        for name in reversed(names):
            order.sort(key=self._ranks(name, key).__getitem__)
        return self._in(order)

    def last_of_each(self, name: str) -> Columns[Record]:
        """Of the records that share a value of a field the last."""
        return self._with(dict(zip(self._places(name), self._rows, strict=True)).values())

    def parted(self, keys: Iterable[Key | None]) -> Mapping[Key, Columns[Record]]:
        """The records by a key given for each; those without one are left out."""
        parts: dict[Key, array[int]] = {}
        for key, row in zip(keys, self._rows, strict=True):
            if key is not None:
                parts.setdefault(key, array("I")).append(row)
        return {key: self._with(rows) for key, rows in parts.items()}

    def grouped(self, name: str, by: str | None = None) -> Groups[Any, Record]:
        """The records by a field's value, the groups as they come, each by another field or as its records come."""
        numbers = {value: number for number, value in enumerate(self.different(name))}
        groups = self._numbered(name, numbers)
        ranks = self._ranks(by) if by else repeat(0, len(self))
        keys = [group * len(self) + rank for group, rank in zip(groups, ranks, strict=True)]
        records = self._in(sorted(range(len(self)), key=keys.__getitem__)).settled()
        sizes = Counter(groups)
        starts = accumulate(map(sizes.__getitem__, range(len(numbers))), initial=0)
        return Groups(records, numbers, array("I", starts))

    def together(self, name: str) -> Columns[Record]:
        """The records with those of one value of a field together, the groups as they come."""
        numbers = {value: number for number, value in enumerate(self.different(name))}
        return self._in(sorted(range(len(self)), key=self._numbered(name, numbers).__getitem__))

    def settled(self) -> Columns[Record]:
        """The same records in columns of their own, which takes more bytes than to share them, but less time."""
        columns = {name: column.in_order(self._rows) for name, column in self._columns.items()}
        return Columns(self._kind, columns, range(len(self)))

    def _places(self, name: str) -> Iterable[int]:
        return self._columns[name].places_at(self._rows) if self._rows and name in self._columns else ()

    def _ranks(self, name: str, key: Callable[[Any], Any] | None = None) -> list[int]:
        """By record, how many different values of a field come before its own."""
        column = self._columns.get(name, _NONE)
        keys = {place: column.values[place] for place in set(self._places(name))}
        if key:
            keys = {place: key(value) for place, value in keys.items()}
        ranks = {value: rank for rank, value in enumerate(sorted(set(keys.values())))}
        by_place = {place: ranks[value] for place, value in keys.items()}
        return list(map(by_place.__getitem__, self._places(name)))

    def _numbered(self, name: str, numbers: Mapping[Any, int]) -> list[int]:
        """By record the number of its value of a field."""
        values = self._columns.get(name, _NONE).values
        by_place = {place: numbers[values[place]] for place in set(self._places(name))}
        return list(map(by_place.__getitem__, self._places(name)))

    def _in(self, order: list[int]) -> Columns[Record]:
        """The records in this order of their numbers, from 0."""
        return self if order == list(range(len(self))) else self._with(map(self._rows.__getitem__, order))

    def _with(self, rows: Iterable[int]) -> Columns[Record]:
        return Columns(self._kind, self._columns, rows)

    def _made(self, rows: Sequence[int]) -> Iterator[Record]:
        if not rows:
            return iter(())
        return iter(_maker(self._kind)(*(column.at(rows) for column in self._columns.values())))


class Groups(Mapping[Key, tuple[Record, ...]], Generic[Key, Record]):
    """Groups of records by key, each made when it is asked for."""

    __slots__ = ("_numbers", "_records", "_starts")

    def __init__(self, records: Columns[Record], numbers: Mapping[Key, int], starts: Sequence[int]) -> None:
        """`records` one group after the other: the n-th begins at the n-th of `starts`, which end with their number."""
        self._records, self._numbers, self._starts = records, numbers, starts

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._numbers)

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __getitem__(self, key: Key) -> tuple[Record, ...]:
        number = self._numbers[key]
        return self._records[self._starts[number] : self._starts[number + 1]]


def different(records: Sequence[Any], name: str) -> Iterable[Any]:
    """The different values of a field, as they come; none of records that have no such field."""
    if isinstance(records, Columns):
        return records.different(name)
    return dict.fromkeys(getattr(record, name) for record in records if hasattr(record, name))


#: What every field of no records is.
_NONE = Column((), ())


def _names(kind: type) -> tuple[str, ...]:
    return kind._fields if issubclass(kind, tuple) else tuple(field.name for field in fields(kind))  # type: ignore[attr-defined,arg-type]


@cache
def _maker(kind: type) -> Callable[..., Iterable[Any]]:
    """What makes records of columns of values; a frozen class takes five times as long to make its own."""
    if issubclass(kind, tuple):
        return lambda *columns: map(partial(tuple.__new__, kind), zip(*columns, strict=True))
    slots = make_dataclass(kind.__name__, _names(kind), slots=True, eq=False, repr=False)

    def make(*columns: Iterable[Any]) -> Iterator[Any]:
        for record in map(slots, *columns):
            record.__class__ = kind
            yield record

    return make
