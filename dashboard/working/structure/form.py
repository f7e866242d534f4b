"""Forms made of the codebook: which fields a table's form has, what is shown in them, and what was typed into them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dash import html

from dashboard.codebook import Field, Table, codebook
from dashboard.domain.values import StatedDay, StatedMoney, StatedNumber
from dashboard.exchange.canonical import number_text
from dashboard.exchange.cells import read_cell
from dashboard.text import choice_words, formats
from dashboard.text.catalog import gettext as _
from dashboard.text.codebook_words import label
from dashboard.working import fields
from dashboard.working.fields import Filled
from dashboard.working.structure.words import GROUPS

#: Options of a reference, by the table it names.
Options = Mapping[str, Sequence[tuple[str, str]]]

#: Fields that the program fills itself, or that their own page fills.
_NOT_ASKED = frozenset({"source", "section", "known_on", "known_until", "position"})
_NOT_ASKED_OF = {"milestone": frozenset({"started_on", "actual_date", "dropped_on", "dropped_reason", "evidence"})}
_LONG = frozenset({"plain_text", "text", "what", "why", "aim", "decision", "note", "intended_effect", "formula"})
_HINTS = {
    "day": "31.12.2026", "stated_day": "31.12.2026, Q3 2026, 2026", "money": "1.234,50", "stated_money": "71 T€, 1.234,50",
    "stated_number": "1.234,5", "period": "2025-Q4",
}  # fmt: skip


def asked(table: Table) -> list[Field]:
    """The fields of a table's form; what a row hangs on stands in its address."""
    left_out = _NOT_ASKED | _NOT_ASKED_OF.get(table.name, frozenset())
    return [field for field in table.fields if field.name not in left_out and field.type != "object"]


def inputs(table: Table, filled: Filled, options: Options, *, fixed: Iterable[str] = ()) -> list[Any]:
    """The fields; those of `fixed` are shown and cannot be changed. Groups are folded, unless one of theirs is wrong."""
    groups = GROUPS.get(table.name, ())
    grouped = {name for _title, names_ in groups for name in names_}
    by_name = {field.name: field for field in asked(table)}
    made = {name: _input(table, field, filled, options, name in set(fixed)) for name, field in by_name.items()}
    required = [
        label(field.columns[0])
        for name, field in by_name.items()
        if field.required and name not in fixed and field.type != "flag"
    ]
    parts: list[Any] = (
        [html.P(_("To be filled in any case: {labels}.", labels=", ".join(required)), className="hint")]
        if required
        else []
    )
    parts += [made[name] for name in by_name if name not in grouped]
    for words, members in groups:
        parts.append(
            html.Details(
                [html.Summary(str(words)), *(made[name] for name in members)],
                open=bool(filled.errors.keys() & set(members)),
                className="fold",
            )
        )
    return parts


def _input(table: Table, field: Field, filled: Filled, options: Options, fixed: bool) -> Any:
    column = field.columns[0]
    words = label(column)
    if fixed:
        return fields.text(field.name, words, filled, readonly=True)
    if field.type == "flag":
        return fields.tick(field.name, label(column), filled)
    if field.type in ("choice", "ref"):
        listed = choice_words.words(table.name, column).items() if field.type == "choice" else options[column.to or ""]
        return fields.select(field.name, words, [("", "–"), *listed], filled)
    if field.name in _LONG:
        return fields.area(field.name, words, filled, longest=column.max_length or 4000)
    hint = _HINTS.get(field.type)
    return fields.text(
        field.name, words, filled, longest=column.max_length or 400,
        hint=_("For instance {example}", example=hint) if hint else None,
    )  # fmt: skip


def shown(table: Table, row: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the fields for a row that holds."""
    return {field.name: _shown(field, row) for field in asked(table)}


def _shown(field: Field, row: Mapping[str, Any]) -> str:
    value = row[field.name]
    if value is None:
        return ""
    if field.type == "flag":
        return "1" if value else ""
    if len(field.columns) == 3:
        return _stated(field, row)
    if isinstance(value, dt.date):
        return formats.day(value)
    if field.type == "money":
        return formats.money(value)
    return number_text(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def _stated(field: Field, row: Mapping[str, Any]) -> str:
    value, precision, words = (row[column.name] for column in field.columns)
    if words:
        return words
    if field.type == "stated_day":
        return formats.stated_day(StatedDay(value, precision or "day"))
    if field.type == "stated_money":
        return formats.stated_money(StatedMoney(value, precision or "exact"))
    return formats.stated_number(StatedNumber(value, precision or "exact"))


def read(table: Table, form: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Values by column, and by field name the sentence for what cannot be taken."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in asked(table):
        column, text = field.columns[0], form.get(field.name, "")
        if field.type == "flag":
            values[field.name] = bool(text)
            continue
        reading = read_cell(column, text, canonical=False, stated=len(field.columns) == 3)
        if reading.reason:
            errors[field.name] = f"{reading.reason} {reading.remedy}".strip()
        elif field.required and reading.value is None:
            errors[field.name] = _("Please fill this in.")
        else:
            parts = (reading.value, reading.precision, reading.words)
            values |= {part.name: value for part, value in zip(field.columns, parts, strict=False)}
    return values, errors


def names(table: str) -> list[str]:
    """The names of the fields of a table's form."""
    return [field.name for field in asked(codebook()[table])]
