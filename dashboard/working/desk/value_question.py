"""The question about a value, or how often something happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.operations.entries import Answer
from dashboard.working.desk import value_answer, value_form, words
from dashboard.working.desk.echo import echo
from dashboard.working.desk.known import known, known_count
from dashboard.working.desk.parts import Opened, Shown
from dashboard.working.site import Site
from dashboard.working.waiting import Task

#: Longest text that the echo is asked for.
_LONGEST = 60


class ValueQuestion:
    """One value of an indicator for one period; a count is asked alike."""

    fields = value_answer.FIELDS

    def __init__(self, site: Site, task: Task) -> None:
        self._site, self._task = site, task
        read = known_count if task.due.kind == "count" else known
        self._known = read(task.view.assessment, task.due)

    @property
    def heading(self) -> str:
        return words.question(self._known)

    def start(self) -> Shown:
        return value_answer.start(self._task, self._known)

    def again(self, form: Mapping[str, str]) -> Shown:
        return value_answer.again(self._known, form)

    def content(self, shown: Shown, opened: Opened) -> list[Any]:
        return value_form.content(self._site, self._task, self._known, shown, opened)

    def read(self, form: Mapping[str, str]) -> Answer | Shown:
        return value_answer.read(self._known, form, self._site.today)

    def heard(self, form: Mapping[str, str]) -> list[Any]:
        return echo(value_answer.told(form.get("wert", "")[:_LONGEST], self._known), self._known)
