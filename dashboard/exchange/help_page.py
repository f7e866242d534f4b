"""The page that stands beside the files of a new package: every table and column in plain words, with an example."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping

from dashboard.codebook import CODEBOOK_PATH, Column, Table
from dashboard.exchange.explain import explanation
from dashboard.exchange.placeholder import placeholder
from dashboard.exchange.workbook.layout import FIRST_TABLES, in_order
from dashboard.text.catalog import gettext as _
from dashboard.text.choice_words import words

#: The invented town, whose rows serve as examples where it lies beside the codebook.
_EXAMPLE = CODEBOOK_PATH.parent / "musterstadt-2030"


def help_page(slug: str) -> str:
    """Markdown: how the package is filled, then a section for each table."""
    return "\n".join((*_introduction(slug), *(line for table in in_order() for line in _section(table))))


def _introduction(slug: str) -> Iterator[str]:
    yield "# " + _("Strategy “{slug}”", slug=slug) + "\n"
    yield _(
        "Each file is a table (CSV, UTF-8, comma), each row a thing. Begin with `strategy.csv` and replace every "
        "“{word}”. A file that is not here yet is made with the column names of its section as first row.",
        word=placeholder(),
    ) + "\n"  # fmt: skip
    yield _(
        "An empty cell means: not stated; it is never 0. Write days as 2024-05-31 or 31.05.2024, and "
        "money as 183417.01, with a point before the cents. "
        "In each row `source` names the document that it comes from. Leave `known_on` and `known_until` empty."
    ) + "\n"  # fmt: skip
    yield _(
        "Try it from the folder above with `strategiemonitor import {slug} --dry-run`, which stores nothing.", slug=slug
    ) + "\n"  # fmt: skip


def _section(table: Table) -> Iterator[str]:
    begin = " · " + _("fill this first") if table.name in FIRST_TABLES else ""
    yield f"\n## `{table.name}.csv` – {table.de}{begin}\n"
    example = _example(table)
    title = _("Example (invented town)") if example else ""
    yield f"| {_('Column')} | {_('Meaning')} | {title} |"
    yield "|---|---|---|"
    for column in table.columns:
        meaning = " ".join((*explanation(table, column), *_values(table, column)))
        name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
        yield f"| {name} | {_cell(meaning)} | {_cell(example.get(column.name, ''))} |"


def _values(table: Table, column: Column) -> Iterator[str]:
    """What stands in the file for each word."""
    spoken = words(table.name, column)
    if spoken:
        pairs = ", ".join(f"`{value}` = {word}" for value, word in spoken.items())
        yield _("In the file: {pairs}.", pairs=pairs)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _example(table: Table) -> Mapping[str, str]:
    """The row of the invented town that fills most cells; empty where there is none."""
    path = _EXAMPLE / f"{table.name}.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as handle:
        return max(csv.DictReader(handle), key=lambda row: sum(map(bool, row.values())), default={})
