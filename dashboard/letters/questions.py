"""The questions of all strategies in which somebody has a role, and which of them an account may answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dashboard.domain import due as dues
from dashboard.domain.coming import coming
from dashboard.domain.due import Due
from dashboard.domain.rights import Grant, allowed
from dashboard.operations import entries
from dashboard.reader import Reader, View
from dashboard.reporting import due_words

DESK = "meine-eintraege"


@dataclass(frozen=True)
class Question:
    """One question of a strategy that was not answered yet."""

    slug: str
    view: View
    due: Due

    @property
    def open(self) -> bool:
        """Whether it can be answered already: its period has ended."""
        return self.due.period is None or self.due.period.last <= self.view.assessment.state.as_of

    @property
    def strategy(self) -> str:
        return self.view.assessment.state.strategy.title

    @property
    def title(self) -> str:
        return due_words.title(self.view.assessment, self.due)

    @property
    def path(self) -> str:
        """Where it is answered."""
        return f"{DESK}/{self.slug}/{self.due.code}" if self.open else DESK


def questions(reader: Reader, roles: Collection[Grant], until: dt.date) -> Iterator[Question]:
    """What is due, and what will be until that day, in the strategies of these roles."""
    named = {one.strategy for one in roles}
    for slug in reader.slugs():
        view = reader.view(slug) if named & {None, slug} else None
        if view is None:
            continue
        held = entries.entries(reader.engine, slug)
        answered = {code for code, entry in held.items() if entry.state == "submitted"}
        asked = view.due()
        codes = {one.code for one in asked}
        later = (one for one in coming(view.assessment, until) if one.code not in codes)
        yield from (Question(slug, view, one) for one in (*asked, *later) if one.code not in answered)


def answers(account: int, question: Question, grants: Collection[Grant], today: dt.date) -> bool:
    """Whether this account may answer it; `grants` are those of all accounts."""
    target = dues.target(question.slug, question.due.measure, question.due.field, grants, today)
    own = [one for one in grants if one.account == account]
    return allowed("submit_entry", account, own, target, today) is not None
