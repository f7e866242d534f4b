"""The JSON schemas of what the addresses answer: written out of the columns that the pages' tables have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.reporting import strategies as strategies_report
from dashboard.reporting.table import Column, Table
from dashboard.text.catalog import in_language
from dashboard.web.api import values
from dashboard.web.api.resources import Resource
from dashboard.web.api.tables import SOURCES

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_DAY: Schema = {"type": "string", "format": "date"}
_MAYBE_DAY: Schema = {"type": ["string", "null"], "format": "date"}
_CELL: Schema = {"type": ["string", "number", "boolean", "null"]}
_ADDRESS: Schema = {"type": "string", "format": "uri-reference"}


def ref(name: str, kind: str = "schemas") -> Schema:
    return {"$ref": f"#/components/{kind}/{name}"}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(
    properties: Schema, *, optional: Iterable[str] = (), more: Schema | bool = False, words: str = ""
) -> Schema:
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": more}
    required = [name for name in properties if name not in set(optional)]
    return found | ({"required": required} if required else {}) | ({"description": words} if words else {})


def _nullable(schema: values.Schema) -> Schema:
    found = dict(schema) | {"type": [schema["type"], "null"]}
    return found | ({"enum": [*schema["enum"], None]} if "enum" in schema else {})


def cells(columns: Sequence[Column]) -> Schema:
    """One property for each column that these columns become."""
    found = {}
    for column in columns:
        for part in values.parts_of(column):
            unit = values.unit_of(column, part)
            words = f"{column.label}; {unit}" if unit else str(column.label)
            found[f"{column.name}{part.suffix}"] = _nullable(part.schema) | {"description": words}
    return found


def row(resource: Resource, table: Table) -> Schema:
    """A row of a table."""
    properties = cells(table.columns)
    found: Schema = {"type": "object", "properties": properties | {SOURCES: ref("Sources")}}
    fixed: Schema = {"required": list(properties), "additionalProperties": False}
    more: Schema = {"additionalProperties": _CELL}
    return found | (more if resource.varying else fixed) | {"description": str(table.title)}


def row_name(resource: Resource, table: Table) -> str:
    """The name of the schema of a table's rows: ProgressMassnahmen."""
    words = f"{resource.name or 'strategy'} {'one' if resource.item else ''} {table.name}"
    return "".join(part.capitalize() for part in words.replace("-", " ").split())


def document(resource: Resource, tables: Sequence[Table]) -> Schema:
    """What a resource answers: the frame of all of them, with the tables of its page."""
    known = [
        {
            "if": {"properties": {"name": {"const": table.name}}},
            "then": {"properties": {"rows": _array(ref(row_name(resource, table)))}},
        }
        for table in tables
    ]
    items = {"allOf": [ref("Table"), *known]}
    return {
        "allOf": [ref("Resource"), {"type": "object", "properties": {"tables": _array(items)}}],
        "description": resource.summary,
    }


def components(tables: dict[Resource, tuple[Table, ...]]) -> dict[str, Schema]:
    """All schemas by name; descriptions of columns in English."""
    with in_language("en"):
        rows = {
            row_name(resource, table): row(resource, table) for resource, found in tables.items() for table in found
        }
        return {"Strategies": _strategies(), "Resource": _RESOURCE, "Table": _TABLE, "Column": _COLUMN} | {
            "Sources": _SOURCES,
            "Problem": _PROBLEM,
            **rows,
        }


def _strategies() -> Schema:
    properties = cells(strategies_report.table(()).columns)
    properties["slug"] = _TEXT
    more = {
        "units": {"type": "object", "additionalProperties": _TEXT},
        "invented": {"type": "boolean"},
        "parent": _MAYBE,
        "links": {"type": "object", "additionalProperties": _ADDRESS},
    }
    return _array(_object(properties | more))


_COLUMN = _object(
    {
        "name": _TEXT,
        "of": _TEXT,
        "title": _TEXT,
        "type": {"enum": ["string", "integer", "number", "boolean", "date"]},
        "unit": _MAYBE,
        "unit_in": _MAYBE,
    },
    words="One key of a row: its words on the page, type and unit. `of` is the page's column it belongs to (a share is"
    " a number and, under `_exact`, a fraction as text). Where each row has its own unit, `unit_in` names the column"
    " that holds it.",
)
_ONE_SOURCE = _object(
    {
        "formula": _TEXT,
        "why": _ADDRESS,
        "documents": _array(_TEXT),
        "words": _TEXT,
        "symbols": _MAYBE,
        "rule": _MAYBE,
        "inputs": _array(
            _object(
                {
                    "symbol": _TEXT,
                    "title": _TEXT,
                    "value": _CELL,
                    "unit": _MAYBE,
                    "day": _MAYBE_DAY,
                    "source": _MAYBE,
                },
                more=_CELL,
            )
        ),
        "parts": {
            "anyOf": [
                {"type": "null"},
                _object(
                    {
                        "columns": _array(ref("Column")),
                        "rows": _array({"type": "object", "additionalProperties": _CELL}),
                    }
                ),
            ]
        },
        "rest": _MAYBE,
    },
    optional=("words", "symbols", "rule", "inputs", "parts", "rest"),
    words="`formula` names how the figure is computed (stated: a document says it), `why` is the page that explains the"
    " row to people, `documents` are those its inputs stand in.",
)
_SOURCES: Schema = {
    "type": "object",
    "additionalProperties": _ONE_SOURCE,
    "description": "Where the figures of this row come from, by column (`of`).",
}
_TABLE = _object(
    {
        "name": _TEXT,
        "title": _TEXT,
        "note": _MAYBE,
        "columns": _array(ref("Column")),
        "rows": _array({"type": "object", "properties": {SOURCES: ref("Sources")}, "additionalProperties": _CELL}),
        "sums": _array({"type": "integer", "minimum": 0}),
        "csv": _ADDRESS,
    },
    words="A table of the page. `sums` are the places of rows that add up the others.",
)
_RESOURCE = _object(
    {
        "slug": _TEXT,
        "owner": _TEXT,
        "title": _TEXT,
        "page": _TEXT | {"description": "The title of the page that shows the same."},
        "invented": {"type": "boolean", "description": "Invented data: no town of this name exists."},
        "live": {"type": "boolean"},
        "audience": {"const": "public"},
        "as_of": _DAY | {"description": "The day all figures are of."},
        "known_on": _MAYBE_DAY | {"description": "Only what was known on this day; null: all that is known."},
        "data_as_of": _DAY | {"description": "How far the documents reach."},
        "origin": _TEXT,
        "parameters": {"type": "object", "additionalProperties": _TEXT},
        "without_effect": _array(_TEXT)
        | {"description": "Parameters that were given and choose nothing here: the tables are the same without them."},
        "tables": _array(ref("Table")),
        "links": _object(
            {
                **dict.fromkeys(("self", "page", "strategies", "description"), _ADDRESS),
                "below": {"type": "object", "additionalProperties": _ADDRESS},
            }
        ),
    }
)
_PROBLEM = _object(
    {
        "type": _ADDRESS,
        "title": _TEXT,
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": _TEXT,
        "instance": _ADDRESS,
        "parameter": _MAYBE | {"description": "The parameter that cannot be used."},
    },
    optional=("parameter",),
    words="RFC 9457. Title and detail are German, for people; type and status are for programs.",
)
