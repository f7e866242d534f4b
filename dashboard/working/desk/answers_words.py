"""What was said to a question, in a few words: for lists, the end page and two answers side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.domain.values import StatedNumber
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working.desk import words
from dashboard.working.waiting import Task


def short(task: Task) -> str:
    """The answer that lies with those who approve."""
    assert task.entry is not None
    return " ".join(part for part in main_and_small(task, task.entry.values) if part)


def main_and_small(task: Task, said: Mapping[str, Any]) -> tuple[str, str]:
    """The answer itself, and what stands small behind it; `said` are the columns of an entry."""
    kind = task.due.kind
    if kind == "value":
        return _value(task, said)
    if kind == "milestone":
        return _milestone(said)
    if kind == "count":
        return formats.number(said["value"] or 0), ""
    count = len(said["text"] or "")
    small = [_("checked, unchanged")] if said["unchanged"] else []
    small += [_("({count} characters)", count=count)] if count > 60 else []
    return formats.shorten(said["text"] or "", 60), " ".join(small)


def _value(task: Task, said: Mapping[str, Any]) -> tuple[str, str]:
    if said["missing_reason"]:
        return _("no value"), str(words.REASON_WORDS[said["missing_reason"]])
    number = StatedNumber(said["value"], said["value_precision"] or "exact", said["value_words"])
    unit = task.view.assessment.indicators[task.due.subject].indicator.unit
    quality = words.QUALITY_WORDS.get(said["quality"] or "")
    small = [_("checked, unchanged")] if said["unchanged"] else []
    return words.value(number, unit), ", ".join([*small, str(quality)] if quality else small)


def _milestone(said: Mapping[str, Any]) -> tuple[str, str]:
    day = formats.day(said["day"])
    if said["outcome"] == "reached":
        return day, _("reached")
    return (day, _("new day")) if said["outcome"] == "not_yet" else (_("dropped"), said["reason"] or "")
