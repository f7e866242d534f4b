"""The life of a measure, step by step: each with its day, reason and resolution; merged (X41), split (X42), revived (X43)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from dashboard.domain.model import MeasureStatus, Milestone
from dashboard.domain.states import MEASURE_STEPS, RETURNING, measure_step, state_before
from dashboard.domain.values import Ref, StatedDay
from dashboard.errors import NotFound, RefusedError
from dashboard.operations import replan
from dashboard.operations.deed import Actor, Deed, Held, unless_changed
from dashboard.operations.row_rules import refuse
from dashboard.operations.structure import CLOSED, decided_by, put_row, ruled, status_of, statuses
from dashboard.text.catalog import gettext as _

#: What a measure that goes into another one leaves to it, besides its money.
_INHERITED = frozenset({"contributes_to", "concerns", "decided_by"})
#: The columns of a state that a form states.
_STATED = ("measure", "valid_from", "status", "reason", "resolution", "merged_into")


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


def take_step(engine: sa.Engine, actor: Actor, slug: str, step: MeasureStatus, *, seen: int | None) -> None:
    """Take a measure one step further; `seen` is the version of the state it was in when the form was opened.

    A merger leaves links and money to its target: the money by a new plan version, so that nothing counts twice. Raises
    ConflictError, NotFound, and RefusedError with every rule that stands against it.
    """
    with ruled(engine, actor, slug, "change_status", step.reason or "") as doing:
        if doing.held("measure", step.measure) is None:
            raise NotFound(_("There is no “{code}” here.", code=step.measure))
        past = statuses(doing, step.measure)
        unless_changed(past[-1] if past else None, seen)
        _check(doing, step, past)
        _write(doing, step)
        if step.merged_into:
            _leave_to(doing, step, step.merged_into)


def _check(doing: Deed, step: MeasureStatus, past: Sequence[Held]) -> None:
    own = [_milestone(held.values) for held in doing.all_held("milestone") if _hangs_on(held.values, step.measure)]
    if step.status not in next_steps(held.values["status"] for held in past):
        raise RefusedError(_("From its present state the measure cannot go there."))
    if step.merged_into and status_of(doing, step.merged_into) in CLOSED:
        raise RefusedError(_("The measure “{code}” has ended and takes nothing over.", code=step.merged_into))
    refuse(measure_step([_status(held.values) for held in past], step, own, doing.actor.today))


def _hangs_on(values: Mapping[str, Any], measure: str) -> bool:
    return (values["object_kind"], values["object"]) == ("measure", measure)


def _status(values: Mapping[str, Any]) -> MeasureStatus:
    return MeasureStatus(**{name: values[name] for name in _STATED})


def _milestone(values: Mapping[str, Any]) -> Milestone:
    reached = StatedDay(values["actual_date"]) if values["actual_date"] else None
    return Milestone(
        code=values["code"], object=Ref("measure", values["object"]), title=values["title"], actual_date=reached,
        dropped_on=values["dropped_on"], critical=values["critical"],
    )  # fmt: skip


def _write(doing: Deed, step: MeasureStatus) -> None:
    stated = {name: getattr(step, name) for name in _STATED}
    doing.put("measure_status", {**stated, "source": doing.source(), "section": None})
    if step.resolution:
        decided_by(doing, step.measure, step.resolution)


def _leave_to(doing: Deed, step: MeasureStatus, heir: str) -> None:
    """X41: the target inherits the links, the money moves by a plan version, the source stays as it was."""
    links = [held.values for held in doing.all_held("link") if held.values["subject_kind"] == "measure"]
    had = {_goal_of(one) for one in links if one["subject"] == heir}
    for one in links:
        if one["subject"] == step.measure and one["relation"] in _INHERITED and _goal_of(one) not in had:
            doing.put("link", {**one, "subject": heir, "source": doing.source(), "section": None})
    if any(_hangs_on(held.values, step.measure) for held in doing.all_held("plan_line")):
        replan.new_version(doing, step.valid_from, step.reason, step.resolution, money={step.measure: heir})


def _goal_of(link: Mapping[str, Any]) -> tuple[str, str, str]:
    """What a link leads to, and how."""
    return link["relation"], link["object_kind"], link["object"]


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
            new = MeasureStatus(measure=code, valid_from=valid_from, status=state, reason=reason, resolution=resolution)
            _write(doing, new)
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
