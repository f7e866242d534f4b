"""The parts below the indicators: what is missing, goals, context, multiplier effect, completeness, data sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components import cells
from dashboard.components.pieces import empty, labelled, light, missing, section
from dashboard.components.tables import csv_link, html_table
from dashboard.pages.context import Context
from dashboard.pages.controls import Control, controls
from dashboard.reporting.monitoring import Monitoring, tables, words
from dashboard.reporting.monitoring.context import ContextLine
from dashboard.reporting.monitoring.data import MissingLine
from dashboard.reporting.monitoring.goals import GoalLine
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

#: Longer lists end in the number of what is left; the files hold all.
_MOST_LINES, _MOST_SERVED = 40, 12


def _actions(context: Context, table: Table) -> html.Div:
    return html.Div(csv_link(context.csv(table)), className="actions")


def _missing_title(line: MissingLine) -> str:
    what = tables.periods_words(line.periods) if line.kind == "value" else str(tables.MISSING_KINDS[line.kind])
    return f"{words.named(line.indicator)}: {what}"


def _missing_reason(line: MissingLine) -> str | None:
    if line.kind != "value":
        return None
    reason = ": ".join(part for part in (str(words.REASONS.get(line.reason or "", "")), line.note) if part)
    reason = f"{reason[:1].upper()}{reason[1:]}"
    if line.due_on is None:
        return reason or None
    due = _("The value was due on {day}.", day=formats.day(line.due_on))
    if len(line.periods) > 1:
        due = _("The values were due from {day} on.", day=formats.day(line.due_on))
    return f"{due} {reason}".rstrip()


def _since(line: MissingLine, control: html.A) -> list[Any]:
    if line.excused:
        return [_("excused")]
    return [words.since(line.days), " ", control] if line.days is not None else []


def _missing_item(line: MissingLine, control: html.A) -> html.Li:
    reason, supplier = _missing_reason(line), line.supplier
    who: list[Any] = [html.B(supplier.body)] if supplier.body else []
    if supplier.role:
        who.append(html.Small(supplier.role) if who else html.B(supplier.role))
    return html.Li(
        [
            html.Div([html.B(_missing_title(line)), html.Small(reason) if reason else ""]),
            html.Div(who or missing(_("no responsible body stated"))),
            html.Div(_since(line, control), className="since"),
        ]
    )


def missing_section(context: Context, report: Monitoring, table: Table) -> html.Section | None:
    """Who owes what; nothing at all where there are no control indicators."""
    if not report.rows:
        return None
    title = _("What is missing, and from whom")
    if not report.missing:
        return section("fehlt", title, html.P(_("No value that was due is missing."), className="sub"))
    owed = [line for line in report.missing if not line.excused]
    sub = None if owed else _("All that is missing is excused.")
    control = controls(context, table)
    items = [
        _missing_item(line, control(n, _missing_title(line))) for n, line in enumerate(report.missing[:_MOST_LINES])
    ]
    more = len(report.missing) - len(items)
    if more > 0:
        items.append(html.Li(ngettext("and {n} more in the data (CSV)", "and {n} more in the data (CSV)", more)))
    return section("fehlt", title, html.Ul(items, className="owed"), _actions(context, table), sub=sub)


def _goal_effect(line: GoalLine) -> list[Any]:
    total = len(line.indicators)
    if not total:
        return [light("grey")]
    coverage = ngettext(
        "{covered} of {n} indicator counts", "{covered} of {n} indicators count", total, covered=line.covered
    )
    if line.found.effect is None:
        return [light("grey"), html.Small(coverage)]
    return [html.B(formats.percent(line.found.effect, places=0), className="now"), html.Small(coverage)]


def _measure_links(context: Context, line: GoalLine) -> list[Any]:
    if not line.measures:
        return [missing(_("none stated"))]
    links = [html.A(m.code, href=context.address.measure(m.code), title=m.title) for m in line.measures]
    return [html.Span(links, className="codes")]


def _goal_row(context: Context, line: GoalLine, number: int, control: html.A) -> html.Tr:
    indicators: list[Any] = [
        html.Span(
            [html.Span(className=f"symbol {row.light}"), words.named(row.indicator)],
            className="served",
        )
        for row in line.indicators[:_MOST_SERVED]
    ] or [missing(_("none stated"))]
    if len(line.indicators) > _MOST_SERVED:
        indicators.append(html.Small(_("and {n} more", n=len(line.indicators) - _MOST_SERVED)))
    gaps = [missing(gap) for gap in tables.goal_gaps(line, number)]
    return html.Tr(
        [
            html.Th([html.B(line.goal.title), html.Small(line.goal.intended_effect), control], scope="row"),
            html.Td(_measure_links(context, line), **labelled(_("Measures"))),
            html.Td(indicators, **labelled(_("Control indicators")), className="codes-down"),
            html.Td(_goal_effect(line), **labelled(_("Effect"))),
            html.Td(gaps or "–", **labelled(_("What is missing")), className="codes-down"),
        ]
    )


def _goals_title(report: Monitoring) -> str:
    total, without = len(report.goals), sum(not line.indicators for line in report.goals)
    if without == total:
        return ngettext("The goal is not measured", "None of the {n} goals is measured", total)
    if without:
        return ngettext(
            "{n} of {total} goals is not measured", "{n} of {total} goals are not measured", without, total=total
        )
    return _("Every goal is measured")


def _goals_grid(context: Context, report: Monitoring, control: Control) -> html.Table:
    words_ = (_("Goal"), _("Measures"), _("Control indicators"), _("Effect"), _("What is missing"))
    head = html.Thead(html.Tr([html.Th(word, scope="col") for word in words_]))
    body = html.Tbody(
        [_goal_row(context, line, report.number, control(n, line.goal.title)) for n, line in enumerate(report.goals)]
    )
    return html.Table([head, body], className="blocks goals")


def _goals_list(report: Monitoring) -> html.Ul:
    """Goals of which nothing is measured: each with what is missing."""
    items = [
        html.Li(
            [
                html.B(line.goal.title),
                html.Small(line.goal.intended_effect),
                html.Small(missing(", ".join(tables.goal_gaps(line, report.number)))),
            ]
        )
        for line in report.goals
    ]
    return html.Ul(items, className="named")


def goals_section(context: Context, report: Monitoring, table: Table) -> html.Section | None:
    """From measures over indicators to goals."""
    if not report.goals:
        return None
    if not any(line.indicators for line in report.goals):
        return section("ziele", _goals_title(report), _goals_list(report), _actions(context, table))
    sub = _(
        "Effect: mean attainment of the target over the control indicators of a goal as of {day}, each with its last "
        "value that is still fresh and capped to 0 to 100 %; rated from a coverage of 60 % on.",
        day=formats.day(report.year.day),
    )
    return section(
        "ziele",
        _goals_title(report),
        _goals_grid(context, report, controls(context, table)),
        _actions(context, table),
        sub=sub,
    )


def _stated(line: ContextLine, before: bool) -> list[Any]:
    quantity = tables.stated_quantity(line.indicator, line.before if before else line.row)
    if quantity is not None:
        return [cells.quantity(quantity)]
    if before or line.gap is None:
        return [missing()]
    found: list[Any] = [missing(words.gap_word(line.gap))]
    last = tables.stated_quantity(line.indicator, line.last)
    if last is not None and line.last is not None:
        found.append(
            html.Small(
                _("last {value} ({period})", value=cells.quantity(last), period=formats.period(line.last.period))
            )
        )
    return found


def _quality(line: ContextLine) -> Any:
    """How the value was found; below a missing one what is said about it."""
    found = words.gap_details(line.gap) if line.gap else tables.quality_words(line)
    return found or missing()


def _context_row(line: ContextLine, heads: Sequence[str], control: html.A) -> html.Tr:
    note = line.row.note if line.row else None
    values = [
        html.Td(_stated(line, before=before), className="number", **labelled(head))
        for head, before in zip(heads, (False,) if len(heads) == 1 else (True, False), strict=True)
    ]
    return html.Tr(
        [
            html.Th([line.indicator.title, html.Small(line.indicator.unit), control], scope="row"),
            *values,
            html.Td([_quality(line), html.Small(note) if note else ""], **labelled(_("Quality"))),
            html.Td(line.source or missing(), **labelled(_("Source"))),
        ]
    )


def _context_grid(report: Monitoring, lines: Sequence[ContextLine], head: str, control: Control) -> html.Table:
    """Last year and this year; where only documents state single values, the value alone."""
    heads = [str(report.number)] if report.rows and report.known else [_("Value")]
    if any(line.before for line in lines):
        heads = [str(report.number - 1), str(report.number)]
    cols = [html.Th(text, scope="col", className="number") for text in heads]
    first = [html.Th(head, scope="col"), *cols, html.Th(_("Quality"), scope="col"), html.Th(_("Source"), scope="col")]
    body = [_context_row(line, heads, control(n, line.indicator.title)) for n, line in enumerate(lines)]
    return html.Table([html.Thead(html.Tr(first)), html.Tbody(body)], className="blocks context")


def context_section(context: Context, report: Monitoring, table: Table) -> html.Section:
    """What the town does not control."""
    title = _("What the town does not control: context indicators")
    sub = _("They help to place the figures. They have no target and change no light.")
    if not report.context:
        return section("kontext", title, html.P(missing(_("No context indicator is stated.")), className="sub"))
    return section(
        "kontext",
        title,
        _context_grid(report, report.context, _("Context indicator"), controls(context, table)),
        _actions(context, table),
        sub=sub,
    )


def multiplier_section(context: Context, report: Monitoring, table: Table) -> html.Section | None:
    """Counts by year, apart from any effect."""
    if not report.multiplier and not report.multiplier_indicators:
        return None
    parts: list[Any] = []
    if report.multiplier:
        parts += [html_table(table, context.why), _actions(context, table)]
    if report.multiplier_indicators:
        control = controls(context, tables.multiplier_indicators_table(report))
        parts.append(_context_grid(report, report.multiplier_indicators, _("Indicator"), control))
    sub = _("How far the strategy is taken up elsewhere. It is no effect in the town and is never added up.")
    return section("multiplikator", _("Multiplier effect, apart from the effect"), *parts, sub=sub)


def completeness_section(context: Context, report: Monitoring, table: Table) -> html.Section | None:
    """K and K_adj by field."""
    if not report.completeness or not report.total_completeness.due:
        return None
    share, word = report.total_completeness.share, words.completeness_word(report, report.total_completeness.share)
    title = _(
        "The data of {year} are {share} {word}", year=report.number, share=formats.percent(share, places=0), word=word
    )
    if share == 1:
        title = _("The data of {year} are complete", year=report.number)
    sub = _(
        "Values of the control indicators that were due by {day}, and how many of them are there. "
        "Excused is what was not collected, with a reason.",
        day=formats.day(report.assessment.state.as_of),
    )
    return section("vollstaendigkeit", title, html_table(table, context.why), _actions(context, table), sub=sub)


def sources_section(context: Context, report: Monitoring, table: Table) -> html.Section | None:
    """Data sources that the documents name."""
    if not report.data_sources:
        return None
    items = [html.Li([html.B(s.title), html.Small(s.text) if s.text else ""]) for s in report.data_sources]
    title = ngettext("The documents name {n} data source", "The documents name {n} data sources", len(items))
    return section("datenquellen", title, html.Ul(items, className="named"), _actions(context, table))


def named_only(context: Context, report: Monitoring, table: Table) -> html.Section:
    """Control indicators of which the documents give neither value nor target."""
    items = [
        html.Li(
            [
                html.B(words.named(row.indicator)),
                html.Small(row.indicator.what),
                html.Small(missing(_("no value and no target stated"))),
            ]
        )
        for row in report.rows
    ]
    return section(
        "kontrollindikatoren", _("Control indicators"), html.Ul(items, className="named"), _actions(context, table)
    )


def no_indicators(title: str) -> html.Section:
    """Instead of picture and rows, where the documents state no control indicator."""
    text = _("Without a baseline value, a target value and values by year nobody can see whether the strategy works.")
    return section("kontrollindikatoren", title, empty(_("No control indicator stated"), text, None))
