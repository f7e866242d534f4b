"""The question about a milestone: reached, a new day with its reason, or dropped; and what slips after it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from dashboard.domain.slips import Slip, followers, slips
from dashboard.operations.entries import Answer
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working.desk import milestone_form
from dashboard.working.desk.days import typed_day
from dashboard.working.desk.milestone_form import FOLLOWER, Follower
from dashboard.working.desk.parts import Opened, Shown
from dashboard.working.fields import Filled
from dashboard.working.site import Site, number
from dashboard.working.waiting import Task, is_own

#: Which field holds the day of an outcome, and which its reason.
_DAY = {"reached": "erreicht_am", "not_yet": "neuer_termin", "dropped": "entfallen_am"}
_REASON = {"not_yet": "grund", "dropped": "weil"}


class MilestoneQuestion:
    """What became of a milestone."""

    def __init__(self, site: Site, task: Task) -> None:
        self._site, self._task = site, task
        self._milestones = task.view.assessment.milestones
        self._found = self._milestones[task.due.subject]

    @property
    def fields(self) -> tuple[str, ...]:
        behind = (FOLLOWER + code for code in followers(self._milestones, self._task.due.subject))
        return (*milestone_form.FIELDS, *behind)

    @property
    def heading(self) -> str:
        return milestone_form.heading(self._found)

    def start(self) -> Shown:
        entry = self._task.entry
        if entry is None or entry.state not in ("submitted", "returned"):
            return Shown(Filled({"entfallen_am": formats.day(self._site.today)}))
        said = entry.values
        outcome = said["outcome"]
        values = {"ausgang": outcome, _DAY[outcome]: formats.day(said["day"]), "nachweis": said["evidence"] or ""}
        if outcome in _REASON:
            values[_REASON[outcome]] = said["reason"] or ""
        stored = json.loads(said["followers"] or "{}")
        if stored:
            values["folgen_zu"] = said["day"].isoformat()
        days = {FOLLOWER + code: formats.day(dt.date.fromisoformat(day)) for code, day in stored.items()}
        return self._shown(values | days)

    def again(self, form: Mapping[str, str]) -> Shown:
        return self._shown(form)

    def content(self, shown: Shown, opened: Opened) -> list[Any]:
        return milestone_form.content(self._site, self._task, self._found, shown, opened)

    def heard(self, form: Mapping[str, str]) -> list[Any]:
        shown = self._shown(form)
        return milestone_form.echo(shown.extra, shown.filled)

    def _shown(self, values: Mapping[str, str], errors: Mapping[str, str] | None = None) -> Shown:
        """The form with what slips by the day that is in it."""
        day = typed_day(values.get("neuer_termin", "")) if values.get("ausgang") == "not_yet" else None
        return Shown(Filled(dict(values), dict(errors or {})), extra=(day, self._followers(day) if day else []))

    def _followers(self, day: dt.date) -> list[Follower]:
        return [self._follower(one) for one in slips(self._milestones, self._task.due.subject, day)]

    def _follower(self, slip: Slip) -> Follower:
        own = is_own(self._site, self._task.slug, f"milestone:{slip.milestone}")
        return Follower(slip, self._milestones[slip.milestone].milestone.title, own)

    def read(self, form: Mapping[str, str]) -> Answer | Shown:
        values = dict(form)
        outcome = values.get("ausgang", "")
        if outcome not in _DAY:
            return self._shown(values, {"ausgang": _("Please choose what became of it.")})
        day = typed_day(values.get(_DAY[outcome], ""))
        errors = self._errors(outcome, day, values)
        if errors or day is None:
            return self._shown(values, errors)
        behind = self._followers(day) if outcome == "not_yet" else []
        if behind and values.get("folgen_zu") != day.isoformat():
            # Nothing is sent before what slips was in view.
            return self._shown(values, {"folgen": _("Please look at what slips with it, then submit.")})
        days = {one.code: typed_day(values.get(FOLLOWER + one.code, "")) for one in behind if one.own}
        wrong = {
            FOLLOWER + code: _("Please enter a day from today on.")
            for code, then in days.items()
            if not self._ahead(then)
        }
        if wrong:
            return self._shown(values, wrong)
        return self._answer(outcome, day, values, {code: then.isoformat() for code, then in days.items() if then})

    def _ahead(self, day: dt.date | None) -> bool:
        return day is not None and day >= self._site.today

    def _errors(self, outcome: str, day: dt.date | None, values: Mapping[str, str]) -> dict[str, str]:
        today, field = self._site.today, _DAY[outcome]
        errors = {}
        if day is None:
            errors[field] = _("Please enter a day such as {day}.", day=formats.day(today))
        elif outcome == "not_yet" and day < today:
            errors[field] = _(
                "This day has passed. Was it reached? Then choose “Yes, reached”. Else enter a day to come."
            )
        elif outcome != "not_yet" and day > today:
            errors[field] = _("This day is still to come. Is it only expected? Then choose “Not yet”.")
        reason = _REASON.get(outcome)
        if reason and not values.get(reason):
            errors[reason] = _("Please say in one sentence what the reason is.")
        if outcome == "reached" and self._found.milestone.funder_duty and not self._evidence(values):
            errors["nachweis"] = _("The funder wants evidence: please name the document.")
        return errors

    def _evidence(self, values: Mapping[str, str]) -> str | None:
        return values.get("nachweis") or self._found.milestone.evidence

    def _answer(self, outcome: str, day: dt.date, values: Mapping[str, str], days: Mapping[str, str]) -> Answer:
        due = self._task.due
        return Answer(
            kind="milestone", subject=due.subject, period=due.period.text if due.period else None, outcome=outcome,
            day=day, typed=values.get(_DAY[outcome]), evidence=values.get("nachweis") or None,
            followers=json.dumps(days) if days else None, reason=values.get(_REASON.get(outcome, "")) or None,
            seen=number(values.get("tatsache")),
        )  # fmt: skip
