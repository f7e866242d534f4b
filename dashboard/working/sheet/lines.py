"""The questions of a measure as the lines of its value sheet."""

from __future__ import annotations

from sqlalchemy import Engine

from dashboard.domain.due import Due
from dashboard.errors import NotFound
from dashboard.exchange.sheet.layout import Line
from dashboard.operations import entries
from dashboard.operations.entries import Entry
from dashboard.reader import View
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working.desk.known import known


def open_values(view: View, held: dict[str, Entry]) -> list[Due]:
    """Values of measures that are due and were not submitted yet."""
    answered = {code for code, entry in held.items() if entry.state == "submitted"}
    return [one for one in view.due() if one.kind == "value" and one.measure and one.code not in answered]


def title(view: View, measure: str) -> str:
    """The heading of a measure's sheet. Raises NotFound."""
    found = view.assessment.measures.get(measure)
    if found is None:
        raise NotFound(_("There is no “{code}” here.", code=measure))
    return f"{view.assessment.state.strategy.title}: {measure} {found.measure.title}"


def lines(engine: Engine, slug: str, view: View, measure: str) -> list[Line]:
    """One line a value that is due from the sponsor of this measure."""
    held = entries.entries(engine, slug)
    return [
        _line(engine, slug, view, one, held.get(one.code)) for one in open_values(view, held) if one.measure == measure
    ]


def _line(engine: Engine, slug: str, view: View, due: Due, entry: Entry | None) -> Line:
    assert due.period is not None
    asked = known(view.assessment, due)
    unit, places, last = asked.indicator.unit, asked.indicator.decimals, asked.last
    return Line(
        what=asked.indicator.title,
        period=formats.period(due.period),
        unit=unit,
        last=f"{formats.stated_number(last.value, places)} ({formats.period(last.period)})" if last else "",
        planned=formats.number(asked.planned, places) if asked.planned is not None else "",
        source=asked.source or "",
        code=due.code,
        version=version(engine, slug, due, entry),
    )


def version(engine: Engine, slug: str, due: Due, entry: Entry | None) -> str:
    """Which entry and which stored value a line was made from; 0: there was none."""
    fact = entries.fact_version(engine, slug, due.subject, due.period.text) if due.period else None
    return f"{entry.version if entry else 0}/{fact or 0}"
