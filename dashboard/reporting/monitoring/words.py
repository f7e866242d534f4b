"""The sentences and words of the monitoring: findings, tendencies, why a number is not there."""

from __future__ import annotations

from fractions import Fraction

from dashboard.domain.assessment import IndicatorAssessment
from dashboard.domain.attainment import PATH_DIRECTIONS
from dashboard.domain.lights import data_light
from dashboard.domain.model import Indicator, IndicatorValue
from dashboard.domain.values import StatedNumber
from dashboard.reporting.monitoring.report import Counts, Monitoring
from dashboard.reporting.monitoring.rows import Gap, IndicatorYear
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext

LEVELS = {"input": _l("input"), "output": _l("output"), "outcome": _l("outcome"), "impact": _l("impact")}
QUALITIES = {"measured": _l("measured"), "estimated": _l("estimated"), "provisional": _l("provisional")}
RHYTHMS = {
    "month": _l("monthly"),
    "quarter": _l("every quarter"),
    "halfyear": _l("every half-year"),
    "year": _l("yearly"),
    "once": _l("once"),
}
TENDENCIES = {"improving": _l("is improving"), "stable": _l("unchanged"), "worsening": _l("is worsening")}
REASONS = {
    "not_yet": _l("not there yet"),
    "not_collected": _l("not collected"),
    "no_data_from_source": _l("the source gives no value"),
    "not_applicable": _l("does not apply"),
    "protected": _l("under 5 – protected"),
    "due_later": _l("not yet due"),
}
#: Words for completeness; the words of the lights are kept for measures and indicators.
_DATA_WORDS = {"green": _l("complete"), "yellow": _l("with gaps"), "red": _l("insufficient"), "grey": _l("nothing due")}
_YEAR_DAYS = 365


def named(indicator: Indicator) -> str:
    """Code and title; a code that only repeats the title's words is left out."""
    return indicator.title if indicator.code.islower() else f"{indicator.code} {indicator.title}"


def heading(report: Monitoring) -> str:
    """The finding of the page in one or two sentences."""
    counts = report.counts
    if counts.total == 0:
        return _("No control indicator is stated.")
    if not report.known and report.years:
        return _("For {year} nothing is known yet.", year=report.number)
    if counts.rated == 0:
        return _unrated_heading(report)
    if counts.on_path:
        first = ngettext(
            "{n} of {total} control indicators is on its target path",
            "{n} of {total} control indicators are on their target path",
            counts.on_path,
            total=counts.total,
        )
    else:
        first = ngettext(
            "The control indicator is not on its target path",
            "None of the {n} control indicators is on its target path",
            counts.total,
        )
    if counts.near:
        first += ", " + _("{n} just below", n=counts.near)
    if counts.far:
        first += ", " + _("{n} far below", n=counts.far)
    if counts.without_value:
        return f"{first}. " + ngettext("For {n} there is no value.", "For {n} there is no value.", counts.without_value)
    return f"{first}."


def _unrated_heading(report: Monitoring) -> str:
    counts, without_target = report.counts, sum(row.found.target is None for row in report.rows)
    if without_target == counts.total:
        return ngettext(
            "{n} control indicator is named, without a target value.",
            "{n} control indicators are named, none with a target value.",
            counts.total,
        )
    return ngettext(
        "The control indicator cannot be rated for {year}.",
        "None of the {n} control indicators can be rated for {year}.",
        counts.total,
        year=report.number,
    )


def lead(report: Monitoring) -> str:
    """Last year's counts and what is furthest from its path."""
    parts = []
    before = report.counts_before
    if before and before.rated:
        parts.append(
            _(
                "In {year} it was {on} on the path, {near} just below, {far} far below and {none} without a rating.",
                year=report.number - 1,
                on=before.on_path,
                near=before.near,
                far=before.far,
                none=before.without_value + before.unrated,
            )
        )
    furthest = min((row for row in report.rows if row.light == "red"), key=_attained, default=None)
    if furthest:
        worst = f"{furthest.indicator.title} ({formats.percent(furthest.path_attainment, places=0)})"
        parts.append(_("Furthest from the path: {names}.", names=worst))
    return " ".join(parts) or _stated(report)


def unrated(report: Monitoring) -> str | None:
    """How many are left out of the picture though they have a value; those without one stand in the heading."""
    n = report.counts.unrated
    return ngettext("{n} has a value, but cannot be rated.", "{n} have a value, but cannot be rated.", n) if n else None


def _stated(report: Monitoring) -> str:
    """For a strategy without rated indicators: what its documents name instead."""
    parts = []
    if report.context:
        parts.append(ngettext("{n} context value", "{n} context values", len(report.context)))
    if report.data_sources:
        parts.append(ngettext("{n} data source", "{n} data sources", len(report.data_sources)))
    if not parts:
        return _("A control indicator needs a baseline value, a target value and a value for each year.")
    return _("The documents name {things}.", things=f" {_('and')} ".join(parts))


def _attained(row: IndicatorYear) -> Fraction:
    return row.path_attainment if row.path_attainment is not None else Fraction(0)


def picture_heading(counts: Counts) -> str:
    """The sentence over the picture of all indicators."""
    if counts.far:
        return ngettext(
            "{n} indicator is far from its way to the target",
            "{n} indicators are far from their way to the target",
            counts.far,
        )
    if counts.near:
        return ngettext(
            "{n} indicator is just below its way to the target",
            "{n} indicators are just below their way to the target",
            counts.near,
        )
    return _("Every rated indicator is on its way to the target")


def data_words(report: Monitoring) -> str:
    """How complete the data of the year are, and how sure."""
    found = report.total_completeness
    parts: list[str] = []
    if not report.known:
        return ""
    if found.due:
        parts.append(
            _(
                "{there} of {due} values due are there ({share}).",
                there=formats.number(found.approved),
                due=formats.number(found.due),
                share=formats.percent(found.share, places=0),
            )
        )
    elif any(row.found.target is not None for row in report.rows):
        parts.append(_("No value of {year} is due yet.", year=report.number))
    for quality in ("provisional", "estimated"):
        n = sum(row.row is not None and row.row.quality == quality for row in report.rows)
        if n and quality == "provisional":
            parts.append(ngettext("{n} is provisional.", "{n} are provisional.", n))
        elif n:
            parts.append(ngettext("{n} is estimated.", "{n} are estimated.", n))
    if report.year.running and report.rows and report.known and report.assessment.state.monitored:
        parts.append(_("The year is still running."))
    return " ".join(parts)


def completeness_word(report: Monitoring, share: Fraction | None) -> str:
    return str(_DATA_WORDS[data_light(share, report.limits)])


def gap_word(gap: Gap) -> str:
    """The word in the place of a number."""
    return str(REASONS.get(gap.reason, "")) or _("not stated")


def value_notes(row: IndicatorValue) -> list[str]:
    """What to know of one value: its period where it is no whole year, how sure it is, whom it is counted by."""
    found = [] if row.period.days >= _YEAR_DAYS else [formats.period(row.period)]
    if row.quality in ("provisional", "estimated"):
        found.append(str(QUALITIES[row.quality]))
    if row.base_year:
        found.append(_("reference population {year}", year=row.base_year))
    return found


def quality_word(row: IndicatorValue | None) -> str | None:
    """How a value was found; None where it is not stated."""
    return str(QUALITIES[row.quality]) if row is not None and row.quality else None


def since(days: int) -> str:
    """For how long something is missing."""
    return ngettext("missing for {n} day", "missing for {n} days", days)


def gap_details(gap: Gap) -> str | None:
    """The reason and since when, below the word."""
    parts = [gap.note] if gap.note else []
    if gap.reason == "due_later" and gap.due_on:
        parts.append(_("due on {day}", day=formats.day(gap.due_on)))
    elif gap.days is not None and not gap.excused and gap.reason != "protected":
        parts.append(since(gap.days))
    return ", ".join(parts) or None


def aim(found: IndicatorAssessment) -> str | None:
    """The target of an indicator without a path in words: hold 100 ± 5, at least 90, from 40 to 60."""
    target, indicator = found.target, found.indicator
    if target is None or indicator.direction in PATH_DIRECTIONS:
        return None

    def shown(value) -> str:
        return formats.number(value, indicator.decimals)

    if indicator.direction == "range":
        return _("{low} to {high}", low=shown(target.lower), high=shown(target.upper))
    if indicator.direction == "min":
        return _("at least {value}", value=shown(target.target_value))
    if indicator.direction == "max":
        return _("at most {value}", value=shown(target.target_value))
    return (
        f"{shown(target.target_value)} ± {shown(target.tolerance)}" if target.tolerance else shown(target.target_value)
    )


def tendency(row: IndicatorYear) -> tuple[str | None, str | None]:
    """Where it is heading, and whether that reaches the target; None where nothing can be said."""
    found = row.found
    if row.value is None or found.tendency is None or found.target is None:
        return None, None
    year = found.target.target_year
    if found.reaches_target is None:
        reached = found.attainment is not None and found.attainment >= 1
        outlook = _("target {year} reached", year=year) if reached else _("target {year} not reached", year=year)
    else:
        outlook = (
            _("target {year} in reach", year=year)
            if found.reaches_target
            else _("does not reach it by {year}", year=year)
        )
    return str(TENDENCIES[found.tendency]), outlook


def no_tendency(row: IndicatorYear) -> str:
    """Why nothing can be said about where it is heading (D10)."""
    if row.value is None:
        return _("no value")
    if row.found.target is None:
        return _("no target value stated")
    if row.indicator.direction not in PATH_DIRECTIONS:
        return _("not for this kind of target")
    return _("too few values")


def notes(row: IndicatorYear) -> list[str]:
    """What to know before comparing: counted in other terms, measured against another target."""
    found = []
    for definition in row.breaks:
        day = formats.day(definition.valid_from)
        if definition.rebase_factor is None:
            found.append(_("series break on {day}: new definition, earlier values do not compare", day=day))
        else:
            factor = formats.stated_number(StatedNumber(definition.rebase_factor))
            found.append(_("new definition on {day}, earlier values drawn times {factor}", day=day, factor=factor))
    earlier = row.earlier_target
    if earlier is not None and row.found.target is not None and row.target_since is not None:
        text = _(
            "target version {version} since {day}", version=row.found.target.version, day=formats.day(row.target_since)
        )
        if earlier.path_attainment is not None:
            text += " " + _("(by the one before {share})", share=formats.percent(earlier.path_attainment, places=0))
        found.append(text)
    return found
