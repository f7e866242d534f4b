"""How a question is called in a list, and what stands small below it."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working.desk import answers_words, words
from dashboard.working.waiting import Task


def title(task: Task) -> str:
    """What the question is about."""
    found, due = task.view.assessment, task.due
    if due.kind == "value":
        return found.indicators[due.subject].indicator.title
    if due.kind == "milestone":
        return found.milestones[due.subject].milestone.title
    if due.kind == "report":
        return _("How does “{measure}” stand?", measure=found.measures[due.subject].measure.title)
    return str(words.COUNT_TITLES[due.subject])


def measure(task: Task) -> str | None:
    """Code and name of the measure, or the field it belongs to; None for the strategy itself."""
    found, due = task.view.assessment, task.due
    if due.measure and due.measure in found.measures:
        return f"{due.measure} {found.measures[due.measure].measure.title}"
    fields = {field.code: field.title for field in found.state.fields}
    return fields.get(due.field or "", found.state.strategy.title)


def remark(task: Task) -> list[Any]:
    """What was sent, else the kind, the measure, the period and how late it is."""
    if task.sent and task.entry:
        return [answers_words.short(task)]
    due = task.due
    parts: list[Any] = [str(words.KIND_WORDS[due.kind])]
    parts += [due.measure] if due.measure else []
    parts += [formats.period(due.period)] if due.period and due.kind != "milestone" else []
    parts += [_("as a deputy")] if task.as_deputy else []
    late = (task.view.assessment.state.as_of - due.due_on).days
    parts += [_("draft")] if task.draft else []
    if task.returned:
        parts.append(html.B(_("returned"), className="late"))
    elif late > 0:
        told = ngettext("{days} day overdue", "{days} days overdue", late, days=formats.number(late))
        parts.append(html.B(told, className="late"))
    return [piece for part in parts for piece in (" · ", part)][1:]
