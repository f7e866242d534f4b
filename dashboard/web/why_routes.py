"""Where the figures of a row come from: a plain page, and what the panel shows of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flask import Flask, Response
from markupsafe import Markup

from dashboard.components import cells
from dashboard.errors import NotFound
from dashboard.reader import ViewOf
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Input
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.web.asked import Asked, answer, page_asked, plain_document
from dashboard.web.table_routes import csv_response, html_rows

#: More rows than these stand behind their count.
_ROWS_SHOWN = 3
#: More columns do not fit side by side on a phone.
_SIDE_BY_SIDE = 2


_NAME = re.compile(r"[A-Za-z]\w*")


def _labelled(column: Column, symbols: frozenset[str]) -> str:
    """The label, with the symbol by which the formula calls it."""
    label = str(column.label)
    return f"{label} ({column.name})" if column.name in symbols and not label.endswith(")") else label


def _input(found: Input, symbols: frozenset[str]) -> Markup:
    notes = [formats.day(found.day)] if found.day else []
    notes += [found.source] if found.source else []
    return Markup("<tr><th scope=row>{label}{notes}</th><td class=number>{value}</td></tr>").format(
        label=_labelled(found.column, symbols),
        notes=Markup("<small>{}</small>").format(" · ".join(notes)) if notes else "",
        value=cells.text(found.column, found.value),
    )


def _inputs(inputs: Sequence[Input], symbols: frozenset[str]) -> Markup:
    if not inputs:
        return Markup("")
    rows = Markup("").join(_input(found, symbols) for found in inputs)
    return Markup("<table><caption>{}</caption><tbody>{}</tbody></table>").format(_("What goes in"), rows)


def _symbols(found: Explained) -> frozenset[str]:
    return frozenset(_NAME.findall(found.formula.symbols))


def _parts(table: Table | None, symbols: frozenset[str], csv: str) -> Markup:
    if table is None or not table.rows:
        return Markup("")
    table = replace(table, columns=tuple(replace(c, label=_labelled(c, symbols)) for c in table.columns))
    blocks = len(table.columns) > _SIDE_BY_SIDE
    rows = html_rows(table, table.rows[:_ROWS_SHOWN], blocks=blocks)
    if len(table.rows) > _ROWS_SHOWN:
        rows += Markup("<details><summary>{}</summary>{}</details>").format(
            _("All {n} rows", n=len(table.rows)), html_rows(table, table.rows, blocks=blocks)
        )
    title = str(table.title)
    return rows + Markup('<p class="list"><a href="{}" download>{}</a></p>').format(
        csv, _("These rows as a list (CSV): {title}", title=title)
    )


def _figure(column: Column, value: object, found: Explained, csv: str) -> Markup:
    formula, symbols = found.formula, _symbols(found)
    words = [Markup("<p>{}</p>").format(str(formula.words))]
    if formula.symbols:
        words.append(Markup('<p class="formula">{}</p>').format(formula.symbols))
    words += [_inputs(found.inputs, symbols), _parts(found.parts, symbols, csv)]
    words += [Markup("<p>{}</p>").format(str(text)) for text in (found.rest, formula.rule) if text]
    return Markup("<section data-figure={name}><h3>{label}: <b>{value}</b></h3>{words}</section>").format(
        name=column.name, label=str(column.label), value=cells.text(column, value), words=Markup("").join(words)
    )


def _place(table: Table, key: str) -> int:
    """Where the row of this key stands now; raises NotFound where it does not stand in the table."""
    found = next((place for place in range(len(table.rows)) if table.key(place) == key), None)
    if found is None:
        raise NotFound(_("This table has no such row."))
    return found


def _explained(table: Table, place: int) -> dict[str, Explained]:
    if table.why is None:
        raise NotFound(_("This table has no such row."))
    return {found.column: found for found in table.why(place)}


def rows_behind(table: Table, key: str, column: str) -> Table:
    """The rows that a figure adds up, headed by words and symbols; raises NotFound where there are none."""
    found = _explained(table, _place(table, key)).get(column)
    if found is None or found.parts is None:
        raise NotFound(_("No list stands behind this number."))
    symbols = _symbols(found)
    heads = tuple(replace(c, name=_labelled(c, symbols)) for c in found.parts.columns)
    return replace(found.parts, name=f"{table.name}-{key}-{column}", columns=heads)


def article(asked: Asked, table: Table, key: str) -> Markup:
    """All explained figures of a row under its name; raises NotFound where the row cannot say."""
    place = _place(table, key)
    row, figures = table.rows[place], _explained(table, place)
    texts = [cells.text(c, v) for c, v in zip(table.columns[:2], row, strict=False) if c.kind in ("text", "code")]
    parts = [
        _figure(column, value, figures[column.name], asked.context.why(table, place, f"{column.name}.csv"))
        for column, value in zip(table.columns, row, strict=True)
        if column.name in figures
    ]
    known = asked.context.state.known_on
    stand = _("As of {day}", day=formats.day(asked.context.state.as_of))
    stand += f" · {_('known on {day}', day=formats.day(known))}" if known else ""
    return Markup(
        '<article class="why" aria-label="{heading}">'
        '<form method="dialog"><button class="close" aria-label="{close}" title="{close}">×</button></form>'
        '<p class="kicker">{heading}</p><h2 tabindex="-1">{name}</h2>{figures}{none}<p class="note">{stand}. {origin}</p>'
        '<p class="alone"><a href="{href}" data-plain>{alone}</a></p></article>'
    ).format(
        heading=_("Where do these numbers come from?"),
        close=_("Close"),
        name=" ".join(dict.fromkeys(texts)),
        figures=Markup("").join(parts),
        none="" if parts else Markup("<p>{}</p>").format(_("This row has no figure that is computed.")),
        stand=stand,
        origin=asked.context.origin,
        href=asked.context.why(table, place),
        alone=_("This explanation as a page of its own"),
    )


def install(server: Flask, view: ViewOf, base: str, assets: str) -> None:
    @server.get(f"{base}<slug>/<name>/woher/<table>/<key>")
    @server.get(f"{base}<slug>/<name>/<item>/woher/<table>/<key>")
    def why(slug: str, name: str, table: str, key: str, item: str = "") -> Response:
        def make() -> Response:
            asked = page_asked(view(slug), base, slug, name, item)
            found = asked.table(table)
            return plain_document(
                f"{asked.title}: {found.title}",
                asked.context.origin,
                article(asked, found, key),
                base=base,
                assets=assets,
            )

        return answer(make, base, assets)

    @server.get(f"{base}<slug>/<name>/woher/<table>/<key>/<column>.csv")
    @server.get(f"{base}<slug>/<name>/<item>/woher/<table>/<key>/<column>.csv")
    def why_rows(slug: str, name: str, table: str, key: str, column: str, item: str = "") -> Response:
        def make() -> Response:
            asked = page_asked(view(slug), base, slug, name, item)
            return csv_response(rows_behind(asked.table(table), key, column), asked.context.origin, slug)

        return answer(make, base, assets)
