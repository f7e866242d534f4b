"""The pages of value sheets: which there are, what an uploaded one says, what became of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.markup import element
from dashboard.components.pieces import aria, labelled
from dashboard.errors import Finding
from dashboard.exchange.sheet.layout import Given
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working import fields
from dashboard.working.sheet.preview import Read

#: Code, title and number of due values of a measure.
Offered = Sequence[tuple[str, str, int]]


def page(home: str, offered: Offered, findings: Sequence[Finding] = ()) -> list[Any]:
    """What can be downloaded, and the form for a filled sheet."""
    lead = _("For sponsors without an account: download a sheet, let it be filled in, and upload it here. Nothing is "
             "stored before you have seen what was understood, and somebody else still approves it.")  # fmt: skip
    parts: list[Any] = [html.H1(_("Value sheets"), tabIndex=-1), html.P(lead, className="lead")]
    if findings:
        rows = [html.Li(" ".join(part for part in (_place(one), one.reason, one.remedy) if part)) for one in findings]
        told = _("The sheet cannot be read. Nothing was stored.")
        parts.append(fields.problem(told, html.Ul(rows)))
    parts.append(html.Div([html.H2(_("Download")), _list(home, offered)], className="section"))
    upload = element("input", type="file", id="datei", name="datei", required=True,
                     accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                     **aria(describedby="datei-hint"))  # fmt: skip
    told = " ".join((_("An Excel workbook (.xlsx) of at most 2 MB."), _("The notes in it are public.")))
    hint = html.P(told, id="datei-hint", className="hint")
    field = html.Div([html.Label(_("Filled sheet"), htmlFor="datei"), upload, hint], className="field")
    button = html.Div(fields.button(_("Show what was understood")), className="buttons")
    form = fields.form([field, button], home, files=True)
    return [*parts, fields.card([html.H2(_("Upload")), form])]


def _place(finding: Finding) -> str:
    parts = [_("row {row}", row=finding.row)] if finding.row else []
    parts += [_("column {column}", column=finding.column)] if finding.column else []
    return ", ".join(parts) + ":" if parts else ""


def _list(home: str, offered: Offered) -> Any:
    if not offered:
        return html.P(_("No value is due in your measures today."))
    items = [
        html.Li([html.A(f"{code} {title}", href=f"{home}/{code}.xlsx"), " ",
                 html.Small(ngettext("{n} value due", "{n} values due", count))])
        for code, title, count in offered
    ]  # fmt: skip
    return html.Ul(items)


def preview(home: str, rows: Sequence[Read]) -> list[Any]:
    """What every filled row means, before anything is stored."""
    fit = [row for row in rows if row.answer]
    parts: list[Any] = [fields.back(home), html.H1(_("What was understood"), tabIndex=-1)]
    if not rows:
        return [*parts, html.P(_("No cell of the sheet is filled in."), className="lead")]
    told = ngettext("{n} value can be submitted", "{n} values can be submitted", len(fit))
    wrong = len(rows) - len(fit)
    also = ngettext("{n} row cannot be taken", "{n} rows cannot be taken", wrong) if wrong else ""
    parts += [html.P("; ".join(part for part in (told, also) if part) + ".", className="lead"), _table(rows)]
    if fit:
        carried = json.dumps([list(row.given) for row in fit], ensure_ascii=False, separators=(",", ":"))
        words = ngettext("Submit {n} value", "Submit {n} values", len(fit))
        parts.append(
            fields.form([*fields.hidden(zeilen=carried), fields.button(words)], f"{home}/einreichen", files=True)
        )
    return parts


def _table(rows: Sequence[Read]) -> html.Table:
    head = html.Tr([html.Th(words, scope="col") for words in (_("Row"), _("Value"), _("Typed"), _("Understood as"))])
    return html.Table([html.Thead(head), html.Tbody([_line(row) for row in rows])], className="listed")


def _line(row: Read) -> html.Tr:
    meaning: list[Any] = [html.B(row.understood)] if row.understood else []
    if row.problem:
        meaning.append(html.P(["✗ ", row.problem], className="error"))
    elif row.ask:
        meaning.append(html.P(["▲ ", _("Unusual; reason: {reason}", reason=row.given.note)], className="hint"))
    cells = ((_("Row"), str(row.given.row)), (_("Typed"), row.given.typed or "–"), (_("Understood as"), meaning))
    number, typed, told = (html.Td(content, **labelled(words)) for words, content in cells)
    return html.Tr([number, html.Th(row.what, scope="row"), typed, told])


def done(home: str, rows: Sequence[Read]) -> list[Any]:
    """What was submitted, and what not."""
    sent = [row for row in rows if row.answer]
    left = [row for row in rows if not row.answer]
    told = ngettext("{n} value submitted.", "{n} values submitted.", len(sent))
    parts: list[Any] = [fields.back(home), html.H1(_("Value sheet"), tabIndex=-1)]
    if sent:
        parts.append(fields.notice(told, _("Now somebody else approves what you have submitted.")))
    if left:
        parts += [html.H2(_("Not submitted")), _table(left)]
    return parts


def carried(text: str) -> list[Given]:
    """The rows that the form of the preview carries. Raises ValueError for what it never sends."""
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError("no list")
    return [_given(row) for row in found]


def _given(row: Any) -> Given:
    if not isinstance(row, list) or len(row) != len(Given._fields) or not isinstance(row[0], int):
        raise ValueError("no row")
    if not all(isinstance(text, str) and len(text) <= 500 for text in row[1:]):
        raise ValueError("no text")
    return Given(*row)
