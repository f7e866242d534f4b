"""What belongs into a column, in plain words, for the person who fills it: made from the codebook alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.codebook import Column, Table, codebook
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.choice_words import words

_TYPES: Mapping[str, LazyText] = {
    "code": _l("A code of your own: letters, digits, points, hyphens, no spaces. Example: M-01"),
    "text": _l("Text."),
    "day": _l("A day. Example: 31.05.2024"),
    "integer": _l("A whole number. Example: 12"),
    "number": _l("A number. Example: 0,65"),
    "money": _l("An amount in euro. Example: 183.417,01"),
    "flag": _l("yes or no."),
    "period": _l("2024, 2024-H1, 2024-Q2, 2024-05 or a day such as 2024-05-31."),
}


def explanation(table: Table, column: Column) -> Iterator[str]:
    """Sentences: what it is, whether it may be empty, how it is written."""
    yield f"{column.de}."
    if column.required:
        yield _("Must be filled.")
    yield _how(table, column)
    if column.name == "note":
        yield _("Public where its row is public: nothing internal belongs here.")
    if column.max_length:
        yield _("At most {count} characters.", count=column.max_length)
    if column.minimum is not None and column.maximum is not None:
        yield _("From {low} to {high}.", low=column.minimum, high=column.maximum)


def _how(table: Table, column: Column) -> str:
    if column.type == "choice":
        return _("One of: {values}.", values=", ".join(words(table.name, column).values()))
    if column.type == "ref" and column.to:
        return _("A code of the table “{table}”.", table=codebook()[column.to].de)
    if column.type == "object":
        return _("The code of that thing; for the strategy itself its short name.")
    if f"{column.name}_precision" in {other.name for other in table.columns}:
        return _STATED[column.type]()
    return str(_TYPES[column.type])


_STATED = {
    "day": lambda: _("A day, or as precisely as it is known. Examples: 31.05.2024, May 2024, Q3 2019, 2020"),
    "money": lambda: _("An amount in euro, or as the document has it. Examples: 183.417,01 and 71 T€"),
    "number": lambda: _("A number, or as the document has it. Examples: 12,5 and about 300"),
}
