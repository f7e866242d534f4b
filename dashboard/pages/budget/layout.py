"""Words and order of the page of money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.filters import bar, choice
from dashboard.domain.values import Period
from dashboard.pages.budget import documents
from dashboard.pages.budget.money_sections import (
    earned_section,
    field_section,
    grant_section,
    own_section,
    source_section,
)
from dashboard.pages.budget.time_sections import curve_section, deadline_section, scale_section, year_section
from dashboard.pages.context import Context
from dashboard.pages.contradictions import contradictions_section
from dashboard.pages.filters import field_filter
from dashboard.reporting import budget as report
from dashboard.reporting.budget import Budget
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


def _report(context: Context) -> Budget:
    params = context.address.params
    return report.budget(context.assessment, params.handlungsfeld, params.jahr)


def tables(context: Context) -> Sequence[Table]:
    return report.tables(_report(context))


def _filters(context: Context, found: Budget) -> html.Div:
    options = [(str(y), str(y)) for y in found.years]
    of_year = choice(
        "jahr",
        _("Fiscal year"),
        options,
        None if found.year is None else str(found.year),
        all_="",
        narrowed=bool(context.address.params.jahr),
    )
    months = found.scope.postings.different("month")
    result = (
        _("Last payment or order: {month}", month=formats.period(Period.parse(f"{max(months):%Y-%m}")))
        if months
        else _("No payment is known")
    )
    params = context.address.params
    reset = context.address.href(handlungsfeld=None, jahr=None) if params.handlungsfeld or params.jahr else None
    return bar([field_filter(context), of_year], result, reset)


def _of_documents(context: Context, found: Budget) -> list[Any]:
    return [
        documents.stated_section(context, found),
        contradictions_section(context, found.contradictions),
        deadline_section(context, found),
        documents.no_payments(),
    ]


def _of_payments(context: Context, found: Budget) -> list[Any]:
    return [
        _filters(context, found),
        scale_section(context, found),
        curve_section(context, found),
        deadline_section(context, found),
        year_section(context, found),
        field_section(context, found),
        grant_section(context, found),
        earned_section(context, found),
        own_section(context, found),
        source_section(context, found),
        contradictions_section(context, found.contradictions),
    ]


def layout(context: Context) -> Sequence[Any]:
    found = _report(context)
    parts = _of_documents(context, found) if found.documents_only else _of_payments(context, found)
    return (
        html.H1(report.heading(found), tabIndex=-1),
        html.P(report.lead(found), className="lead"),
        *(part for part in parts if part is not None),
    )
