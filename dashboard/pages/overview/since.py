"""What has changed since the last key date: how many measures, which, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.pieces import light, missing, section, why
from dashboard.components.tables import as_table, csv_link
from dashboard.domain.assessment import Aggregate, MeasureAssessment
from dashboard.pages.context import Context
from dashboard.reporting import comparison_words as words
from dashboard.reporting.comparison import KINDS, STILL, Change, Comparison, Kind, compare, key_date_before
from dashboard.reporting.table import Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

#: Measures named at once of each kind of change; the others unfold, or stand in the data where they are too many.
_SHOWN, _MOST = 6, 36
#: A longer table is not carried by the page; the file has it.
_MOST_ROWS = 200


def _obstacle(context: Context) -> str | None:
    return words.obstacle(context.assessment, key_date_before(context.state.as_of))


def _comparison(context: Context) -> Comparison | None:
    """None where there is nothing to compare, or no measure at all."""
    if context.earlier is None or not context.state.measures or _obstacle(context):
        return None
    return compare(context.earlier(), context.assessment, context.selection)


def since_tables(context: Context) -> list[Table]:
    """Every measure, and the totals, before and now."""
    found = _comparison(context)
    return [words.measure_table(found), words.total_table(found)] if found else []


def _standing(found: MeasureAssessment | None) -> Any:
    """The light with its word; a measure that is not being carried out is named by its status."""
    overall = found.lights.overall if found else None
    word = words.life_word(found)
    if overall is None:
        return html.Span(word)
    return light(overall, word=f"{word[0].upper()}{word[1:]}" if overall in ("done", "resting") else None)


def _item(context: Context, change: Change) -> html.Li:
    measure = change.now.measure
    return html.Li(
        [
            html.A(f"{measure.code} {measure.title}", href=context.address.measure(measure.code)),
            html.Span([_standing(change.before), " → ", _standing(change.now)], className="turn"),
        ]
    )


def _names(context: Context, changes: Sequence[Change]) -> list[Any]:
    parts: list[Any] = [html.Ul([_item(context, change) for change in changes[:_SHOWN]])]
    rest = changes[_SHOWN:]
    if len(changes) > _MOST:
        parts.append(html.P(_("{n} more stand in the data (CSV).", n=formats.number(len(rest))), className="note"))
    elif rest:
        more = html.Summary(ngettext("{n} more", "{n} more", len(rest)))
        parts.append(html.Details([more, html.Ul([_item(context, change) for change in rest])]))
    return parts


def _kind(context: Context, kind: Kind, changes: Sequence[Change]) -> html.Li:
    parts: list[Any] = [html.H3([html.Strong(formats.number(len(changes))), f" {kind.word}"])]
    if kind.name not in STILL:
        return html.Li([*parts, *_names(context, changes)])
    critical = [change for change in changes if change.now.lights.overall == "red"]
    if critical:
        parts += [html.P(ngettext("of which {n} is still critical", "of which {n} are still critical", len(critical)))]
        parts += _names(context, critical)
    return html.Li(parts)


def _from_to(before: str | None, now: str | None, added: str | None, control: html.A) -> html.Dd:
    if before is None and now is None:
        return html.Dd(missing())
    words = [before or missing(), " → ", now or missing(), f" ({added})" if before and now else ""]
    return html.Dd([*words, " ", control])


def _share(total: Aggregate) -> str | None:
    return None if total.progress is None else formats.percent(total.progress)


def _spent(total: Aggregate) -> str | None:
    return None if total.spent is None else formats.short_money(total.spent)


def _totals(context: Context, found: Comparison) -> html.Dl | None:
    both = words.totals(found)
    if both is None:
        return None
    before, now = both
    points = formats.points(words.difference(before.progress, now.progress))
    added = formats.short_money(words.difference(before.spent, now.spent), signed=True)
    table, milestones, money = words.total_table(found), _("Milestones reached"), _("Money spent on all measures")
    return html.Dl(
        [
            html.Dt(milestones),
            _from_to(_share(before), _share(now), points, why(context.why(table, 0), milestones)),
            html.Dt(money),
            _from_to(_spent(before), _spent(now), added, why(context.why(table, 1), money)),
        ],
        className="facts",
    )


def _filtered(context: Context, found: Comparison) -> html.P | None:
    """Other parts of the page show all measures, so a filter out of the address is named."""
    if not context.selection.is_set:
        return None
    text = ngettext(
        "The filter leaves {n} of {total} measures.",
        "The filter leaves {n} of {total} measures.",
        len(found.changes),
        total=formats.number(len(context.assessment.measures)),
    )
    everything = context.address.href(handlungsfeld=None, gruppe=None, status=None)
    return html.P([text, " ", html.A(_("Compare all measures"), href=everything)], className="note")


def since(context: Context) -> list[html.Section]:
    """The section; nothing for a strategy without measures."""
    found = _comparison(context)
    if found is None:
        reason = _obstacle(context) if context.state.measures else None
        title = _("Nothing to compare with an earlier evaluation")
        return [section("veraenderung", title, html.P(reason, className="sub"))] if reason else []
    kinds = [(kind, found.by_kind[kind.name]) for kind in KINDS if found.by_kind[kind.name]]
    table = words.measure_table(found)
    parts = [
        _filtered(context, found),
        _totals(context, found),
        html.Ul([_kind(context, kind, changes) for kind, changes in kinds], className="changes"),
        html.Div(csv_link(context.csv(table)), className="actions"),
        as_table(table, why=context.why) if len(table.rows) <= _MOST_ROWS else None,
    ]
    shown = [part for part in parts if part is not None]
    return [section("veraenderung", words.heading(found), *shown, sub=words.what_is_compared(found))]
