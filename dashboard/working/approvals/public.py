"""Approved values that are not public yet, and published ones that can be withdrawn: for the coordination."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.components.pieces import hidden, labelled
from dashboard.domain import model
from dashboard.domain.rights import Target
from dashboard.domain.values import Period, StatedNumber
from dashboard.operations.stored_values import StoredValue, stored_values
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.text.search import found_in
from dashboard.working import fields
from dashboard.working.approvals.layout import PATH, href
from dashboard.working.desk import words
from dashboard.working.fields import Filled
from dashboard.working.site import Site

#: Rows of a list; who looks for others searches.
MOST = 30
#: The form that the ticks of values to be published belong to.
_FORM = "oeffentlich-form"


def may_publish(site: Site, slug: str) -> bool:
    return site.actor.may("publish_value", Target(strategy=slug, state="approved")) is not None


def key(one: StoredValue) -> str:
    """What a form carries: the version that was seen, and whose value it is."""
    return f"{one.version}:{one.indicator}:{one.period}"


def sections(site: Site, slug: str, query: str, problem: str | None, filled: Filled) -> list[Any]:
    """Both lists; empty for those who do not publish."""
    if not may_publish(site, slug):
        return []
    indicators = {one.code: one for one in site.view(slug).assessment.state.indicators}
    return [
        _to_publish(site, slug, stored_values(site.engine, slug, "approved"), indicators, problem),
        _published(site, slug, query, indicators, filled),
    ]


def _to_publish(
    site: Site, slug: str, found: Sequence[StoredValue], indicators: dict[str, model.Indicator], problem: str | None
) -> html.Section:
    count = ngettext("{n} approved value is not public yet.", "{n} approved values are not public yet.", len(found))
    parts: list[Any] = [
        html.H2(_("Approved, not public yet")),
        html.P(count if found else _("Every approved value is public.")),
    ]
    if problem:
        parts.append(html.P(problem, className="error", role="alert"))
    if found:
        parts.append(_table(found[:MOST], indicators, lambda one: _tick(one, indicators), _("Tick")))
        button = fields.button(_("Publish the ticked ones"), name="weg", value="veroeffentlichen", look="outlined")
        told = html.Span(_("Then everybody reads them, on these pages and in the open data."), className="soft")
        parts.append(
            fields.form(html.Div([button, told], className="deciding"), href(site, slug, "oeffentlich"), name=_FORM)
        )
    if len(found) > MOST:
        parts.append(html.P(_("Only the latest {n} are listed.", n=MOST), className="hint"))
    return html.Section(parts, className="section", id="nicht-oeffentlich")


def _published(
    site: Site, slug: str, query: str, indicators: dict[str, model.Indicator], filled: Filled
) -> html.Section:
    search = element("form", [
        fields.text("suche", _("Search for an indicator or a period"), Filled({"suche": query}), longest=80, kind="search"),
        element("button", _("Search"), type="submit", class_="button outlined"),
    ], action=site.href(slug, PATH) + "#veroeffentlicht", method="get", class_="searching")  # fmt: skip
    parts: list[Any] = [html.H2(_("Withdraw a published value")), search]
    if query:
        found = [
            one for one in stored_values(site.engine, slug, "published") if found_in(query, _texts(one, indicators))
        ]
        parts.append(
            html.P(ngettext("{n} published value found.", "{n} published values found.", len(found)), role="status")
        )
        if found:
            rows = _table(
                found[:MOST],
                indicators,
                lambda one: _withdrawal(site, slug, one, indicators, query, filled),
                _("Decide"),
            )
            parts.append(rows)
        if len(found) > MOST:
            parts.append(html.P(_("Only the latest {n} are listed.", n=MOST), className="hint"))
    return html.Section(parts, className="section", id="veroeffentlicht")


def _texts(one: StoredValue, indicators: dict[str, model.Indicator]) -> tuple[str | None, ...]:
    period = formats.period(Period.parse(one.period))
    return one.indicator, _title(one, indicators), one.period, period


def _title(one: StoredValue, indicators: dict[str, model.Indicator]) -> str:
    return indicators[one.indicator].title if one.indicator in indicators else one.indicator


def _table(
    found: Sequence[StoredValue], indicators: dict[str, model.Indicator], act: Callable[[StoredValue], Any], last: str
) -> html.Table:
    heads = (_("Indicator"), _("Period"), _("Value"), _("Submitted by"), _("Approved by"), last)
    rows = [
        html.Tr([
            html.Th(_title(one, indicators), scope="row"),
            *(html.Td(cell or formats.NO_VALUE, **labelled(name)) for name, cell in zip(heads[1:5], _cells(one, indicators), strict=True)),
            html.Td(act(one)),
        ]) for one in found
    ]  # fmt: skip
    head = html.Tr([html.Th(name if at < 5 else hidden(name), scope="col") for at, name in enumerate(heads)])
    return html.Table([html.Thead(head), html.Tbody(rows)], className="blocks stored-values")


def _cells(one: StoredValue, indicators: dict[str, model.Indicator]) -> tuple[str | None, ...]:
    said = one.values
    value = _("no value")
    if said["value"] is not None:
        unit = indicators[one.indicator].unit if one.indicator in indicators else ""
        value = words.value(StatedNumber(said["value"], said["value_precision"] or "exact", said["value_words"]), unit)
    return formats.period(Period.parse(one.period)), value, said["submitted_by"], said["approved_by"]


def _tick(one: StoredValue, indicators: dict[str, model.Indicator]) -> Markup:
    name = _("Publish: {value}", value=f"{_title(one, indicators)}, {formats.period(Period.parse(one.period))}")
    return element("input", type="checkbox", name="wert", value=key(one), form=_FORM, aria_label=name)


def _withdrawal(
    site: Site, slug: str, one: StoredValue, indicators: dict[str, model.Indicator], query: str, filled: Filled
) -> Markup:
    name = f"grund-{one.version}"
    line = fields.text(name, _("Why is it withdrawn?"), filled, longest=500,
                       hint=_("The reason stands in the history and with the value."))  # fmt: skip
    button = fields.button(_("Withdraw"), name="weg", value="zurueckziehen", look="outlined small")
    form = fields.form([*fields.hidden(wert=key(one), suche=query), line, button], href(site, slug, "oeffentlich"))
    summary = html.Summary([_("Withdraw …"), hidden(" " + _title(one, indicators) + " " + one.period)])
    return element("details", [summary, form], class_="return", open=name in filled.errors)
