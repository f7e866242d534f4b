"""Where a measure stands, in one or two sentences."""

from __future__ import annotations

from dashboard.domain.assessment import MeasureAssessment, MilestoneAssessment
from dashboard.domain.lights import Thresholds
from dashboard.domain.state import StrategyState
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


def sentences(state: StrategyState, found: MeasureAssessment) -> tuple[str, str]:
    """The finding, and what else is to be known; the second may be empty."""
    if not found.active:
        return _not_running(state, found), ""
    if not state.monitored:
        return _documented(found), ""
    return _dates(found), " ".join(part for part in (_money(state, found), _effect(state, found)) if part)


def _not_running(state: StrategyState, found: MeasureAssessment) -> str:
    if found.status is None:
        return _("The documents name this measure; how it stands is not stated.")
    last, status = state.statuses_of[found.measure.code][-1], MEASURE_STATUS_WORDS[found.status]
    if found.status_since:
        words = _("The measure is {status} since {day}", status=status, day=formats.day(found.status_since))
    else:
        words = _("On {day} the measure is named as {status}", status=status, day=formats.day(last.valid_from))
    return f"{words}: {last.reason.rstrip('.')}." if last.reason else f"{words}."


def _documented(found: MeasureAssessment) -> str:
    following = found.next_milestone
    status = MEASURE_STATUS_WORDS[found.status or "adopted"]
    if following is None:
        return _("The measure is {status}; how far it is, the documents do not state.", status=status)
    return _(
        "“{title}” was planned for {day}; how it turned out, the documents do not state.",
        title=following.milestone.title,
        day=formats.stated_day(following.baseline),
    )


def _dates(found: MeasureAssessment) -> str:
    following = found.next_milestone
    if not found.milestones:
        return _("No milestone is stated for this measure.")
    if following is None:
        if any(m.is_open for m in found.milestones):
            return _("Its open milestones have no date.")
        if all(m.state == "dropped" for m in found.milestones):
            return _("All milestones were dropped; how the measure goes on is to be decided.")
        return _("All milestones are reached.")
    end = _end(found)
    return f"{_next(following)} {end}".strip()


def _next(following: MilestoneAssessment) -> str:
    title = following.milestone.title
    expected = formats.day(following.forecast.date.day if following.forecast else following.expected)
    if following.overdue:
        days = formats.days(following.overdue)
        if following.forecast and following.deviation and following.deviation > following.overdue:
            return _("“{title}” is {days} overdue and expected on {day}.", title=title, days=days, day=expected)
        return _("“{title}” is {days} overdue.", title=title, days=days)
    if following.deviation and following.deviation > 0:
        late = formats.days(following.deviation)
        return _("Next comes “{title}” on {day}, {days} later than planned.", title=title, day=expected, days=late)
    return _("Next comes “{title}” on {day}, as planned.", title=title, day=expected)


def _end(found: MeasureAssessment) -> str:
    """When the last open milestone is to be reached, where that is another one than the next."""
    still = [m for m in found.milestones if m.is_open and m.baseline and m.expected]
    last = max(still, key=lambda m: m.baseline.day if m.baseline else m.expected) if still else None  # type: ignore[return-value,arg-type]
    if last is None or last is found.next_milestone:
        return ""
    day = formats.day(last.expected)
    if last.deviation and last.deviation > 0:
        return _("The end is expected on {day}, {days} later than planned.", day=day, days=formats.days(last.deviation))
    return _("The end is expected on {day}, as planned.", day=day)


def _money(state: StrategyState, found: MeasureAssessment) -> str:
    if found.bac is None:
        return _("An adopted plan for its money is not stated.")
    if found.reading.exceeds_plan:
        return _("More is spent and ordered than planned.")
    if found.overrun is None:
        return ""
    if found.overrun <= Thresholds.of(state.thresholds).overrun_green:
        return _("The money is enough.")
    return _(
        "It will cost {forecast} instead of {plan}.",
        forecast=formats.short_money(found.cost_forecast),
        plan=formats.short_money(found.bac),
    )


def _effect(state: StrategyState, found: MeasureAssessment) -> str:
    if found.effect is None:
        return _("Its effect cannot be rated.")
    limits, share = Thresholds.of(state.thresholds), formats.percent(found.effect, places=0)
    if found.effect >= limits.effect_green:
        return _("The effect is on its path.")
    return _("The effect reaches {share} of the way that the path demands.", share=share)
