"""Where does every fact come from?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from dash import html

from dashboard.components.pieces import section
from dashboard.components.tables import csv_link, html_table
from dashboard.pages.context import Context, Page
from dashboard.pages.contradictions import contradictions_section
from dashboard.reporting import sources as report
from dashboard.reporting.contradictions import contradiction_lines
from dashboard.reporting.contradictions import table as contradiction_table
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext

#: A page with more lines of one kind is slow to read for people and machines alike; the files hold all.
MOST_ROWS = 200


def _beginning(table: Table) -> Table:
    """The table as the page shows it."""
    if len(table.rows) <= MOST_ROWS:
        return table
    note = _(
        "Shown are the first {n} of {total} lines; all stand in the data (CSV).",
        n=formats.number(MOST_ROWS),
        total=formats.number(len(table.rows)),
    )
    return replace(table, rows=table.rows[:MOST_ROWS], note=note)


def _why(context: Context, table: Table, place: int) -> str | None:
    """A row of words alone has no figure that comes from anywhere."""
    return context.why(table, place) if table.why and table.why(place) else None


def tables(context: Context) -> Sequence[Table]:
    return [*_contradictions(context), *report.all_tables(context.state)]


def _contradictions(context: Context) -> list[Table]:
    found = contradiction_lines(context.assessment)
    return [contradiction_table(found)] if found else []


def layout(context: Context) -> Sequence[Any]:
    found = report.all_tables(context.state)
    apart = contradictions_section(context, contradiction_lines(context.assessment))
    facts = sum(len(table.rows) for table in found[1:])
    heading = ngettext("{n} document", "{n} documents", len(context.state.sources))
    contents = html.Ul(
        [
            html.Li(html.A(f"{table.title} ({formats.number(len(table.rows))})", href=f"#{table.name}"))
            for table in found
        ],
        className="counts",
    )
    return (
        html.H1(
            _("{facts} statements out of {documents}", facts=formats.number(facts), documents=heading), tabIndex=-1
        ),
        html.P(
            _(
                "Each line names its document and the place in it. What no document states is not here, and nowhere shown as zero."
            ),
            className="lead",
        ),
        contents,
        *([apart] if apart else []),
        *(
            section(
                table.name,
                str(table.title),
                html_table(_beginning(table), partial(_why, context)),
                html.Div(csv_link(context.csv(table)), className="actions"),
            )
            for table in found
        ),
    )


PAGE = Page(name="sources", path="quellen", title=_l("Sources"), layout=layout, tables=tables)
