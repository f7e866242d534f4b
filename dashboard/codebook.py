"""The codebook as Python reads it: tables and columns of a strategy package.

`data/codebook.toml` is the one place where tables, columns, types and their descriptions stand.
The SQL schema, the CSV files, `datapackage.json` and the checks of an import all follow from it. `data/working.toml`
adds in the same notation what the database keeps besides and no package holds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

CODEBOOK_PATH = Path(__file__).resolve().parent.parent / "data" / "codebook.toml"
WORKING_PATH = CODEBOOK_PATH.with_name("working.toml")

#: What a code looks like, in every table of a package.
CODE_PATTERN = r"[A-Za-z0-9ÄÖÜäöüß._-]{1,40}"
#: Days and years outside these are slips of the pen.
FIRST_YEAR, LAST_YEAR = 1900, 2200

#: What a stated field (a value with the words of its document) looks like: suffix, type, allowed values.
STATED_PARTS = {
    "stated_day": ("day", ("day", "month", "quarter", "year")),
    "stated_money": ("money", ("exact", "keur", "approx")),
    "stated_number": ("number", ("exact", "approx")),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One physical column: a CSV column and, but for the kind of an object, an SQL column.

    `since` is the revision of the database that added it.
    """

    name: str
    type: str
    required: bool
    de: str
    en: str
    values: tuple[str, ...] = ()
    to: str | None = None
    kinds: tuple[str, ...] = ()
    #: Of an integer, or of an amount in euro.
    minimum: int | None = None
    maximum: int | None = None
    max_length: int | None = None
    since: int = 1

    @property
    def is_year(self) -> bool:
        """Whether the number is a year, of which days are made."""
        return self.type == "integer" and f"_{self.name}".endswith("_year")


@dataclass(frozen=True, slots=True)
class Field:
    """One logical field; `columns` are its one to three physical columns."""

    name: str
    type: str
    required: bool
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the package: a CSV file, an SQL table and a record of the model."""

    name: str
    de: str
    en: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for field in self.fields for column in field.columns)


def _column(raw: Mapping, name: str, kind: str, **changes) -> Column:
    return Column(
        name=name,
        type=kind,
        required=changes.get("required", raw.get("required", False)),
        de=changes.get("de", raw["de"]),
        en=changes.get("en", raw["en"]),
        values=tuple(changes.get("values", raw.get("values", ()))),
        to=raw.get("to"),
        kinds=tuple(raw.get("kinds", ())),
        minimum=raw.get("min") if kind in ("integer", "money") else None,
        maximum=raw.get("max") if kind == "integer" else None,
        max_length=raw.get("max") if kind == "text" else None,
        since=raw.get("since", 1),
    )


def _physical(raw: Mapping) -> tuple[Column, ...]:
    name, kind = raw["name"], raw["type"]
    if kind == "object":
        return (
            _column(
                raw, f"{name}_kind", "choice", values=raw["kinds"], de=f"{raw['de']}: Art", en=f"{raw['en']}: kind"
            ),
            _column(raw, name, "object"),
        )
    if kind in STATED_PARTS:
        base, precisions = STATED_PARTS[kind]
        return (
            _column(raw, name, base),
            _column(
                raw,
                f"{name}_precision",
                "choice",
                values=precisions,
                required=False,
                de=f"{raw['de']}: Genauigkeit",
                en=f"{raw['en']}: precision",
            ),
            _column(
                raw,
                f"{name}_words",
                "text",
                required=False,
                de=f"{raw['de']}: Wortlaut im Dokument",
                en=f"{raw['en']}: words of the document",
            ),
        )
    return (_column(raw, name, kind),)


_ORIGIN = (
    {"name": "source", "type": "ref", "to": "source", "required": True, "de": "Quelle", "en": "Source"},
    {"name": "section", "type": "text", "de": "Stelle im Dokument", "en": "Where in the document"},
)
_HISTORY = (
    {
        "name": "known_on",
        "type": "day",
        "de": "Bekannt seit (leer: Tag des Imports)",
        "en": "Known since (empty: day of the import)",
    },
    {"name": "known_until", "type": "day", "de": "Ersetzt oder entfallen am", "en": "Replaced or ended on"},
)


def _table(name: str, raw: Mapping, more: Iterable[Mapping]) -> Table:
    own = [*raw["fields"], *more]
    fields = tuple(
        Field(name=f["name"], type=f["type"], required=f.get("required", False), columns=_physical(f)) for f in own
    )
    return Table(name=name, de=raw["de"], en=raw["en"], key=tuple(raw["key"]), fields=fields)


def _read(path: Path) -> Mapping[str, Any]:
    with path.open("rb") as handle:
        return tomllib.load(handle)


@cache
def codebook() -> Mapping[str, Table]:
    """All tables of a package by name, in the order of its files."""
    return MappingProxyType(
        {
            name: _table(name, body, (*_ORIGIN, *_HISTORY) if name != "source" else _HISTORY)
            for name, body in _read(CODEBOOK_PATH).items()
        }
    )


def tables() -> Iterator[Table]:
    """The tables in the order of the package's files."""
    return iter(codebook().values())


@cache
def working() -> Mapping[str, Table]:
    """The tables of the work in progress by name: with history, but in no package."""
    return MappingProxyType({name: _table(name, body, ()) for name, body in _read(WORKING_PATH).items()})


@cache
def stored() -> Mapping[str, Table]:
    """Every table that the database keeps with its history: those of a package, then those of the work in progress."""
    return MappingProxyType({**codebook(), **working()})
