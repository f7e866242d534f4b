"""The tables of a page as CSV and as plain HTML: to take along, and for those without JavaScript."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from flask import Flask, Response, request
from markupsafe import Markup

from dashboard.components import cells
from dashboard.components.tables import cell_class
from dashboard.exchange.neutral import neutralise
from dashboard.pages import strategies
from dashboard.pages.address import parse_params
from dashboard.pages.context import Context
from dashboard.reader import ViewOf
from dashboard.reporting import strategies as strategies_report
from dashboard.reporting.table import NUMERIC, Column, Table
from dashboard.text.catalog import gettext as _
from dashboard.web.asked import answer, page_asked, plain_document

#: Kinds whose text in a file is a number, which may begin with a minus.
_NUMBERS = NUMERIC | {"stated_money"}


def as_csv(table: Table, origin: str) -> str:
    """One table: first line whose figures these are, then headings and rows; texts cannot start a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([f"# {neutralise(origin)}"])
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        texts = (cells.plain(column, value) for column, value in zip(table.columns, row, strict=True))
        writer.writerow(
            [
                text if column.kind in _NUMBERS else neutralise(text)
                for column, text in zip(table.columns, texts, strict=True)
            ]
        )
    return out.getvalue()


def html_rows(
    table: Table, rows: Sequence[tuple], *, blocks: bool = False, why: Callable[[int], str] | None = None
) -> Markup:
    """Some rows of a table under its headings; with `blocks` each row becomes a block of named values on a phone.

    `why` gives the address that tells where the figures of the row at a place come from.
    """

    def cell(tag: str, column: Column, content: str, attributes: Markup) -> Markup:
        name = cell_class(column)
        css = Markup(' class="{}"').format(name) if name else Markup("")
        return Markup("<{tag}{css}{attributes}>{content}</{tag}>").format(
            tag=Markup(tag), css=css, attributes=attributes, content=content
        )

    def named(column: Column) -> Markup:
        first = column is table.columns[0]
        return Markup("") if first or not blocks else Markup(' data-label="{}"').format(str(column.label))

    def content(column: Column, place: int, value: object) -> str:
        text = cells.text(column, value)
        if why is None or column is not table.columns[0]:
            return text
        link = Markup('<span>{0}</span><a class="why-link" href="{1}">{2}<span class="visually-hidden"> {0}</span></a>')
        return link.format(text, why(place), _("Where from?"))

    scope = Markup(' scope="col"')
    head = Markup("").join(cell("th", c, str(c.label), scope) for c in table.columns)
    columns = [(c, named(c)) for c in table.columns]
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                cell("td", c, content(c, place, value), name) for (c, name), value in zip(columns, row, strict=True)
            )
        )
        for place, row in enumerate(rows)
    )
    css = Markup(' class="blocks"') if blocks else Markup("")
    return Markup("<table{}><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(css, head, body)


def as_html(table: Table, context: Context | None = None) -> Markup:
    """One table as plain HTML; where it stands on a page, its rows lead to where their figures come from."""
    why = (lambda place: context.why(table, place)) if context and table.why else None
    nothing = Markup("<p><em>{}</em></p>").format(_("Nothing is stated.")) if not table.rows else Markup("")
    return Markup(
        '<section class="section"><header><h2 id="{name}">{title}</h2></header>{nothing}<div class="scroll" tabindex="0" role="region" '
        'aria-labelledby="{name}">{rows}</div></section>'
    ).format(name=table.name, title=str(table.title), nothing=nothing, rows=html_rows(table, table.rows, why=why))


def csv_response(table: Table, origin: str, slug: str) -> Response:
    """A table as a file to take along; `slug` begins its name."""
    response = Response("﻿" + as_csv(table, origin), mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}-{table.name}.csv")
    return response


def install(server: Flask, view: ViewOf, base: str, assets: str) -> None:
    def page_html(title: str, origin: str, tables: Sequence[Table], context: Context | None = None) -> Response:
        content = Markup("").join(as_html(table, context) for table in tables)
        return plain_document(title, origin, content, base=base, assets=assets)

    def all_strategies() -> Table:
        parse_params(request.query_string.decode("utf-8", "replace"))  # what cannot be meant is told here as well
        return strategies_report.table(strategies.lines(view("")))

    @server.get(f"{base}<slug>/<name>/tabellen")
    @server.get(f"{base}<slug>/<name>/<item>/tabellen")
    def tables_as_html(slug: str, name: str, item: str = "") -> Response:
        def make() -> Response:
            asked = page_asked(view(slug), base, slug, name, item)
            title = f"{asked.title}: {asked.context.state.strategy.title}"
            return page_html(title, asked.context.origin, asked.tables, asked.context)

        return answer(make, base, assets)

    @server.get(f"{base}<slug>/<name>/<table>.csv")
    @server.get(f"{base}<slug>/<name>/<item>/<table>.csv")
    def table_as_csv(slug: str, name: str, table: str, item: str = "") -> Response:
        def make() -> Response:
            asked = page_asked(view(slug), base, slug, name, item)
            return csv_response(asked.table(table), asked.context.origin, "-".join(filter(None, (slug, item))))

        return answer(make, base, assets)

    @server.get(f"{base}tabellen")
    def strategies_as_html() -> Response:
        return answer(lambda: page_html(_("All strategies"), "", [all_strategies()]), base, assets)

    @server.get(f"{base}strategien.csv")
    def strategies_as_csv() -> Response:
        return answer(lambda: csv_response(all_strategies(), _("All strategies"), "strategiemonitor"), base, assets)
