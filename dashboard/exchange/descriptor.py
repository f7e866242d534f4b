"""`datapackage.json`: the Frictionless description of a package folder, made from the codebook.

Any tool that knows Frictionless Data Package can check and load a folder with it, without this program.
"""

from __future__ import annotations

from collections.abc import Collection

from dashboard.codebook import CODE_PATTERN, Column, Table, tables
from dashboard.exchange.package import Package

DESCRIPTOR_NAME = "datapackage.json"
#: What explains a new package to the person who fills it; no part of the package itself.
HELP_NAME = "LIESMICH.md"

#: The slug stands in addresses.
SLUG_PATTERN = r"[a-z0-9][a-z0-9-]{0,39}"
PERIOD_PATTERN = r"\d{4}(-(H[12]|Q[1-4]|\d{2}(-\d{2})?))?"

_TYPES = {"day": "date", "integer": "integer", "number": "number", "money": "number", "flag": "boolean"}
_PATTERNS = {"code": CODE_PATTERN, "ref": CODE_PATTERN, "object": CODE_PATTERN, "period": PERIOD_PATTERN}


def _constraints(column: Column) -> dict[str, object]:
    rules: dict[str, object] = {}
    if column.required or column.name == "known_on":
        rules["required"] = True
    if column.values:
        rules["enum"] = list(column.values)
    if column.type in _PATTERNS:
        rules["pattern"] = SLUG_PATTERN if column.name == "slug" else _PATTERNS[column.type]
    if column.minimum is not None:
        rules["minimum"] = column.minimum
    if column.maximum is not None:
        rules["maximum"] = column.maximum
    if column.max_length is not None:
        rules["maxLength"] = column.max_length
    return rules


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "title": column.de,
        "description": f"{column.de} / {column.en}",
    }
    if column.type == "day":
        field["format"] = "default"
    if column.type == "money":
        field["unit"] = "EUR"
    if column.type == "flag":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    rules = _constraints(column)
    if rules:
        field["constraints"] = rules
    return field


def _foreign_keys(table: Table, present: set[str]) -> list[dict[str, object]]:
    """References to codes of tables that have a file; a code with several versions stands there several times."""
    return [
        {
            "fields": column.name,
            "reference": {"resource": "" if column.to == table.name else column.to, "fields": "code"},
        }
        for column in table.columns
        if column.type == "ref" and column.to in present
    ]


def _resource(table: Table, present: set[str]) -> dict[str, object]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": table.de,
        "description": f"{table.de} / {table.en}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": [*table.key, "known_on"],
            "foreignKeys": _foreign_keys(table, present),
        },
    }


def _title(package: Package) -> str:
    versions = package.tables.get("strategy", ())
    return str(versions[-1]["title"]) if versions else package.slug


def descriptor(package: Package, empty: Collection[str] = ()) -> dict[str, object]:
    """The description of the files that `writer.write_package` writes for this package.

    `empty` names tables without rows that have a file all the same, with its header alone.
    """
    present = {name for name, rows in package.tables.items() if rows} | set(empty)
    return {
        "name": package.slug,
        "title": _title(package),
        "profile": "tabular-data-package",
        "resources": [_resource(table, present) for table in tables() if table.name in present],
    }
