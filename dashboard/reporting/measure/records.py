"""What is on record of a measure: council papers, status reports, further statements, weak points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.domain.assessment import Assessment, MeasureAssessment
from dashboard.domain.model import Consultation
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref
from dashboard.domain.weak_points import Rank
from dashboard.reporting.sources.rows import amount, word
from dashboard.reporting.sources.words import CATEGORY_WORDS, CONSULTATION_WORDS, RESULT_WORDS
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.reporting.weak_points import Problem, problems
from dashboard.reporting.why.explained import Explained, source_of
from dashboard.reporting.why.pieces import stated
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

_COST_FORECAST = Column("cost_forecast", _l("Cost forecast"), "stated_money", optional=True)


def papers_table(state: StrategyState, found: MeasureAssessment) -> Table:
    """The council papers that decided on the measure, with what each was for."""
    columns = (
        Column("number", _l("Paper number"), "code", optional=True),
        Column("paper", _l("Paper")),
        Column("day", _l("Day"), "day", optional=True),
        Column("consultations", _l("Order of consultation"), optional=True),
        Column("purpose", _l("Decides on"), optional=True),
        Column("url", _l("Address"), optional=True),
        Column("source", _l("Found in"), optional=True),
    )
    rows = []
    for code, purposes in _papers(state, found).items():
        paper = state.paper_by_code.get(code)
        if paper:
            told = [_consultation(state, c) for c in state.consultations if c.paper == code]
            day = state.decided_on.get(code) or paper.date
            source = source_of(state, paper.origin)
            rows.append(
                (paper.number, paper.title, day, "; ".join(told) or None, ", ".join(purposes), paper.url, source)
            )
    return Table("beschluesse", _l("Council papers and resolutions"), columns, rows)


def _papers(state: StrategyState, found: MeasureAssessment) -> dict[str, list[str]]:
    """Papers by code with what they decided; newest purpose last, each once."""
    code = found.measure.code
    links = state.links_from.get((Ref("measure", code), "decided_by"), ())
    purposes = {link.object.code: [_("the measure")] for link in links if link.object.kind == "paper"}
    for status in state.statuses_of.get(code, ()):
        if status.resolution:
            told = purposes.setdefault(status.resolution, [])
            text = _("status {status}", status=MEASURE_STATUS_WORDS[status.status])
            if text not in told:
                told.append(text)
    return purposes


def _consultation(state: StrategyState, held: Consultation) -> str:
    body = state.body_by_code.get(held.body)
    result = word(RESULT_WORDS, held.result)
    parts = [body.title if body else held.body, formats.day(held.date) if held.date else None]
    role = word(CONSULTATION_WORDS, held.role)
    return " ".join(part for part in parts if part) + f" ({', '.join(part for part in (role, result) if part)})"


def reports_table(state: StrategyState, found: MeasureAssessment) -> Table:
    """The status reports, newest first."""
    columns = (
        Column("day", _l("Reported on"), "day"),
        Column("text", _l("Report")),
        _COST_FORECAST,
        Column("source", _l("Found in"), optional=True),
    )
    reports = state.status_reports_of.get(found.measure.code, ())
    rows = [(r.report_date, r.text, r.cost_forecast, source_of(state, r.origin)) for r in reversed(reports)]

    def explain(place: int) -> Sequence[Explained]:
        reported, _text, forecast, source = rows[place]
        return (stated(_COST_FORECAST, forecast, day=reported, source=source),) if forecast else ()

    return Table("sachstaende", _l("Status reports"), columns, rows, why=explain)


def statements_table(state: StrategyState, found: MeasureAssessment) -> Table:
    """What documents say of the measure besides."""
    columns = (
        Column("kind", _l("Kind")),
        Column("title", _l("Title")),
        Column("text", _l("Content"), optional=True),
        Column("value", _l("Value"), optional=True),
        Column("day", _l("Day"), "stated_day", optional=True),
        Column("source", _l("Found in"), optional=True),
    )
    ref = Ref("measure", found.measure.code)
    rows = [
        (word(CATEGORY_WORDS, s.category), s.title, s.text, amount(s.value, s.unit), s.date, source_of(state, s.origin))
        for s in state.statements
        if s.object == ref
    ]
    return Table("aussagen", _l("Further statements"), columns, rows)


def weak_points(assessment: Assessment, found: MeasureAssessment, every: Iterable[Rank]) -> list[Problem]:
    """Of all weak points those of the measure; for internal readers of a strategy that is reported on."""
    ref = Ref("measure", found.measure.code)
    return problems(assessment, [rank for rank in every if rank.object == ref])
