"""What changed in a measure: when it happened, and since when it was known."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.codebook import codebook
from dashboard.domain.measure_status import only_named
from dashboard.domain.state import StrategyState
from dashboard.domain.version import Version
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.text import choice_words, formats
from dashboard.text.catalog import current_language
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

#: A change of a longer text is named, not told.
_LONGEST_TEXT = 60
#: What is no fact about the thing itself.
_ASIDE = frozenset({"source", "section", "position", "code", "published"})


class Event(NamedTuple):
    """What happened on a day, what else is told of it, the day it was known, and the reason given for the change.

    `reason` is None where the detail tells it already.
    """

    day: dt.date
    what: str
    detail: str | None
    known_on: dt.date
    reason: str | None = None


def events(state: StrategyState, versions: Sequence[Version]) -> list[Event]:
    """Everything up to the key date, newest first; versions come oldest first."""
    by_thing: dict[tuple[Any, ...], list[Version]] = defaultdict(list)
    for version in versions:
        by_thing[version.table, *version.key].append(version)
    titles = {version.key[0]: version.row["title"] for version in versions if version.table == "milestone"}
    start = min((version.known_on for version in versions), default=dt.date.min)
    told = [
        *(event for thing in by_thing.values() for event in _of_thing(state, thing, start)),
        *_forecasts(versions, titles),
        *_baselines(state, versions, titles),
    ]
    shown = [event for event in told if event.day <= state.as_of]
    return sorted(shown, key=lambda event: (event.day, event.known_on), reverse=True)


def _event(day: dt.date, what: str, detail: str | None, version: Version) -> Event:
    """An event that a version tells of."""
    told = detail is not None and (detail == version.reason or detail.startswith(f"{version.reason} · "))
    return Event(day, what, detail, version.known_on, None if told else version.reason)


def _of_thing(state: StrategyState, thing: Sequence[Version], start: dt.date) -> Iterator[Event]:
    """What the versions of one row tell."""
    first, *later = thing
    if first.table == "measure_status":
        yield _status(state, thing[-1])
    elif first.table == "measure":
        yield _event(first.known_on, _("Measure taken up"), None, first)
    elif first.table == "milestone":
        if first.known_on > start:
            title = first.row["title"]
            yield _event(first.known_on, _("Milestone “{title}” added", title=title), None, first)
        yield from _milestone_days({}, first)
    for before, after in zip(thing, later, strict=False):
        if after.table == "milestone":
            yield from _milestone_days(before.row, after)
        if after.table in ("measure", "milestone"):
            yield from _changed(before, after)


def _status(state: StrategyState, version: Version) -> Event:
    row = version.row
    paper = state.paper_by_code.get(row["resolution"] or "")
    number = _("resolution {paper}", paper=paper.number or paper.title) if paper else None
    what = _("Status: {status}") if _happened(state, row) else _("Named in the document as: {status}")
    what = what.format(status=MEASURE_STATUS_WORDS[row["status"]])
    detail = " · ".join(part for part in (row["reason"], number) if part)
    return _event(row["valid_from"], what, detail or None, version)


def _happened(state: StrategyState, row: Mapping[str, Any]) -> bool:
    """Whether the status began on its day; a document may name it as of its own day only."""
    changes = state.statuses_of.get(row["measure"], ())
    return not any(c.valid_from == row["valid_from"] and only_named(state, c) for c in changes)


_DAYS = {
    "started_on": _l("“{title}” begun"),
    "actual_date": _l("“{title}” reached"),
    "dropped_on": _l("“{title}” dropped"),
}
_DETAILS = {"actual_date": "evidence", "dropped_on": "dropped_reason"}


def _milestone_days(before: Mapping[str, Any], after: Version) -> Iterator[Event]:
    for column, words in _DAYS.items():
        day = after.row[column]
        if day and before.get(column) is None:
            detail = after.row.get(_DETAILS.get(column, ""))
            yield _event(day, str(words).format(title=after.row["title"]), detail, after)


def _changed(before: Version, after: Version) -> Iterator[Event]:
    """Edited words and numbers; days of a milestone are told on their own."""
    table = codebook()[after.table]
    own = {"started_on", "dropped_on", "dropped_reason", "evidence"} if after.table == "milestone" else set()
    changes = []
    for column in table.columns:
        name = column.name
        about_days = after.table == "milestone" and name.startswith("actual_date")
        if name in _ASIDE or name in own or about_days or name not in after.row:
            continue
        old, new = before.row[name], after.row[name]
        if old != new:
            label = column.de if current_language() == "de" else column.en
            changes.append(_change(label, choice_words.words(after.table, column), old, new))
    if changes:
        title = after.row["title"]
        what = (
            _("Details of the measure changed")
            if after.table == "measure"
            else _("Details of “{title}” changed", title=title)
        )
        yield _event(after.known_on, what, "; ".join(changes), after)


def _change(label: str, words: Mapping[str, str], old: Any, new: Any) -> str:
    texts = [_text(value, words) for value in (old, new)]
    if max(map(len, texts)) > _LONGEST_TEXT:
        return label
    return _("{name}: {old} → {new}", name=label, old=texts[0], new=texts[1])


def _text(value: Any, words: Mapping[str, str]) -> str:
    if value is None:
        return _("not stated")
    if isinstance(value, bool):
        return words.get(str(value).lower(), str(value))
    return formats.day(value) if isinstance(value, dt.date) else words.get(str(value), str(value))


def _forecasts(versions: Sequence[Version], titles: Mapping[str, str]) -> Iterator[Event]:
    """Each forecast that names another day than the one before; a correction of a forecast is one as well."""
    told = [version for version in versions if version.table == "forecast"]
    told.sort(key=lambda version: (version.row["report_date"], version.known_on))
    last: dict[str, dt.date] = {}
    for version in told:
        row = version.row
        before, title = last.get(row["milestone"]), titles.get(row["milestone"], row["milestone"])
        last[row["milestone"]] = row["date"]
        if before and before != row["date"]:
            what = _(
                "Forecast for “{title}”: {day}, before it was {old}",
                title=title,
                day=formats.day(row["date"]),
                old=formats.day(before),
            )
            yield _event(row["report_date"], what, row["reason"], version)


def _baselines(state: StrategyState, versions: Sequence[Version], titles: Mapping[str, str]) -> Iterator[Event]:
    """A plan version that names another day than the one before."""
    in_order = {plan.code: plan for plan in sorted(state.plan_versions, key=lambda plan: plan.valid_from)}
    places = {code: place for place, code in enumerate(in_order)}
    held = [v for v in versions if v.table == "baseline" and v.row["plan_version"] in places]
    held.sort(key=lambda version: places[version.row["plan_version"]])
    last: dict[str, dt.date] = {}
    for version in held:
        row, plan = version.row, in_order[version.row["plan_version"]]
        before, title = last.get(row["milestone"]), titles.get(row["milestone"], row["milestone"])
        last[row["milestone"]] = row["date"]
        if before and before != row["date"]:
            what = _(
                "New baseline date for “{title}”: {day}, before it was {old}",
                title=title,
                day=formats.day(row["date"]),
                old=formats.day(before),
            )
            yield _event(plan.valid_from, what, plan.reason, version)


def table(found: Sequence[Event]) -> Table:
    """One row a change, newest first."""
    columns = (
        Column("day", _l("Day"), "day"),
        Column("what", _l("What changed")),
        Column("detail", _l("Reason or content"), optional=True),
        Column("known_on", _l("Known since"), "day"),
        Column("reason", _l("Reason given for the change"), optional=True),
    )
    return Table("aenderungen", _l("History of the measure"), columns, [tuple(event) for event in found])
