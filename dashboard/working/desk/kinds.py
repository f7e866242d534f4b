"""What each kind of question can do, and which class asks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from dashboard.operations.entries import Answer
from dashboard.working.desk.milestone_question import MilestoneQuestion
from dashboard.working.desk.parts import Opened, Shown
from dashboard.working.desk.report_question import ReportQuestion
from dashboard.working.desk.value_question import ValueQuestion
from dashboard.working.site import Site
from dashboard.working.waiting import Task


class Question(Protocol):
    """One question to one person."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the form's fields, beside `weg`, `gesehen` and `tatsache`."""

    @property
    def heading(self) -> str:
        """The question in plain words."""

    def start(self) -> Shown:
        """The form as it opens: what was said before, else what is proposed."""

    def again(self, form: Mapping[str, str]) -> Shown:
        """The form as somebody left it who has not submitted it."""

    def content(self, shown: Shown, opened: Opened) -> list[Any]:
        """What stands in the card: heading, facts, form."""

    def read(self, form: Mapping[str, str]) -> Answer | Shown:
        """The answer that a form means, or the form again with what is to be cleared first."""

    def heard(self, form: Mapping[str, str]) -> list[Any]:
        """What was understood of fields that are still being filled."""


def question(site: Site, task: Task) -> Question:
    """The question of a task."""
    if task.due.kind == "milestone":
        return MilestoneQuestion(site, task)
    return ReportQuestion(site, task) if task.due.kind == "report" else ValueQuestion(site, task)
