"""What a fact says, as a plain tuple: the values of `schema.content_columns` in their order, references as codes.

Import, export, comparison and the hashes of the history all speak of facts in this form.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from operator import itemgetter
from typing import Any, NamedTuple

from dashboard import codebook
from dashboard.storage.schema import content_columns

#: The values of a fact in the order of `Shape.names`: str, date, int, Decimal, cents, bool or None.
Content = tuple[Any, ...]


def _plain(value: Decimal | dt.date) -> str:
    return format(value, "f") if isinstance(value, Decimal) else value.isoformat()


_json = json.JSONEncoder(ensure_ascii=False, default=_plain, separators=(",", ":")).encode


class Link(NamedTuple):
    """A column that names another entity: by a fixed table (`to`), or by the column that says its kind."""

    at: int
    to: str | None
    kind_at: int


class Shape:
    """Where the parts of a table's content stand."""

    def __init__(self, table: str) -> None:
        found = codebook.stored()[table]
        columns = content_columns(found)
        self.table = table
        self.names = tuple(column.name for column in columns)
        self.key_at = tuple(self.names.index(name) for name in found.key)
        self.links = tuple(
            Link(at, column.to, at - 1) for at, column in enumerate(columns) if column.type in ("ref", "object")
        )
        self._first = tuple(at for at, column in enumerate(columns) if column.since == 1)
        self._later = tuple(at for at, column in enumerate(columns) if column.since > 1)
        self._key = itemgetter(*self.key_at)
        self._content = itemgetter(*self.names)

    def content(self, row: Mapping[str, Any]) -> Content:
        """The content of a package row; KeyError for a column that is not there."""
        return self._content(row)

    def row(self, content: Content) -> dict[str, Any]:
        """The package row without its history."""
        return dict(zip(self.names, content, strict=True))

    def key(self, content: Content) -> tuple[str, ...]:
        """The key's parts as text."""
        return tuple(str(content[at]) for at in self.key_at)

    def key_text(self, content: Content) -> str:
        """The text that `entity.key` holds: a single key is itself, a composite one is a JSON list."""
        key = self._key(content)
        return str(key) if len(self.key_at) == 1 else key_text(key)

    def told(self, content: Content) -> Content:
        """What a digest is made of: the columns of the first schema, then by name what is stated in later ones.

        So a row written before a column came keeps its digest, and an empty new column says nothing.
        """
        if not self._later:
            return content
        stated = ((self.names[at], content[at]) for at in self._later if content[at] is not None)
        return (*(content[at] for at in self._first), *stated)

    def readable(self, key: str) -> str:
        """A key text for people."""
        return key if len(self.key_at) == 1 else ", ".join(json.loads(key))


def key_text(parts: tuple) -> str:
    """A composite key as one text."""
    return _json([str(part) for part in parts])


@cache
def shape(table: str) -> Shape:
    """The shape of a table."""
    return Shape(table)


def digest(table: str, content: Content) -> str:
    """32 hexadecimal digits that change when a value of the row does."""
    return blake2b(_json([table, *shape(table).told(content)]).encode(), digest_size=16).hexdigest()
