"""The overview: three numbers kept apart, measures by field and status, what to know about the data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain.assessment import Aggregate, Assessment, MeasureAssessment
from dashboard.domain.columns import different
from dashboard.domain.model import Strategy
from dashboard.domain.values import half_up
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.own_milestones import counts, own_milestones
from dashboard.reporting.status import STATUSES
from dashboard.reporting.strategies import stated_amount
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import overview as why
from dashboard.reporting.why.explained import Explained
from dashboard.reporting.why.pieces import of_shown
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext

#: A status report older than this says little about today (D14, SP15).
FRESH_REPORT_DAYS = 180
#: Completeness of the values due that is called complete, and patchy (D12, dimension Daten).
COMPLETE, PATCHY = Fraction(9, 10), Fraction(7, 10)
#: Fewer percentage points behind the plan than this is "on plan" in words.
_NEAR = Fraction(2, 100)


@dataclass(frozen=True, slots=True)
class Effect:
    """How the control indicators stand on their paths; `mean` is over the capped attainments of the rated ones."""

    mean: Fraction | None
    rated: int
    on_path: int
    below: int
    missing: int

    @property
    def total(self) -> int:
        return self.on_path + self.below + self.missing


def effect(assessment: Assessment) -> Effect:
    """All control indicators of the strategy, each once; those without a fresh path attainment count as missing."""
    controls = [found for found in assessment.indicators.values() if found.indicator.role == "control"]
    rated = [found.path_attainment for found in controls if found.light != "grey" and found.path_attainment is not None]
    capped = [min(max(value, Fraction(0)), Fraction(1)) for value in rated]
    on_path = sum(1 for found in controls if found.light == "green")
    return Effect(
        mean=sum(capped, Fraction(0)) / len(capped) if capped else None,
        rated=len(rated),
        on_path=on_path,
        below=len(rated) - on_path,
        missing=len(controls) - len(rated),
    )


def begins(strategy: Strategy) -> dt.date | None:
    """The first day of the strategy's period."""
    if strategy.valid_from is None:
        return None
    # A year stated as beginning is meant from its first day on, though its stated day is its last.
    is_year = strategy.valid_from.precision == "year"
    return dt.date(strategy.valid_from.day.year, 1, 1) if is_year else strategy.valid_from.day


def elapsed(assessment: Assessment) -> Fraction | None:
    """Share of the strategy's period that has passed on the key date, which counts whole."""
    strategy, as_of = assessment.state.strategy, assessment.state.as_of
    first = begins(strategy)
    if first is None or strategy.valid_to is None:
        return None
    last = strategy.valid_to.day
    days = (last - first).days + 1
    return min(max(Fraction((as_of - first).days + 1, days), Fraction(0)), Fraction(1)) if days > 0 else None


def active(assessment: Assessment) -> list[MeasureAssessment]:
    return [found for found in assessment.measures.values() if found.active]


def heading(assessment: Assessment) -> str:
    """Pace and counts in one sentence; for a strategy of which only documents speak, what they name."""
    running, total = active(assessment), assessment.strategy
    if not running or not assessment.state.monitored:
        return _stated_heading(assessment)
    on_plan = sum(found.lights.overall == "green" for found in running)
    critical = sum(found.lights.overall == "red" for found in running)
    pace = _("The strategy moves on")
    if total.progress is not None and total.planned is not None:
        behind = total.planned - total.progress
        pace = (
            _("The strategy moves on, but more slowly than planned")
            if behind > _NEAR
            else _("The strategy runs to plan")
        )
        if total.progress == 0 and behind > _NEAR:
            pace = _("The strategy does not move on")
    counts = ngettext(
        "{on_plan} of {n} running measure is on plan",
        "{on_plan} of {n} running measures are on plan",
        len(running),
        on_plan=on_plan,
    )
    worst = ngettext("{n} is critical", "{n} are critical", critical) if critical else _("none is critical")
    return f"{pace}: {counts}, {worst}."


def _stated_heading(assessment: Assessment) -> str:
    state = assessment.state
    fields = sum(1 for field in state.fields if field.kind == "field")
    goals = sum(1 for goal in state.goals if goal.kind == "goal")
    parts = []
    if goals:
        parts.append(ngettext("{n} goal", "{n} goals", goals))
    if fields:
        parts.append(ngettext("{n} field of action", "{n} fields of action", fields))
    if state.measures:
        parts.append(ngettext("{n} measure", "{n} measures", len(state.measures)))
    named = _(" and ").join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    if not named:
        return _("The documents describe the strategy; they state no progress.")
    return _("The documents name {named}; how far these are, they do not state.", named=named)


def lead(assessment: Assessment) -> str:
    """Time gone, the field furthest behind, the fields where all runs to plan."""
    sentences = []
    share = elapsed(assessment)
    if share is not None:
        sentences.append(_("{share} of the period have passed.", share=formats.percent(share, places=0)))
    if assessment.state.monitored:
        sentences += _best_and_worst(assessment)
    summary = assessment.state.strategy.summary
    return " ".join(sentences) if sentences or not summary else summary


def _behind(found: Aggregate) -> Fraction | None:
    return None if found.progress is None or found.planned is None else found.planned - found.progress


def _best_and_worst(assessment: Assessment) -> list[str]:
    title = {field.code: field.title for field in assessment.state.fields}
    lags = {code: lag for code, found in assessment.fields.items() if (lag := _behind(found)) is not None}
    sentences = []
    if lags and max(lags.values()) > _NEAR:
        worst = max(lags, key=lambda code: lags[code])
        sentences.append(_("Furthest behind its plan is {field}.", field=title[worst]))
    green = [title[code] for code, found in assessment.fields.items() if found.light == "green"]
    if green:
        sentences.append(_("All runs to plan in {fields}.", fields=_(" and ").join(green)))
    return sentences


def matrix(assessment: Assessment) -> list[tuple[str | None, dict[str, list[MeasureAssessment]]]]:
    """For each field its measures by light, last (None) those without a field; without a light they stand in no cell."""
    rows: list[tuple[str | None, dict[str, list[MeasureAssessment]]]] = []
    for code in (*assessment.fields, None):
        cells: dict[str, list[MeasureAssessment]] = {status.light: [] for status in STATUSES}
        for found in assessment.measures.values():
            if found.field == code and found.lights.overall:
                cells[found.lights.overall].append(found)
        if code is not None or any(cells.values()):
            rows.append((code, cells))
    return rows


def field_table(assessment: Assessment) -> Table:
    """Fields with their light and the number of measures by light."""
    title = {field.code: field.title for field in assessment.state.fields}
    columns = (
        Column("field", _l("Field of action"), "code"),
        Column("title", _l("Title")),
        *(Column(status.slug, status.word, "count") for status in STATUSES),
        Column("light", _l("Light of the field"), "light"),
        Column("reached", _l("Reached"), "share"),
        Column("planned", _l("Planned"), "share"),
        Column("spent", _l("Spent"), "money"),
        Column("plan", _l("Finance plan"), "money"),
    )
    rows = [
        (
            code,
            title[code],
            *(found.distribution.get(status.light, 0) for status in STATUSES),
            found.light,
            found.progress if assessment.state.monitored else None,
            found.planned,
            found.spent,
            found.bac,
        )
        for code, found in assessment.fields.items()
    ]
    codes = list(assessment.fields)
    title_words = _l("Measures by field of action and status")
    explain = of_shown(columns, rows, lambda place: why.field(assessment, codes[place]))
    return Table("handlungsfelder", title_words, columns, rows, why=explain)


#: What the three numbers are called in addresses.
MILESTONES, MONEY, EFFECT = NUMBERS = ("meilensteine", "geld", "wirkung")


def numbers_table(assessment: Assessment) -> Table:
    """The three numbers: reached, spent, effect, each with its plan; where one is missing, what documents state instead."""
    total, found, scope = assessment.strategy, effect(assessment), Scope(assessment)
    state, reached = assessment.state, total.progress if assessment.state.monitored else None
    columns = (
        Column("number", _l("Number")),
        Column("value", _l("Value"), "share"),
        Column("plan", _l("Plan"), "share"),
        Column("spent", _l("Spent"), "money"),
        Column("finance_plan", _l("Finance plan"), "money"),
        Column("stated", _l("Amount stated"), "stated_money", optional=True),
        Column("own_milestones", _l("Milestones of the strategy"), "count", optional=True),
        Column("own_reached", _l("of them reached"), "count", optional=True),
    )
    amount = stated_amount(assessment) if total.spent_share is None else None
    own_found = own_milestones(assessment) if reached is None else []
    own_reached, own = counts(own_found)
    rows = [
        (_("Milestones"), reached, total.planned, None, None, None, own or None, own_reached if own else None),
        (_("Money"), total.spent_share, scope.planned_share, total.ac, total.bac, amount and amount.amount, None, None),
        (_("Effect"), found.mean, None, None, None, None, None, None),
    ]
    title, keys = _l("Three numbers, three questions"), [(name,) for name in NUMBERS]

    def explained(place: int) -> Sequence[Explained]:
        figures = list(why.number(assessment, place))
        if place == 0:
            figures += why.own_milestones(state, own_found)
        elif place == 1 and amount:
            figures.append(why.stated_instead(state, amount.amount, amount.origin))
        return figures

    explain = of_shown(columns, rows, explained)
    return Table("drei-zahlen", title, columns, rows, keys=keys, why=explain)


@dataclass(frozen=True, slots=True)
class Reliability:
    """How much of what should be known is known."""

    due: int
    approved: int
    running: int
    fresh_reports: int
    dated: int
    postings_to: dt.date | None

    @property
    def completeness(self) -> Fraction | None:
        return Fraction(self.approved, self.due) if self.due else None


def reliability(assessment: Assessment) -> Reliability:
    """Values due and present, fresh status reports and dated milestones of the running measures."""
    state, running = assessment.state, active(assessment)
    reports: dict[str, dt.date] = {}
    for report in state.status_reports:
        reports[report.measure] = max(report.report_date, reports.get(report.measure, report.report_date))
    controls = [found for found in assessment.indicators.values() if found.indicator.role == "control"]
    limit = state.as_of - dt.timedelta(days=FRESH_REPORT_DAYS)
    return Reliability(
        due=sum(found.due for found in controls),
        approved=sum(found.approved for found in controls),
        running=len(running),
        fresh_reports=sum(reports.get(found.measure.code, dt.date.min) >= limit for found in running),
        dated=sum(any(m.baseline for m in found.milestones) for found in running),
        postings_to=max(different(state.postings, "month"), default=None),
    )


def month_end(month: dt.date) -> dt.date:
    """The last day of a month."""
    return (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def whole_points(share: Fraction) -> str:
    """A difference of shares as whole percentage points, without its sign."""
    return formats.number(abs(half_up(share * 100)))
