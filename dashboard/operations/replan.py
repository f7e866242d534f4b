"""A new plan version (I8): the whole plan once more, with some baselines moved; the old version stays beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import count
from typing import Any

import sqlalchemy as sa

from dashboard.errors import RefusedError
from dashboard.operations.deed import Actor, Deed, Held
from dashboard.operations.structure import ruled
from dashboard.text import formats
from dashboard.text.catalog import gettext as _


def replan(
    engine: sa.Engine, actor: Actor, slug: str, dates: Mapping[str, dt.date], *,
    valid_from: dt.date, reason: str, resolution: str | None,
) -> str:  # fmt: skip
    """Move the baselines of some milestones by a new plan version; returns its code.

    Raises RefusedError where nothing is moved, or a milestone does not exist.
    """
    if not dates:
        raise RefusedError(_("No baseline was changed."))
    with ruled(engine, actor, slug, "edit_structure", reason) as doing:
        for milestone in dates:
            if doing.held("milestone", milestone) is None:
                raise RefusedError(_("There is no “{code}” here.", code=milestone))
        return new_version(doing, valid_from, reason, resolution, dates=dates)


def in_force(doing: Deed, day: dt.date) -> Held | None:
    """The plan version in force on a day: the latest that is valid by then."""
    found = [one for one in doing.all_held("plan_version") if one.values["valid_from"] <= day]
    return max(found, key=lambda one: one.values["valid_from"], default=None)


def new_version(
    doing: Deed, valid_from: dt.date, reason: str | None, resolution: str | None, *,
    dates: Mapping[str, dt.date] | None = None, money: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """A copy of the plan in force, from a day on, with other baselines (`dates`) and money of measures moved (`money`).

    Returns the code of the version. RefusedError where a version begins on that day or later.
    """
    versions = doing.all_held("plan_version")
    if any(one.values["valid_from"] >= valid_from for one in versions):
        raise RefusedError(
            _(
                "A plan version begins on {day} or later. Choose a later day.",
                day=formats.day(max(one.values["valid_from"] for one in versions)),
            )
        )
    old = in_force(doing, valid_from)
    taken = {one.values["code"] for one in (*versions, *doing.all_held("plan_line"))}
    names = (f"plan-{at}" for at in count(len(versions) + 1))
    code = next(name for name in names if not any(one == name or one.startswith(f"{name}-") for one in taken))
    origin = {"source": doing.source(), "section": None}
    doing.add(
        "plan_version", {"code": code, "valid_from": valid_from, "resolution": resolution, "reason": reason, **origin}
    )
    _copy_baselines(doing, old, code, dates or {}, origin)
    _copy_lines(doing, old, code, money or {})
    return code


def _copy_baselines(
    doing: Deed, old: Held | None, code: str, dates: Mapping[str, dt.date], origin: Mapping[str, Any]
) -> None:
    kept = [
        one.values for one in doing.all_held("baseline") if old and one.values["plan_version"] == old.values["code"]
    ]
    for one in kept:
        if one["milestone"] not in dates:
            doing.add("baseline", {**one, "plan_version": code})
    for milestone, day in dates.items():
        moved = {"milestone": milestone, "plan_version": code, "date": day, "date_precision": "day"}
        doing.add("baseline", {**moved, **origin})


def _copy_lines(doing: Deed, old: Held | None, code: str, money: Mapping[str, str]) -> None:
    """The lines of the old version under codes of their own, which begin with the new version's."""
    lines = [
        one.values for one in doing.all_held("plan_line") if old and one.values["plan_version"] == old.values["code"]
    ]
    for at, one in enumerate(lines, start=1):
        home = money.get(one["object"], one["object"]) if one["object_kind"] == "measure" else one["object"]
        doing.add("plan_line", {**one, "code": f"{code}-{at}", "plan_version": code, "object": home})
