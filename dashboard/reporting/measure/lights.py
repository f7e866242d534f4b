"""The five lights of a measure: what each is read from, and where its limits lie (D12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.domain.assessment import MeasureAssessment
from dashboard.domain.lights import Thresholds
from dashboard.domain.state import StrategyState
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import measure_lights as why
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


class Dimension(NamedTuple):
    """A light with the words that it is read from, and its rule."""

    name: str
    label: str
    light: str | None
    reading: str
    rule: str


def dimensions(state: StrategyState, found: MeasureAssessment) -> list[Dimension]:
    """The overall light first. A measure that is not carried out has that one alone: its state decides."""
    if not found.active:
        return [Dimension("overall", _("Overall"), found.lights.overall, _resting(found), "")]
    limits, lights = Thresholds.of(state.thresholds), found.lights
    return [
        Dimension(
            "overall", _("Overall"), lights.overall, _("the worse of schedule and budget"),
            _("Red effect makes it yellow at least."),
        ),
        Dimension("schedule", _("Schedule"), lights.schedule, _schedule(found), _schedule_rule(limits)),
        Dimension("budget", _("Spending"), lights.budget, _budget(found), _budget_rule(limits)),
        Dimension(
            "effect", _("Effect"), lights.effect, _effect(found),
            _share_rule(limits.effect_green, limits.effect_yellow),
        ),
        Dimension("data", _("Data"), lights.data, _data(found), _share_rule(limits.data_green, limits.data_yellow)),
    ]  # fmt: skip


def _resting(found: MeasureAssessment) -> str:
    if found.status is None:
        return _("No status is stated, and without one there is no light.")
    word = str(MEASURE_STATUS_WORDS[found.status])
    if found.lights.overall is None:
        return _("The measure is {status}; such measures are not rated.", status=word)
    return _("The measure is {status}; its dates and money are no longer rated.", status=word)


def _schedule(found: MeasureAssessment) -> str:
    read = found.reading
    if read.overdue is None or read.slip is None:
        return _("no milestone with a date")
    parts = [_("{days} overdue", days=formats.days(read.overdue)) if read.overdue else _("nothing overdue")]
    if read.slip:
        parts.append(_("last milestone {days} late", days=formats.days(read.slip)))
    if read.duty_missed:
        parts.append(_("a date owed to the funder is missed"))
    return ", ".join(parts)


def _schedule_rule(limits: Thresholds) -> str:
    return _(
        "Green up to {a} days overdue and {b} days slip, yellow up to {c} and {d}.",
        a=int(limits.overdue_green),
        b=int(limits.slip_green),
        c=int(limits.overdue_yellow),
        d=int(limits.slip_yellow),
    )


def _budget(found: MeasureAssessment) -> str:
    if found.bac is None:
        return _("no adopted plan")
    if found.reading.exceeds_plan:
        return _("more is spent and ordered than planned")
    if found.overrun is None:
        return _("no cost forecast")
    return _(
        "forecast {forecast} of {plan} ({percent})",
        forecast=formats.short_money(found.cost_forecast),
        plan=formats.short_money(found.bac),
        percent=formats.percent(found.overrun, signed=True),
    )


def _budget_rule(limits: Thresholds) -> str:
    return _(
        "Green up to {a} above the plan, yellow up to {b}.",
        a=formats.percent(limits.overrun_green, places=0),
        b=formats.percent(limits.overrun_yellow, places=0),
    )


def _effect(found: MeasureAssessment) -> str:
    if found.effect is None:
        return _("no fresh value on a target path")
    return _("{share} of the way that the path demands", share=formats.percent(found.effect, places=0))


def _data(found: MeasureAssessment) -> str:
    if not found.data_due:
        return _("no value due")
    return _("{n} of {due} due values are there", n=found.data_approved, due=found.data_due)


def _share_rule(green: Any, yellow: Any) -> str:
    return _(
        "Green from {a}, yellow from {b}.", a=formats.percent(green, places=0), b=formats.percent(yellow, places=0)
    )


def table(state: StrategyState, found: MeasureAssessment) -> Table:
    """One row a light."""
    columns = (
        Column("dimension", _l("Light of")),
        Column("light", _l("Light"), "light", optional=True),
        Column("reading", _l("Read from")),
        Column("rule", _l("Rule"), optional=True),
    )
    rows: Sequence[Dimension] = dimensions(state, found)
    return Table(
        "ampeln",
        _l("Lights"),
        columns,
        [(row.label, row.light, row.reading, row.rule or None) for row in rows],
        why=lambda place: why.row(state, found, rows[place].name) if rows[place].light else (),
    )
