"""Rules of the structure: numbers of papers, fields and themes, links, circles, mergers, the history of measures and grants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from dashboard.domain.circles import circles
from dashboard.domain.measure_status import DONE
from dashboard.domain.problems import Problem, error, warning
from dashboard.domain.state import StrategyState
from dashboard.domain.states import GRANT_STEPS, measure_history, open_critical
from dashboard.domain.values import Ref

#: What each relation joins; "same" asks for two objects of one kind.
RELATIONS: dict[str, tuple[frozenset[str] | None, frozenset[str] | str | None]] = {
    "contributes_to": (frozenset({"measure"}), frozenset({"goal"})),
    "concerns": (frozenset({"measure"}), frozenset({"field"})),
    "follows": (frozenset({"milestone", "measure"}), "same"),
    "decided_by": (None, frozenset({"paper"})),
    "covers": (frozenset({"grant"}), None),
    "measures": (frozenset({"indicator"}), frozenset({"goal"})),
    "duplicates": (None, "same"),
}


def check_papers(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """A municipality gives the number of a council paper once; how it writes it is its own affair (X47)."""
    first: dict[str, str] = {}
    for paper in facts.papers:
        if paper.number and first.setdefault(paper.number, paper.code) != paper.code:
            other = first[paper.number]
            yield error("number_twice", "paper", (paper.code,), "number", number=paper.number, other=other)


def check_fields(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """A measure hangs on a field of action, a theme lies in one, a cross topic is only concerned (I3)."""
    kinds = {field.code: field.kind for field in facts.fields}
    for measure in facts.measures:
        if measure.field and kinds.get(measure.field) != "field":
            yield error("not_in_field", "measure", (measure.code,), "field", field=measure.field)
    for field in facts.fields:
        if field.kind == "theme" and kinds.get(field.parent or "") != "field":
            yield error("theme_without_field", "field", (field.code,), "parent")
    for link in facts.links:
        if link.relation == "concerns" and kinds.get(link.object.code) != "cross_topic":
            yield error("concerns_no_cross_topic", "link", _link_key(link), "object", field=link.object.code)


def _link_key(link) -> tuple[str, ...]:
    return (*link.subject, link.relation, *link.object)


def check_links(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """A link joins what its relation joins."""
    for link in facts.links:
        subjects, objects = RELATIONS[link.relation]
        fits = subjects is None or link.subject.kind in subjects
        fits &= (
            link.subject.kind == link.object.kind
            if objects == "same"
            else objects is None or link.object.kind in objects
        )
        if not fits:
            yield error(
                "link_does_not_fit", "link", _link_key(link), "relation",
                relation=link.relation, subject=link.subject.kind, object=link.object.kind,
            )  # fmt: skip
        if link.subject == link.object:
            yield error("link_to_itself", "link", _link_key(link), "object")


def check_circles(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """Nothing follows itself, lies in itself or is merged into itself, by whatever way (X41, X45)."""
    follows: dict[Ref, list[Ref]] = {}
    for link in facts.links:
        if link.relation == "follows" and link.subject != link.object:
            follows.setdefault(link.subject, []).append(link.object)
    for circle in circles(follows):
        codes = tuple(ref.code for ref in circle)
        after = circle[1 % len(circle)]
        yield error("circle", "link", (*circle[0], "follows", *after), "object", codes=codes)
    for table, rows in (("field", facts.fields), ("goal", facts.goals), ("body", facts.bodies)):
        for codes in circles({row.code: (row.parent,) for row in rows if row.parent}):
            yield error("circle", table, (codes[0],), "parent", codes=codes)


def check_mergers(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """Merged measures lead to one that goes on."""
    last = {code: statuses[-1] for code, statuses in facts.statuses_of.items()}
    merged = {code: s.merged_into for code, s in last.items() if s.status == "merged" and s.merged_into}
    for codes in circles({code: (into,) for code, into in merged.items()}):
        key = (codes[0], last[codes[0]].valid_from.isoformat())
        yield error("merged_circle", "measure_status", key, "merged_into", codes=codes)


def check_histories(facts: StrategyState, today: dt.date) -> Iterator[Problem]:
    """The life of each measure: what stopped or merged stays so, completed has no open critical milestone (C.2)."""
    for code, statuses in facts.statuses_of.items():
        yield from measure_history(statuses)
        if statuses[-1].status in DONE:
            yield from open_critical(statuses[-1], facts.milestones_of.get(Ref("measure", code), ()))
    for versions in facts.grant_versions_of.values():
        for before, after in pairwise(versions):
            if after.status not in GRANT_STEPS[before.status]:
                key = (after.grant, after.valid_from.isoformat())
                yield warning(
                    "grant_step_unusual", "grant_version", key, "status", before=before.status, after=after.status
                )
