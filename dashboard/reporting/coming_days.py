"""The days that are still to come: money at stake, milestones, sittings of councils and committees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard.domain.assessment import Assessment, MilestoneAssessment
from dashboard.domain.values import StatedDay
from dashboard.reporting.measure.milestones import remarks
from dashboard.reporting.money.deadlines import deadlines
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.own_milestones import name
from dashboard.reporting.sources.rows import word
from dashboard.reporting.sources.words import CONSULTATION_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, Input
from dashboard.reporting.why.measures import key_day
from dashboard.reporting.why.money.deadlines import LEFT
from dashboard.text import formats
from dashboard.text.catalog import lazy_gettext as _l

KIND_WORDS = {"money": _l("Money"), "milestone": _l("Milestone"), "sitting": _l("Sitting")}


@dataclass(frozen=True, slots=True)
class ComingDay:
    """One thing on one day. `few` is `about` as the page shows it; `costs` where money is lost on that day."""

    day: StatedDay
    kind: str
    what: str
    about: str | None
    days_left: int | None  # None where only a month, quarter or year is stated
    key: tuple[object, ...]
    few: str | None = None
    costs: bool = False


#: Names of what a day concerns that are read at once; the page of money has all.
_NAMED = 3


def _days_left(assessment: Assessment, day: StatedDay) -> int | None:
    return (day.day - assessment.state.as_of).days if day.precision == "day" else None


def _money(assessment: Assessment) -> Iterator[ComingDay]:
    for line in deadlines(Scope(assessment)):
        day = StatedDay(line.day)
        left, key = _days_left(assessment, day), (line.kind, line.day, line.grant)
        yield ComingDay(day, "money", line.finding, line.about, left, key, line.few(_NAMED), line.costs)


def _planned(found: MilestoneAssessment) -> StatedDay | None:
    """The forecast, else the baseline date."""
    return found.forecast.date if found.forecast else found.baseline


def _milestones(assessment: Assessment) -> Iterator[ComingDay]:
    state = assessment.state
    for found in assessment.milestones.values():
        day, hangs_on = _planned(found), found.milestone.object
        measure = assessment.measures.get(hangs_on.code) if hangs_on.kind == "measure" else None
        ended = measure is not None and state.monitored and not measure.active
        if found.is_open and day and not ended:
            about = f"{measure.measure.code} {measure.measure.title}" if measure else remarks(found) or None
            title = found.milestone.title if measure else name(state, found)
            yield ComingDay(
                day,
                "milestone",
                title,
                about,
                _days_left(assessment, day),
                ("meilenstein", found.milestone.code),
                about,
            )


def _sittings(assessment: Assessment) -> Iterator[ComingDay]:
    state = assessment.state
    for found in state.consultations:
        if found.date and found.result == "not_stated":
            paper, day = state.paper_by_code[found.paper], StatedDay(found.date)
            role = word(CONSULTATION_WORDS, found.role)
            what = f"{state.body_by_code[found.body].title}: {role}" if role else state.body_by_code[found.body].title
            about = " ".join(part for part in (paper.number, paper.title) if part)
            yield ComingDay(day, "sitting", what, about, _days_left(assessment, day), ("sitzung", found.code), about)


def coming_days(assessment: Assessment) -> list[ComingDay]:
    """All from the key date on, the next first; what is stated less exactly stands by the last day it may mean."""
    found = (*_money(assessment), *_milestones(assessment), *_sittings(assessment))
    ahead = (one for one in found if one.day.day >= assessment.state.as_of)
    return sorted(ahead, key=lambda one: (one.day.day, one.kind != "money", one.what))


def nearest(found: Sequence[ComingDay], most: int) -> list[ComingDay]:
    """The next ones of money and the next others, so many of each: dates of a plan never hide what costs money."""
    money, others = ([one for one in found if (one.kind == "money") is wanted][:most] for wanted in (True, False))
    return [one for one in found if one in money or one in others]


def day_words(day: StatedDay) -> str:
    """An exact day in figures, so that one finds what falls together; else the words of the document."""
    return formats.day(day.day) if day.precision == "day" else formats.stated_day(day)


def by_day(found: Sequence[ComingDay]) -> list[tuple[StatedDay, list[ComingDay]]]:
    """Together what falls on the same day."""
    groups = groupby(found, key=lambda one: (one.day.day, day_words(one.day)))
    return [(group[0].day, group) for group in (list(rows) for _day, rows in groups)]


def table(assessment: Assessment, found: Sequence[ComingDay]) -> Table:
    """One row a day and thing."""
    columns = (
        Column("day", _l("Day"), "stated_day"),
        Column("kind", _l("Kind")),
        Column("what", _l("What happens")),
        Column("about", _l("Concerns"), optional=True),
        Column("days_left", _l("Days left"), "days", optional=True),
    )
    rows = [(one.day, str(KIND_WORDS[one.kind]), one.what, one.about, one.days_left) for one in found]

    def why(place: int) -> list[Explained]:
        if found[place].days_left is None:
            return []
        day = Input(Column("d", _l("Day"), "day"), found[place].day.day)
        return [Explained("days_left", LEFT, (day, key_day(assessment.state)))]

    keys = [one.key for one in found]
    return Table("naechste-fristen", _l("The next deadlines"), columns, rows, keys=keys, why=why)
