"""What documents say about money where no payment is known."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.pieces import empty, labelled, missing, section, why
from dashboard.components.tables import csv_link
from dashboard.pages.context import Context
from dashboard.reporting.budget import Budget
from dashboard.reporting.money import stated
from dashboard.reporting.money.stated import StatedAmount
from dashboard.text.catalog import gettext as _
from dashboard.text.formats import NO_VALUE


def _figure(amount: StatedAmount) -> Any:
    if amount.figure is None:
        return missing()
    words: list[Any] = [html.B(amount.figure)]
    if amount.precision and amount.precision != "exact":
        words.append(html.Small(str(stated.PRECISION_WORDS[amount.precision])))
    return words


def _place(amount: StatedAmount, only: str | None) -> list[Any]:
    """Document and place, or the place alone where there is but one document."""
    if only and amount.section:
        return [amount.section]
    place: list[Any] = [amount.source or missing()]
    return [*place, html.Small(amount.section)] if amount.section else place


def _row(amount: StatedAmount, only: str | None, why_href: str) -> html.Tr:
    words = html.Q(amount.words) if amount.words else NO_VALUE
    what: list[Any] = [html.Span(amount.what)]
    if amount.note:
        what.append(html.Small(amount.note))
    if amount.value is not None:
        what.append(why(why_href, amount.what))
    return html.Tr(
        [
            html.Th(what, scope="row"),
            html.Td(_figure(amount), className="number", **labelled(_("Amount"))),
            html.Td(words, **labelled(_("In the document’s words"))),
            html.Td(amount.standing, **labelled(_("Standing"))),
            html.Td(_place(amount, only), **labelled(_("Document and place"))),
        ]
    )


def stated_section(context: Context, found: Budget) -> html.Section:
    """The amounts with their words, standing, document and place."""
    title = _("What the documents state")
    if not found.stated:
        return section(
            "angaben",
            title,
            empty(_("No amount is stated"), _("None of the documents names a cost, a grant or an own share."), None),
        )
    only = stated.only_document(found.stated)
    heads = (
        (_("What"), False),
        (_("Amount"), True),
        (_("In the document’s words"), False),
        (_("Standing"), False),
        (_("Document and place"), False),
    )
    head = html.Thead(
        html.Tr([html.Th(word, scope="col", className="number" if number else None) for word, number in heads])
    )
    behind = stated.table(found.stated)
    rows = [_row(amount, only, context.why(behind, place)) for place, amount in enumerate(found.stated)]
    table = html.Table([head, html.Tbody(rows)], className="blocks stated-rows")
    sub = _(
        "Each amount as its document writes it, and how binding it is there. Nothing is added up and nothing derived: what was applied for is not approved."
    )
    if only:
        sub = f"{sub} {_('All of them stand in: {document}.', document=only)}"
    return section(
        "angaben",
        title,
        table,
        html.Div(csv_link(context.csv(behind)), className="actions"),
        sub=sub,
    )


def no_payments() -> html.Section:
    """Says what is missing and what would show it."""
    return section(
        "zahlungen",
        _("Payments, orders and drawdowns"),
        empty(
            _("Not stated"),
            _(
                "The documents end before the first payment. As soon as payments are known, this page shows how much is spent of what was planned, what may be drawn and what lapses."
            ),
        ),
    )
