"""Entries on their way: submitted, returned, taken back, approved; an approved one becomes a fact in the same transaction.

An entry stands beside the fact until it is approved, so that what is published stays published meanwhile.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from dashboard.domain import due
from dashboard.domain.due import Due
from dashboard.domain.invariants_indicators import check_decimals
from dashboard.domain.rights import Grant, Target
from dashboard.domain.values import Period
from dashboard.errors import ConflictError, NotFound, RefusedError
from dashboard.operations import become_fact
from dashboard.operations.deed import Actor, Deed, Held, deed, not_allowed, unless_changed
from dashboard.operations.row_rules import refuse
from dashboard.storage import accounts, drafts, rows, working
from dashboard.storage.engine import reading
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: The table that holds the fact of each kind of entry which one row states.
_TABLE = {"value": "indicator", "milestone": "milestone", "report": "measure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody says to a question: a value or why there is none, what became of a milestone, a report, a count.

    `period` is the text of the period; `typed` what was typed before it was understood; `followers` the new days of
    milestones that follow, by code; `seen` the version of the fact that the form showed (None: there was none).
    """

    kind: str
    subject: str
    period: str | None = None
    typed: str | None = None
    value: Decimal | None = None
    value_precision: str | None = None
    value_words: str | None = None
    missing_reason: str | None = None
    quality: str | None = None
    unchanged: bool = False
    outcome: str | None = None
    day: dt.date | None = None
    evidence: str | None = None
    followers: str | None = None
    text: str | None = None
    cost_forecast: int | None = None
    cost_forecast_precision: str | None = None
    cost_forecast_words: str | None = None
    reason: str | None = None
    source: str | None = None
    note: str | None = None
    seen: int | None = None

    @property
    def code(self) -> str:
        return due.entry_code(self.kind, self.subject, Period.parse(self.period) if self.period else None)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is stored; `version` is what a form carries, `values` every column of the table."""

    version: int
    recorded_at: dt.datetime
    values: Mapping[str, Any]

    @property
    def code(self) -> str:
        return self.values["code"]

    @property
    def state(self) -> str:
        return self.values["state"]


def entries(engine: sa.Engine, slug: str) -> dict[str, Entry]:
    """Every entry of a strategy that holds, by code; approved ones included."""
    with reading(engine) as connection:
        found = working.held_rows(connection, slug, "entry")
    return {row.values["code"]: Entry(row.row_id, row.recorded_at, row.values) for row in found}


def versions(engine: sa.Engine, slug: str, code: str) -> list[Entry]:
    """Every version of an entry, the oldest first."""
    with reading(engine) as connection:
        found = working.versions_of(connection, slug, "entry", code)
    return [Entry(row.row_id, row.recorded_at, row.values) for row in found]


def fact_version(engine: sa.Engine, slug: str, indicator: str, period: str) -> int | None:
    """The version of a value that holds, which a form about it carries."""
    with reading(engine) as connection:
        return working.version_of(connection, slug, "indicator_value", (indicator, period))


def fact_seen(engine: sa.Engine, slug: str, question: Due) -> int | None:
    """The version of the fact that a question is about, which its form carries; None: there is none, or none is one."""
    with reading(engine) as connection:
        key = _fact_key(question.kind, question.subject, question.period.text if question.period else None)
        return working.version_of(connection, slug, *key) if key else None


def closed(engine: sa.Engine, slug: str, question: Due) -> str | None:
    """The sentence for a question whose period is closed; None: it is open."""
    if question.period is None or question.kind == "milestone":
        return None
    with reading(engine) as connection:
        strategy = rows.strategy_id(connection, slug)
        found = working.lock_of(connection, strategy, question.period) if strategy is not None else None
    return locked(*found) if found else None


def _fact_key(kind: str, subject: str, period: str | None) -> tuple[str, tuple[str, ...]] | None:
    """Table and key of the one fact behind an answer; reports and counts are added beside what is there."""
    if kind == "value" and period:
        return "indicator_value", (subject, period)
    return ("milestone", (subject,)) if kind == "milestone" else None


def submit(
    engine: sa.Engine, actor: Actor, slug: str, answer: Answer, seen: int | None, *, proposal: bool = False
) -> Entry:
    """Submit an answer; `seen` is the version of the entry that the form showed (None: there was none).

    A `proposal` is a correction of a closed period: it waits with its reason until the period is opened.
    Raises ForbiddenError; ConflictError where somebody else has submitted or the fact has changed since; RefusedError
    for a closed period, one that has not ended, or an answer that does not say one thing.
    """
    with deed(engine, actor, slug) as doing:
        held = doing.held("entry", answer.code)
        grant = doing.need("submit_entry", _target(doing, answer.kind, answer.subject, held))
        unless_changed(held, seen)
        fact = _fact_key(answer.kind, answer.subject, answer.period)
        if fact:
            unless_changed(doing.held(fact[0], *fact[1]), answer.seen)
        _check(doing, answer)
        _unless_closed(doing, answer.kind, answer.period, proposal=proposal and bool(answer.reason))
        doing.reason = answer.reason or answer.note
        values = {
            **asdict(answer),
            "code": answer.code,
            "state": "submitted",
            "account": actor.account or 0,
            "role": grant.role if grant else "operator",
            "title": grant.title if grant else None,
            "deputy": bool(grant and grant.deputy_of),
        }
        if held:
            doing.replace("entry", held, **(dict.fromkeys(held.values) | values))
        else:
            doing.add("entry", values)
        drafts.drop(doing.connection, actor.account, slug, answer.code)
    return versions(engine, slug, answer.code)[-1]


def take_back(engine: sa.Engine, actor: Actor, slug: str, code: str, seen: int, reason: str | None = None) -> None:
    """Take an entry back before it is decided on; what it said stays in its history.

    A closed period does not stand against it: no figure changes. Raises ForbiddenError, NotFound, and ConflictError
    where the entry is another one by now, also for who could have taken it back before it was decided on.
    """
    with deed(engine, actor, slug) as doing:
        held = _held(doing, code)
        target = _target_of(doing, held)
        if held.row_id != seen:
            _unless_decided(doing, "take_back_entry", target)
        doing.need("take_back_entry", target)
        unless_changed(held, seen)
        doing.reason = reason
        doing.replace("entry", held, state="taken_back")
        drafts.drop(doing.connection, actor.account, slug, code)


def approve(
    engine: sa.Engine, actor: Actor, slug: str, code: str, seen: int, stand: dt.date, over: int | None = None
) -> None:
    """Approve an entry: it becomes a fact. `stand` is the day that the strategy's pages open with.

    `over` is the version of the fact that was seen beside the entry, where it is another one than the entry was made on.
    Raises ForbiddenError (also for the account that submitted it), ConflictError where the entry or the fact behind it
    has changed since, and RefusedError where a rule of the domain stands against it.
    """
    with deed(engine, actor, slug) as doing:
        held = _held(doing, code)
        grant = doing.need("approve_entry", _target_of(doing, held))
        unless_changed(held, seen)
        _unless_closed(doing, held.values["kind"], held.values["period"])
        doing.reason = held.values["reason"] or held.values["note"]
        about = held.values if over is None else {**held.values, "seen": over}
        become_fact.write(doing, about, _title(grant), stand)
        doing.replace("entry", held, state="approved", decided_by=actor.account, decided_role=_role(grant), answer=None)


def send_back(engine: sa.Engine, actor: Actor, slug: str, code: str, seen: int, answer: str) -> None:
    """Return an entry to who submitted it, with what is to be changed."""
    if not answer.strip():
        raise RefusedError(_("Please say in one sentence what is to be changed."))
    with deed(engine, actor, slug) as doing:
        held = _held(doing, code)
        grant = doing.need("return_entry", _target_of(doing, held))
        unless_changed(held, seen)
        doing.reason = answer.strip()
        doing.replace(
            "entry", held, state="returned", decided_by=actor.account, decided_role=_role(grant), answer=answer.strip()
        )


def ask(engine: sa.Engine, actor: Actor, slug: str, code: str, seen: int, question: str) -> None:
    """Put an entry in question that somebody else submitted: it goes back with the other answer beside it."""
    with deed(engine, actor, slug) as doing:
        held = _held(doing, code)
        doing.need("submit_entry", _target_of(doing, held))
        unless_changed(held, seen)
        doing.reason = question
        doing.replace("entry", held, state="returned", answer=question)


def publish(engine: sa.Engine, actor: Actor, slug: str, indicator: str, period: str, seen: int) -> None:
    """An approved value becomes public."""
    _change_value(engine, actor, slug, (indicator, period), seen, "publish_value", state="published")


def withdraw(engine: sa.Engine, actor: Actor, slug: str, indicator: str, period: str, seen: int, reason: str) -> None:
    """A published value is public no longer."""
    if not reason.strip():
        raise RefusedError(_("Please say why the value is withdrawn."))
    _change_value(
        engine, actor, slug, (indicator, period), seen, "withdraw_value", reason, state="withdrawn", note=reason.strip()
    )


def _change_value(
    engine: sa.Engine, actor: Actor, slug: str, key: tuple[str, str], seen: int, action: str,
    reason: str | None = None, **changes: Any,
) -> None:  # fmt: skip
    with deed(engine, actor, slug) as doing:
        held = doing.held("indicator_value", *key)
        if held is None:
            raise NotFound(_("There is no such value."))
        doing.need(action, _target(doing, "value", key[0], None, state=held.values["state"]))
        unless_changed(held, seen)
        doing.reason = reason
        doing.replace("indicator_value", held, **changes)


def _unless_decided(doing: Deed, action: str, target: Target) -> None:
    """ConflictError where only what somebody else did meanwhile stands against the action."""
    waited = replace(target, state="submitted")
    if doing.actor.may(action, target) is None and doing.actor.may(action, waited):
        raise ConflictError(_("Somebody has decided on this entry in the meantime."))


def _held(doing: Deed, code: str) -> Held:
    held = doing.held("entry", code)
    if held is None:
        _unless_foreign(doing, code)
        raise NotFound(_("There is no such entry."))
    return held


def _unless_foreign(doing: Deed, code: str) -> None:
    """ForbiddenError where an entry of this code would be foreign: whether there is one is nobody else's business."""
    kind, subject = _about(code)
    target = _target(doing, kind, subject, None) if kind in due.KINDS else Target()
    if not doing.actor.operator and doing.actor.may("read_entries", target) is None:
        raise not_allowed()


def to_answer(doing: Deed, code: str) -> Held | None:
    """The entry of a code, None: there is none yet. Raises ForbiddenError for who may not answer the question."""
    kind, subject = _about(code)
    if kind not in due.KINDS:
        raise NotFound(_("There is no such entry."))
    held = doing.held("entry", code)
    doing.need("submit_entry", _target(doing, kind, subject, held))
    return held


def _about(code: str) -> tuple[str, str]:
    """Kind and subject of an entry, from its code."""
    kind, _colon, rest = code.partition(":")
    return kind, rest.partition(":")[0]


def _target_of(doing: Deed, held: Held) -> Target:
    return _target(doing, held.values["kind"], held.values["subject"], held)


def _target(doing: Deed, kind: str, subject: str, held: Held | None, state: str | None = None) -> Target:
    """What an entry is about, as the table of rights asks for it. Raises NotFound for an unknown subject."""
    measure, field = place(doing, kind, subject)
    return due.target(
        doing.root.slug,
        measure,
        field,
        accounts.grants(doing.connection),
        doing.actor.today,
        state=state if state is not None else held.values["state"] if held else "",
        submitter=held.values["account"] if held else None,
    )


def place(doing: Deed, kind: str, subject: str) -> tuple[str | None, str | None]:
    """The measure and the field of action that something belongs to. Raises NotFound."""
    if kind == "count":
        return None, None
    about = doing.held(_TABLE[kind], subject)
    if about is None:
        raise NotFound(_("There is no “{code}” here.", code=subject))
    kind, code = ("measure", subject) if kind == "report" else (about.values["object_kind"], about.values["object"])
    if kind == "field":
        return None, _field(doing, code)
    if kind != "measure":
        return None, None
    measure = doing.held("measure", code)
    return code, _field(doing, measure.values["field"]) if measure else None


def _field(doing: Deed, code: str | None) -> str | None:
    """The field of action, also of one of its themes."""
    found = doing.held("field", code) if code else None
    return found.values["parent"] or code if found else None


def _check(doing: Deed, answer: Answer) -> None:
    """What every answer must keep, whatever the form asked."""
    if answer.kind == "value" and (answer.value is None) == (answer.missing_reason is None):
        raise RefusedError(_("An entry states either a value or the reason why there is none."))
    if answer.kind == "value" and answer.value is not None:
        indicator = doing.held("indicator", answer.subject)
        most = indicator.values["decimals"] if indicator else 0
        refuse(check_decimals(answer.value, most, (answer.subject, answer.period or "")))
    if answer.kind == "count" and (answer.value is None or answer.value != int(answer.value) or answer.value < 0):
        raise RefusedError(_("A count is a whole number."))
    if answer.kind == "report" and not answer.text:
        raise RefusedError(_("The report is empty."))
    if answer.kind == "milestone":
        _check_milestone(doing, answer)
    if answer.period is None:
        return
    period = Period.parse(answer.period)
    if period.last > doing.actor.today:
        raise RefusedError(_("The period {period} has not ended yet.", period=formats.period(period)))


def _check_milestone(doing: Deed, answer: Answer) -> None:
    """A day that fits the outcome, and followers that are this person's own."""
    today = doing.actor.today
    if answer.outcome is None or answer.day is None:
        raise RefusedError(_("Say what became of the milestone, and the day."))
    if answer.outcome != "reached" and not answer.reason:
        raise RefusedError(_("Please say in one sentence what the reason is."))
    if (answer.day < today) if answer.outcome == "not_yet" else (answer.day > today):
        raise RefusedError(_("{day} does not fit what became of the milestone.", day=formats.day(answer.day)))
    for code, day in json.loads(answer.followers or "{}").items():
        doing.need("submit_entry", _target(doing, "milestone", code, None))
        if dt.date.fromisoformat(day) < today:
            raise RefusedError(_("{day} has passed already.", day=formats.day(dt.date.fromisoformat(day))))


def _unless_closed(doing: Deed, kind: str, period: str | None, *, proposal: bool = False) -> None:
    """Raises RefusedError for a closed period; a milestone has none, and a proposal waits until it is opened."""
    if period is None or kind == "milestone" or proposal:
        return
    found = working.lock_of(doing.connection, doing.root.id, Period.parse(period))
    if found:
        raise RefusedError(locked(*found))


def locked(period: Period, closed_on: dt.date) -> str:
    """The sentence for a closed period: since when, and who can open it."""
    return _(
        "Locked: {period} has been closed since {day}. The coordination can open it.",
        period=formats.period(period),
        day=formats.day(closed_on),
    )


def _title(grant: Grant | None) -> str:
    return (grant.title or grant.role) if grant else "operator"


def _role(grant: Grant | None) -> str:
    return grant.role if grant else "operator"
