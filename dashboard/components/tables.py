"""A reporting table as HTML table: headings, right-aligned figures, blocks on the phone, a CSV beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html

from dashboard.components import cells
from dashboard.components.markup import BEHIND
from dashboard.components.pieces import action_link, labelled, light, missing, symbol
from dashboard.components.pieces import why as why_link
from dashboard.reporting.table import NUMERIC, Column, Table
from dashboard.text.catalog import gettext as _

#: More columns do not fit side by side on a desk.
_MOST_COLUMNS = 8


def _cell(column: Column, value: Any) -> Any:
    if value is None:
        return "–" if column.optional else missing()
    return light(value) if column.kind == "light" else cells.text(column, value)


#: Kinds whose cells stand at the right; the words of a document beside an amount are few.
_FIGURES = NUMERIC | {"stated_money"}
#: Kinds whose short cells are never broken into two lines.
_WHOLE = frozenset({"day", "code", "light"})


def cell_class(column: Column) -> str | None:
    """How the cells of a column stand: figures at the right, short words whole."""
    return "number" if column.kind in _FIGURES else "bind" if column.kind in _WHOLE else None


#: The address that explains a row of a table, by the row's place; None where there is nothing to explain.
Why = Callable[[Table, int], str | None]


def _row(table: Table, index: int, row: Sequence[Any], why: Why | None) -> html.Tr:
    first, *others = ((column, _cell(column, value)) for column, value in zip(table.columns, row, strict=True))
    tds = [html.Td(content, className=cell_class(column), **labelled(str(column.label))) for column, content in others]
    name = cells.text(table.columns[0], row[0])
    href = why(table, index) if why else None
    named = [html.Span(first[1]), why_link(href, name)] if href else first[1]
    head = html.Th(named, scope="row", className=cell_class(first[0]))
    return html.Tr([head, *tds], className="sum" if index in table.sums else None)


def html_table(table: Table, why: Why | None = None) -> html.Div:
    """The table, with its caption for those who hear it. With many columns each row is a sheet of named values.

    `why` gives each row the control that tells where its figures come from.
    """
    heads = [
        html.Th(str(column.label), scope="col", className="number" if column.kind in _FIGURES else None)
        for column in table.columns
    ]
    body = [_row(table, index, row, why) for index, row in enumerate(table.rows)]
    parts: list[Any] = [
        html.Table(
            [
                html.Caption(str(table.title), className="visually-hidden"),
                html.Thead(html.Tr(heads)),
                html.Tbody(body),
            ],
            className="blocks" if len(table.columns) <= _MOST_COLUMNS else "blocks sheets",
        )
    ]
    if table.note:
        parts.append(html.P(str(table.note), className="note"))
    return html.Div(parts)


def csv_link(href: str) -> html.A:
    return action_link(_("Data (CSV)"), href, icon="download", download=True)


def behind(words: str, *content: Any, open_: bool = False) -> html.Details:
    """Tables and lists behind words that say what they are."""
    return html.Details([html.Summary([symbol("table"), words]), *content], className=BEHIND, open=open_)


def as_table(table: Table, *, open_: bool = False, why: Why | None = None) -> html.Details:
    """The table behind its words, open where it is short."""
    return behind(_("Show as a table"), html_table(table, why), open_=open_)
