"""The tables of a page as CSV and as plain HTML: to take along, and for those without JavaScript."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask, Response, request
from markupsafe import Markup

from dashboard.components import cells
from dashboard.errors import BadParameter, NotFound
from dashboard.exchange.neutral import neutralise
from dashboard.pages import PAGE_OF, PAGES, render, strategies
from dashboard.pages.address import SLUG, Address, parse_params
from dashboard.reader import Reader
from dashboard.reporting import strategies as strategies_report
from dashboard.reporting.table import NUMERIC, Table
from dashboard.text.catalog import gettext as _
from dashboard.web.index import plain_page

_PATH_OF = {page.path or "ueberblick": page.path for page in PAGES}


def is_table(path: str) -> bool:
    """Whether a path names tables; the routes below then answer it."""
    return path.endswith((".csv", "/tabellen"))


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
                text if column.kind in NUMERIC else neutralise(text)
                for column, text in zip(table.columns, texts, strict=True)
            ]
        )
    return out.getvalue()


def as_html(table: Table) -> Markup:
    """One table as plain HTML."""

    def cell(tag: str, kind: str, content: str, attributes: str = "") -> Markup:
        css = Markup(' class="number"') if kind in NUMERIC else Markup("")
        return Markup("<{tag}{css}{attributes}>{content}</{tag}>").format(
            tag=Markup(tag), css=css, attributes=Markup(attributes), content=content
        )

    head = Markup("").join(cell("th", c.kind, str(c.label), ' scope="col"') for c in table.columns)
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                cell("td", c.kind, cells.text(c, value)) for c, value in zip(table.columns, row, strict=True)
            )
        )
        for row in table.rows
    )
    nothing = Markup("<p><em>{}</em></p>").format(_("Nothing is stated.")) if not table.rows else Markup("")
    return Markup(
        '<section class="section"><header><h2 id="{name}">{title}</h2></header>{nothing}<div class="scroll" tabindex="0" role="region" '
        'aria-labelledby="{name}"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></section>'
    ).format(name=table.name, title=str(table.title), head=head, rows=rows, nothing=nothing)


def _csv_response(table: Table, origin: str, slug: str) -> Response:
    response = Response("﻿" + as_csv(table, origin), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{table.name}.csv"'
    return response


def install(server: Flask, reader: Reader, base: str, assets: str) -> None:
    def answer(make: Callable[[], Response]) -> Response:
        try:
            return make()
        except (NotFound, BadParameter) as error:
            status = 404 if isinstance(error, NotFound) else 400
            body = Markup('<main><div class="inner"><h1>{}</h1><p><a href="{}">{}</a></p></div></main>')
            return Response(
                plain_page("Strategiemonitor", body.format(str(error), base, _("All strategies")), assets),
                status=status,
            )

    def tables_of(slug: str, name: str) -> tuple[Any, Sequence[Table], str]:
        if not SLUG.fullmatch(slug) or name not in _PATH_OF:
            raise NotFound(_("There is no page at this address."))
        address = Address(slug, _PATH_OF[name], parse_params(request.query_string.decode("utf-8", "replace")), base)
        context = render.context_of(reader, address)
        return context, PAGE_OF[address.path].tables(context), str(PAGE_OF[address.path].title)

    def page_html(title: str, origin: str, tables: Sequence[Table]) -> Response:
        body = Markup(
            '<div class="masthead"><div class="inner"><a class="brand" href="{base}"><span class="arms"></span><strong>Strategiemonitor</strong></a>'
            '</div></div><main><div class="inner"><h1>{title}</h1><p class="lead">{origin}</p>{tables}</div></main>'
        ).format(base=base, title=title, origin=origin, tables=Markup("").join(as_html(table) for table in tables))
        return Response(plain_page(f"{title} – Strategiemonitor", body, assets))

    @server.get(f"{base}<slug>/<name>/tabellen")
    def tables_as_html(slug: str, name: str) -> Response:
        def make() -> Response:
            context, tables, title = tables_of(slug, name)
            return page_html(f"{title}: {context.state.strategy.title}", context.origin, tables)

        return answer(make)

    @server.get(f"{base}<slug>/<name>/<table>.csv")
    def table_as_csv(slug: str, name: str, table: str) -> Response:
        def make() -> Response:
            context, tables, _title = tables_of(slug, name)
            found = next((t for t in tables if t.name == table), None)
            if found is None:
                raise NotFound(_("This page has no such table."))
            return _csv_response(found, context.origin, slug)

        return answer(make)

    @server.get(f"{base}tabellen")
    def strategies_as_html() -> Response:
        return page_html(_("All strategies"), "", [strategies_report.table(strategies.lines(reader))])

    @server.get(f"{base}strategien.csv")
    def strategies_as_csv() -> Response:
        return _csv_response(strategies_report.table(strategies.lines(reader)), _("All strategies"), "strategiemonitor")
