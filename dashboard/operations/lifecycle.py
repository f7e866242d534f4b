"""The life of a measure, step by step: each with its day, reason and resolution; merged (X41), split (X42), revived (X43)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dashboard.domain.model import MeasureStatus, Milestone
from dashboard.domain.states import MEASURE_STEPS, RETURNING, measure_step, state_before
from dashboard.domain.values import Ref, StatedDay
from dashboard.errors import NotFound, RefusedError
from dashboard.operations import replan
from dashboard.operations.deed import Actor, Deed, Held, unless_changed
from dashboard.operations.structure import CLOSED, decided_by, put_row, ruled, status_of, statuses
from dashboard.text.catalog import gettext as _
from dashboard.text.problems import explain

#: What a measure that goes into another one leaves to it, besides its money.
_INHERITED = frozenset({"contributes_to", "concerns", "decided_by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step in the life of a measure: to which state, from which day, why, by which resolution, into which measure."""

    status: str
    valid_from: dt.date
    reason: str
    resolution: str | None = None
    merged_into: str | None = None


def next_steps(states: Iterable[str]) -> tuple[str, ...]:
    """The states that a measure may go to, from its states so far, the oldest first."""
    past = tuple(states)
    if not past:
        return ("proposed",)
    after = list(MEASURE_STEPS[past[-1]])
    if past[-1] in RETURNING:
        back = state_before([MeasureStatus(measure="", valid_from=dt.date.min, status=state) for state in past])
        after = [back, *after] if back else after
    return tuple(after)


def take_step(engine: sa.Engine, actor: Actor, slug: str, measure: str, step: Step, *, seen: int | None) -> None:
    """Take a measure one step further; `seen` is the version of the state it was in when the form was opened.

    A merger leaves links and money to its target: the money by a new plan version, so that nothing counts twice. Raises
    ConflictError, NotFound, and RefusedError with every rule that stands against it.
    """
    with ruled(engine, actor, slug, "change_status", step.reason) as doing:
        if doing.held("measure", measure) is None:
            raise NotFound(_("There is no “{code}” here.", code=measure))
        past = statuses(doing, measure)
        unless_changed(past[-1] if past else None, seen)
        _check(doing, measure, step, past)
        _write(doing, measure, step)
        if step.merged_into:
            _leave_to(doing, measure, step, step.merged_into)


def _check(doing: Deed, measure: str, step: Step, past: Iterable[Held]) -> None:
    before = [_status(held.values) for held in past]
    after = MeasureStatus(
        measure=measure, valid_from=step.valid_from, status=step.status, reason=step.reason,
        resolution=step.resolution, merged_into=step.merged_into,
    )  # fmt: skip
    own = [
        _milestone(held.values)
        for held in doing.all_held("milestone")
        if (held.values["object_kind"], held.values["object"]) == ("measure", measure)
    ]
    if step.merged_into and status_of(doing, step.merged_into) in CLOSED:
        raise RefusedError(_("The measure “{code}” has ended and takes nothing over.", code=step.merged_into))
    if not before and step.status != "proposed" and step.status not in MEASURE_STEPS:
        raise RefusedError(_("There is no such state."))
    problems = [one for one in measure_step(before, after, own, doing.actor.today) if one.severity == "error"]
    if problems:
        told = [explain(one.code, one.table, one.values, one.column or "") for one in problems]
        raise RefusedError(" ".join(f"{one.reason} {one.remedy}" for one in told))


def _status(values: Mapping[str, Any]) -> MeasureStatus:
    names = ("measure", "valid_from", "status", "reason", "resolution", "merged_into")
    return MeasureStatus(**{name: values[name] for name in names})


def _milestone(values: Mapping[str, Any]) -> Milestone:
    reached = StatedDay(values["actual_date"]) if values["actual_date"] else None
    return Milestone(
        code=values["code"], object=Ref("measure", values["object"]), title=values["title"], actual_date=reached,
        dropped_on=values["dropped_on"], critical=values["critical"],
    )  # fmt: skip


def _write(doing: Deed, measure: str, step: Step) -> None:
    doing.put(
        "measure_status",
        {
            "measure": measure, "valid_from": step.valid_from, "status": step.status, "reason": step.reason,
            "resolution": step.resolution, "merged_into": step.merged_into,
            "source": doing.source(), "section": None,
        },
    )  # fmt: skip
    if step.resolution:
        decided_by(doing, measure, step.resolution)


def _leave_to(doing: Deed, measure: str, step: Step, heir: str) -> None:
    """X41: the target inherits the links, the money moves by a plan version, the source stays as it was."""
    links = [held.values for held in doing.all_held("link")]
    had = {(one["relation"], one["object_kind"], one["object"]) for one in links if one["subject"] == heir}
    for one in links:
        key = (one["relation"], one["object_kind"], one["object"])
        if (one["subject_kind"], one["subject"]) == ("measure", measure) and key[0] in _INHERITED and key not in had:
            doing.put("link", {**one, "subject": heir, "source": doing.source(), "section": None})
    if any(held.values["object"] == measure for held in doing.all_held("plan_line")):
        replan.new_version(doing, step.valid_from, step.reason, step.resolution, money={measure: heir})


def split(
    engine: sa.Engine, actor: Actor, slug: str, measure: str, parts: Mapping[str, str], *,
    milestones: Mapping[str, str], valid_from: dt.date, reason: str, resolution: str | None, seen: int,
) -> None:  # fmt: skip
    """Split parts off a measure: `parts` are titles by new code, `milestones` the new home of some of its milestones.

    Each part follows the measure, in its field, with its links and its state; the measure itself goes on with what is
    left. Its money stays where it is until a plan version moves it. Raises as `take_step`.
    """
    with ruled(engine, actor, slug, "change_status", reason) as doing:
        held = doing.held("measure", measure)
        if held is None:
            raise NotFound(_("There is no “{code}” here.", code=measure))
        unless_changed(held, seen)
        state = status_of(doing, measure)
        if not parts or state is None or state in CLOSED:
            raise RefusedError(_("The measure “{code}” cannot be split.", code=measure))
        links = [one.values for one in doing.all_held("link") if one.values["subject"] == measure]
        for code, title in parts.items():
            put_row(doing, "measure", {**held.values, "code": code, "title": title}, None)
            _write(doing, code, Step(status=state, valid_from=valid_from, reason=reason, resolution=resolution))
            _inherit(doing, measure, code, links)
        for milestone, home in milestones.items():
            _move(doing, milestone, measure, home, parts)


def _inherit(doing: Deed, measure: str, code: str, links: Iterable[Mapping[str, Any]]) -> None:
    origin = {"source": doing.source(), "section": None}
    for one in links:
        if one["subject_kind"] == "measure" and one["relation"] in _INHERITED - {"decided_by"}:
            doing.put("link", {**one, "subject": code, **origin})
    follows = {"subject_kind": "measure", "subject": code, "relation": "follows", "object_kind": "measure",
               "object": measure, "contribution": None, **origin}  # fmt: skip
    doing.put("link", follows)


def _move(doing: Deed, milestone: str, measure: str, home: str, parts: Iterable[str]) -> None:
    held = doing.held("milestone", milestone)
    if held is None or held.values["object"] != measure or home not in parts:
        raise RefusedError(_("The milestone “{code}” cannot move there.", code=milestone))
    doing.replace("milestone", held, object=home, source=doing.source(), section=None)
