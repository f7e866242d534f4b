"""Two people answered one question: both answers side by side, and who comes second decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dash import html

from dashboard.domain.values import StatedNumber
from dashboard.operations.entries import Answer, Entry
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.role_words import role_word
from dashboard.working import fields
from dashboard.working.conflict import both, side
from dashboard.working.desk import answers_words, titles, words
from dashboard.working.desk.frame import href
from dashboard.working.desk.known import known
from dashboard.working.desk.parts import Opened, form, way
from dashboard.working.site import Site
from dashboard.working.waiting import Task

KEEP, ASK = "behalten", "nachfragen"


def content(site: Site, task: Task, answer: Answer, typed: Mapping[str, str], opened: Opened) -> list[Any]:
    """The card: what is stored, what was typed, and three ways on. Every typed text goes along in hidden fields."""
    mine = answers_words.main_and_small(task, asdict(answer))
    entry = task.entry if task.entry and str(task.entry.version) != typed.get("gesehen") else None
    theirs = answers_words.main_and_small(task, entry.values) if entry else _fact(task)
    withdrawn = entry is not None and entry.state == "taken_back"
    kept = {name: text for name, text in typed.items() if name not in ("weg", "gesehen", "tatsache", "gemeint")}
    if typed.get("gemeint"):
        kept["wert"] = typed["gemeint"]
    keep = _("Leave it taken back") if withdrawn else _("Keep the stored one: {answer}", answer=theirs[0])
    buttons = [
        way(keep, KEEP, autofocus=True),
        way(_("Submit mine: {answer}", answer=mine[0]), typed.get("weg") or "einreichen", "outlined"),
    ]
    if entry and entry.state == "submitted":
        buttons.append(way(_("Leave both and ask"), ASK, "link"))
    about = _about(entry.values, formats.day(entry.recorded_at.date())) if entry else []
    sides = [
        side(_("Taken back") if withdrawn else _("Stored"), theirs, about, html.H3),
        side(
            _("Yours"),
            mine,
            _about({**asdict(answer), "title": task.grant.title, "role": task.grant.role}, None),
            html.H3,
        ),
    ]
    happened = (
        _("While you were answering, the earlier answer was taken back. Nothing is lost: you decide.")
        if withdrawn
        else _("While you were answering, somebody else did so too. Nothing is lost: you decide.")
    )
    return [
        html.H2(_("Two answers to one question"), tabIndex=-1),
        html.P(titles.title(task), className="what"),
        html.P(happened, className="what"),
        both(*sides),
        html.P(_difference(task, entry, answer), className="apart"),
        *form(site, href(site, task), [*fields.hidden(**kept), html.Div(buttons, className="buttons")], opened),
    ]


def question(task: Task, entry: Entry, answer: Answer) -> str:
    """What stands above an entry that was put in question: both answers and who gave them."""
    theirs = answers_words.main_and_small(task, entry.values)
    mine = answers_words.main_and_small(task, asdict(answer))
    told = _(
        "There are two answers: {first} ({who}) and {second} ({other}). Please find out which one is right.",
        first=" ".join(theirs).strip(), who=_who(entry.values), second=" ".join(mine).strip(),
        other=task.grant.title or role_word(task.grant.role),
    )  # fmt: skip
    return formats.shorten(" ".join(part for part in (told, answer.note) if part), 500)


def _difference(task: Task, entry: Entry | None, answer: Answer) -> str | None:
    """How far two values are apart, in words; None where one of them is none."""
    theirs = entry.values["value"] if entry else None
    if answer.value is None or theirs is None or task.due.kind != "value":
        return None
    apart = words.amount(answer.value - theirs, known(task.view.assessment, task.due))
    return _("They are {amount} apart.", amount=apart)


def _who(said: Mapping[str, Any]) -> str:
    return said["title"] or role_word(said["role"])


def _about(said: Mapping[str, Any], day: str | None) -> list[tuple[str, str]]:
    """Who, when, source and note, as far as they are there."""
    rows = ((_("Who"), _who(said)), (_("When"), day), (_("Source"), said["source"]), (_("Note"), said["note"]),
            (_("Reason"), said["reason"]))  # fmt: skip
    return [(name, value) for name, value in rows if value]


def _fact(task: Task) -> tuple[str, str]:
    """What holds by now, where not an entry but the fact itself is another one."""
    found, due = task.view.assessment, task.due
    if due.kind == "milestone":
        milestone = found.milestones[due.subject]
        reached = milestone.milestone.actual_date
        return (formats.stated_day(reached), _("reached")) if reached else (milestone.milestone.title, _("changed"))
    rows = found.state.values_of.get(due.subject, ())
    row = next((one for one in rows if due.period and one.period.text == due.period.text), None)
    if row is None or row.value is None:
        return _("no value"), str(words.REASON_WORDS[row.missing_reason]) if row and row.missing_reason else ""
    number: StatedNumber = row.value
    return words.value(number, found.indicators[due.subject].indicator.unit), words.quality(row)
