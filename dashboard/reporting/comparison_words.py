"""What is said of a comparison with the last key date: sentences, and the same as tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from dashboard.domain.assessment import Aggregate, Assessment, MeasureAssessment
from dashboard.reporting.comparison import KINDS, Comparison
from dashboard.reporting.overview import begins
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import comparison as why
from dashboard.reporting.why.explained import Explained
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext


def obstacle(assessment: Assessment, day: dt.date) -> str | None:
    """Why the strategy cannot be compared with that day; None where it can."""
    if not assessment.state.monitored:
        return _("The documents do not report how the measures went on, so there is nothing to compare.")
    first = begins(assessment.state.strategy)
    if first and first > day:
        return _(
            "The strategy began on {first}, after the last key date of a year ({day}).",
            first=formats.day(first),
            day=formats.day(day),
        )
    return None


def heading(found: Comparison) -> str:
    """How many measures have become worse and better."""
    worse, better, day = found.count("worse"), found.count("better"), formats.day(found.day)
    if worse and better:
        return ngettext(
            "Since {day}, {n} measure has become worse and {better} better.",
            "Since {day}, {n} measures have become worse and {better} better.",
            worse,
            day=day,
            better=better,
        )
    if worse:
        return ngettext(
            "Since {day}, {n} measure has become worse and none better.",
            "Since {day}, {n} measures have become worse and none better.",
            worse,
            day=day,
        )
    if better:
        return ngettext(
            "Since {day}, {n} measure has become better and none worse.",
            "Since {day}, {n} measures have become better and none worse.",
            better,
            day=day,
        )
    if found.is_still:
        return _("Since {day}, no measure has changed its light.", day=day)
    return _("Since {day}, no measure has become worse or better.", day=day)


def what_is_compared(found: Comparison) -> str:
    """Which days, and what was known of them."""
    state = found.now.state
    days = {"day": formats.day(found.day), "as_of": formats.day(state.as_of)}
    # Only a strategy that says when it is evaluated has a key date of its evaluation.
    compared = (
        _("Compared are {day}, key date of the yearly evaluation, and {as_of}.", **days)
        if state.strategy.eval_quarter
        else _("Compared are {day}, the last end of a year, and {as_of}.", **days)
    )
    known = (
        _("Both days stand as they are known today, for no evaluation has been frozen yet.")
        if state.known_on is None
        else _(
            "Both days stand as they were known on {known_on}, for no evaluation has been frozen yet.",
            known_on=formats.day(state.known_on),
        )
    )
    return f"{compared} {known}"


def life_word(found: MeasureAssessment | None) -> str:
    """The word for the life cycle of a measure on a day."""
    if found is None or found.status is None:
        return _("not yet decided")
    return str(MEASURE_STATUS_WORDS[found.status])


def difference(before: Fraction | int | None, now: Fraction | int | None) -> Fraction | int | None:
    """What was added; None where one of both is not stated."""
    return None if before is None or now is None else now - before


def measure_table(found: Comparison) -> Table:
    """One row a measure, by kind of change, worst first."""
    columns = (
        Column("code", _l("Code"), "code"),
        Column("measure", _l("Measure")),
        Column("change", _l("Change")),
        Column("light_before", _l("Light before"), "light", optional=True),
        Column("light_now", _l("Light now"), "light", optional=True),
        Column("status_before", _l("Status before")),
        Column("status_now", _l("Status now")),
        Column("reached_before", _l("Reached before"), "share"),
        Column("reached_now", _l("Reached now"), "share"),
        Column("spent_before", _l("Spent before"), "money"),
        Column("spent_now", _l("Spent now"), "money"),
    )
    pairs = [(kind, change) for kind in KINDS for change in found.by_kind[kind.name]]
    rows = [
        (
            change.now.measure.code,
            change.now.measure.title,
            str(kind.word),
            change.before.lights.overall if change.before else None,
            change.now.lights.overall,
            life_word(change.before),
            life_word(change.now),
            change.before.progress if change.before else None,
            change.now.progress,
            change.before.ac if change.before else None,
            change.now.ac,
        )
        for kind, change in pairs
    ]
    return Table(
        "veraenderung",
        _l("Measures on the last key date and now"),
        columns,
        rows,
        note=what_is_compared(found),
        why=lambda place: why.measure(found, pairs[place][1]),
    )


def totals(found: Comparison) -> tuple[Aggregate, Aggregate] | None:
    """The figures of all that is shown, before and now; None where a part is shown that has none of its own."""
    before, now = found.total_before, found.total_now
    return (before, now) if before and now else None


def total_table(found: Comparison) -> Table:
    """Milestones reached and money spent, before and now."""
    columns = (
        Column("number", _l("Number")),
        Column("before", _l("Before"), "share", optional=True),
        Column("now", _l("Now"), "share", optional=True),
        Column("difference", _l("Difference"), "points", optional=True),
        Column("spent_before", _l("Spent before"), "money", optional=True),
        Column("spent_now", _l("Spent now"), "money", optional=True),
        Column("spent_since", _l("Spent since"), "money", optional=True),
    )
    both = totals(found)
    rows: list[tuple] = []
    if both:
        before, now = both
        reached, spent = (before.progress, now.progress), (before.spent, now.spent)
        rows = [
            (_("Milestones"), *reached, difference(*reached), None, None, None),
            (_("Money"), None, None, None, *spent, difference(*spent)),
        ]

    def explained(place: int) -> Sequence[Explained]:
        return (why.milestones, why.money)[place](found, *both) if both else []

    return Table("veraenderung-summe", _l("Reached and spent since the last key date"), columns, rows, why=explained)
