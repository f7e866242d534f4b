"""What the documents say of a measure in words, each with its source; what they leave open stands together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.domain.assessment import Assessment, MeasureAssessment
from dashboard.domain.model import Assignment
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin, Ref
from dashboard.reporting.measures import sponsors
from dashboard.reporting.sources.rows import word
from dashboard.reporting.sources.words import (
    CLIMATE_WORDS,
    CONTRIBUTION_WORDS,
    PARTICIPATION_WORDS,
    ROLE_WORDS,
)
from dashboard.reporting.status import MEASURE_STATUS_WORDS
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import source_of
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


class Fact(NamedTuple):
    """A named value; None is not stated. `measure` is the code of another measure that it names."""

    label: str
    value: str | None
    origin: Origin
    measure: str | None = None


def _state_facts(state: StrategyState, found: MeasureAssessment) -> Iterator[Fact]:
    changes = state.statuses_of.get(found.measure.code, ())
    last = changes[-1] if changes else None
    if last is None:
        yield Fact(_("Status"), None, found.measure.origin)
        return
    words = (
        _("{status} since {day}") if found.status_since else _("{status}, as named on {day}; since when is not stated")
    )
    words = words.format(status=MEASURE_STATUS_WORDS[last.status], day=formats.day(last.valid_from))
    yield Fact(_("Status"), words, last.origin)
    if last.reason:
        yield Fact(_("Reason"), last.reason, last.origin)
    if last.merged_into:
        target = state.measure_by_code.get(last.merged_into)
        title = f"{last.merged_into} {target.title}" if target else last.merged_into
        yield Fact(_("Merged into"), title, last.origin, last.merged_into if target else None)


def _role(state: StrategyState, held: Assignment) -> str:
    body = state.body_by_code.get(held.body or "")
    return f"{held.title} ({body.title})" if body and body.title not in held.title else held.title


def _role_facts(state: StrategyState, found: MeasureAssessment) -> Iterator[Fact]:
    measure, code = found.measure, found.measure.code
    body = state.body_by_code.get(measure.responsible or "")
    yield Fact(_("Responsible"), body.title if body else None, measure.origin)
    holders = sponsors(state, code)
    roles = "; ".join(_role(state, a) for a in holders) or None
    yield Fact(_("Sponsor role"), roles, holders[0].origin if holders else measure.origin)
    for held in state.assignments_of.get(Ref("measure", code), ()):
        if held.role != "sponsor" and (held.ends is None or held.ends >= state.as_of):
            label = str(ROLE_WORDS.get(held.role, held.role))
            yield Fact(label[:1].upper() + label[1:], _role(state, held), held.origin)


def _link_facts(state: StrategyState, found: MeasureAssessment) -> Iterator[Fact]:
    ref, goals = Ref("measure", found.measure.code), {goal.code: goal.title for goal in state.goals}
    fields = {field.code: field.title for field in state.fields}
    linked = state.links_from.get((ref, "contributes_to"), ())
    for link in linked:
        part = word(CONTRIBUTION_WORDS, link.contribution)
        title = goals.get(link.object.code, link.object.code)
        yield Fact(_("Goal"), f"{title} ({_('contribution {size}', size=part)})" if part else title, link.origin)
    if not linked:
        yield Fact(_("Goal"), None, found.measure.origin)
    for link in state.links_from.get((ref, "concerns"), ()):
        yield Fact(_("Cross topic"), fields.get(link.object.code, link.object.code), link.origin)
    yield from _neighbours(state, ref)


def _neighbours(state: StrategyState, ref: Ref) -> Iterator[Fact]:
    """What comes before and after, and where the same measure stands in other strategies."""
    titles = {measure.code: f"{measure.code} {measure.title}" for measure in state.measures}
    before = [(_("Follows"), link.object.code, link) for link in state.links_from.get((ref, "follows"), ())]
    after = [(_("Is followed by"), link.subject.code, link) for link in state.links_to.get((ref, "follows"), ())]
    for label, code, link in (*before, *after):
        if code in titles:
            yield Fact(label, titles[code], link.origin, code)
    merged = {s.measure: s for s in state.measure_statuses if s.merged_into == ref.code}
    for code, status in merged.items():
        if code in titles:
            yield Fact(_("Has taken in"), titles[code], status.origin, code)
    for link in state.links_from.get((ref, "duplicates"), ()):
        yield Fact(_("Stands also as"), link.object.code, link.origin)


def _own_facts(state: StrategyState, found: MeasureAssessment) -> Iterator[Fact]:
    measure = found.measure
    field = next((f.title for f in state.fields if f.code == measure.field), None)
    phase = next((p.title for p in state.phases if p.code == measure.phase), None)
    yield Fact(_("Field of action"), field, measure.origin)
    yield Fact(_("Phase"), phase, measure.origin)
    yield Fact(_("Time corridor"), _corridor(state, found), measure.origin)
    yield Fact(_("Spatial reference"), measure.space, measure.origin)
    yield Fact(
        _("Climate effect"), _joined(word(CLIMATE_WORDS, measure.climate), measure.climate_alternatives), measure.origin
    )
    taking_part = _joined(word(PARTICIPATION_WORDS, measure.participation), measure.participation_documented)
    yield Fact(_("Participation"), taking_part, measure.origin)
    if measure.it_component:
        yield Fact(_("Interfaces"), measure.it_interfaces, measure.origin)
        yield Fact(_("Standard"), measure.it_standard, measure.origin)
        yield Fact(_("Licence"), measure.it_licence, measure.origin)
        yield Fact(_("Source code"), measure.it_source_url, measure.origin)
    cost = formats.stated_money(measure.follow_up_cost) if measure.follow_up_cost else None
    yield Fact(_("Follow-up cost a year"), cost, measure.origin)


def _joined(*parts: str | None) -> str | None:
    return ": ".join(part for part in parts if part) or None


def _corridor(state: StrategyState, found: MeasureAssessment) -> str | None:
    span = formats.stated_span(found.measure.corridor_from, found.measure.corridor_to)
    if span is None or not state.monitored or not found.corridor:
        return span
    late = formats.days(abs(found.corridor))
    outside = _("{days} after it", days=late) if found.corridor > 0 else _("{days} before it", days=late)
    return f"{span} ({_('expected end {outside}', outside=outside)})"


def facts(assessment: Assessment, found: MeasureAssessment) -> list[Fact]:
    """All facts in reading order, stated or not."""
    state = assessment.state
    return [
        *_state_facts(state, found),
        *_role_facts(state, found),
        *_own_facts(state, found),
        *_link_facts(state, found),
    ]


def table(state: StrategyState, found: list[Fact]) -> Table:
    """One row a fact."""
    columns = (
        Column("fact", _l("Statement")),
        Column("value", _l("Content")),
        Column("source", _l("Found in"), optional=True),
    )
    rows = [(fact.label, fact.value, source_of(state, fact.origin) if fact.value else None) for fact in found]
    return Table("angaben", _l("Statements"), columns, rows)
