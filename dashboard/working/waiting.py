"""What waits for the person who asks: the questions of all strategies that are theirs, and how far each answer is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import g

from dashboard.domain import due as dues
from dashboard.domain.asked import asked
from dashboard.domain.due import Due
from dashboard.domain.rights import RULE_OF, Grant
from dashboard.errors import NotFound
from dashboard.operations import accounts, entries
from dashboard.operations.drafts import drafts_of
from dashboard.operations.entries import Entry
from dashboard.reader import View
from dashboard.storage.drafts import Draft
from dashboard.text.catalog import gettext as _
from dashboard.working.site import Site

#: What one must be allowed to do for a question to be one's own.
ACTION = "submit_entry"


@dataclass(frozen=True)
class Task:
    """A question to this person, the role that makes it theirs, what was said to it so far, and what they typed."""

    slug: str
    view: View
    due: Due
    grant: Grant
    entry: Entry | None = None
    draft: Draft | None = None

    @property
    def code(self) -> str:
        return self.due.code

    @property
    def sent(self) -> bool:
        """Whether an answer lies with those who approve."""
        return self.entry is not None and self.entry.state == "submitted"

    @property
    def returned(self) -> bool:
        return self.entry is not None and self.entry.state == "returned"

    @property
    def as_deputy(self) -> bool:
        return self.grant.deputy_of is not None


class Whose:
    """Which questions of one strategy are the person's own, by the table of rights."""

    def __init__(self, site: Site, slug: str, grants: tuple[Grant, ...]) -> None:
        self._actor, self._slug, self._grants = site.actor, slug, grants

    def grant(self, due: Due, entry: Entry | None) -> Grant | None:
        """The role in which this person answers; None: it is not theirs."""
        target = dues.target(
            self._slug, due.measure, due.field, self._grants, self._actor.today,
            state=entry.state if entry else "", submitter=entry.values["account"] if entry else None,
        )  # fmt: skip
        return self._actor.may(ACTION, target)


def tasks(site: Site) -> tuple[Task, ...]:
    """Everything that waits for this person or that they have answered, the most urgent first; read once a request."""
    if "tasks" not in g:
        g.tasks = tuple(sorted(_all(site), key=_urgency))
    return g.tasks


def open_count(site: Site) -> int:
    """How many questions wait for an answer."""
    return sum(not task.sent for task in tasks(site))


def task(site: Site, slug: str, code: str) -> Task:
    """One question of this person, also one that nobody asks for yet. Raises NotFound, also where it is another's."""
    found = next((one for one in tasks(site) if (one.slug, one.code) == (slug, code)), None)
    if found:
        return found
    if slug in slugs(site):
        view, held = site.view(slug), entries.entries(site.engine, slug).get(code)
        question = asked(view.assessment, code)
        grant = Whose(site, slug, _grants(site)).grant(question, held) if question else None
        if question and grant:
            return Task(slug, view, question, grant, held, _drafts(site).get((slug, code)))
    raise NotFound(_("There is no such entry, or it is not yours."))


def is_own(site: Site, slug: str, code: str) -> bool:
    """Whether this person may answer a question, whoever asks it."""
    question = asked(site.view(slug).assessment, code)
    return question is not None and Whose(site, slug, _grants(site)).grant(question, None) is not None


def unasked(site: Site) -> tuple[Task, ...]:
    """Open milestones of this person's measures that nobody asks about yet."""
    listed = {(one.slug, one.code) for one in tasks(site)}
    found = []
    for slug in slugs(site):
        view, whose = site.view(slug), Whose(site, slug, _grants(site))
        for code in view.assessment.milestones:
            question = asked(view.assessment, f"milestone:{code}")
            if question and (slug, question.code) not in listed:
                grant = whose.grant(question, None)
                found += [Task(slug, view, question, grant)] if grant else []
    return tuple(found)


def former(site: Site, most: int = 50) -> tuple[Task, ...]:
    """What was reported to this person's questions, the latest first; what lies with those who approve included."""
    found = []
    for slug in slugs(site):
        view, whose = site.view(slug), Whose(site, slug, _grants(site))
        for code, entry in entries.entries(site.engine, slug).items():
            question = asked(view.assessment, code)
            grant = whose.grant(question, entry) if question else None
            found += [Task(slug, view, question, grant, entry)] if question and grant else []
    return tuple(sorted(found, key=lambda one: -(one.entry.version if one.entry else 0))[:most])


def read_again() -> None:
    """What others did since this request began is to be seen."""
    g.pop("tasks", None)


def next_day(site: Site) -> dt.date | None:
    """The first day on which something else becomes due from this person."""
    days = []
    for slug in slugs(site):
        view, whose = site.view(slug), Whose(site, slug, _grants(site))
        measures = view.assessment.measures
        own = frozenset(
            code for code, found in measures.items()
            if whose.grant(Due("report", code, site.today, None, code, found.field), None)
        )  # fmt: skip
        days.append(dues.next_due(view.assessment, own, site.today))
    return min((day for day in days if day), default=None)


def slugs(site: Site, action: str = ACTION) -> tuple[str, ...]:
    """The strategies in which this person may do it to anything at all: answer, if nothing else is named."""
    acting = RULE_OF[action].cells
    own = [one for one in site.actor.grants if one.role in acting and one.holds(site.actor.today)]
    if not own:
        return ()
    named = {one.strategy for one in own}
    return tuple(slug for slug in site.visitors.internal.slugs() if None in named or slug in named)


def _grants(site: Site) -> tuple[Grant, ...]:
    if "grants_of_all" not in g:
        g.grants_of_all = accounts.everybody(site.engine)[1]
    return g.grants_of_all


def _drafts(site: Site) -> dict[tuple[str, str], Draft]:
    if "drafts" not in g:
        g.drafts = drafts_of(site.engine, site.actor.account)
    return g.drafts


def _all(site: Site) -> Iterator[Task]:
    for slug in slugs(site):
        view, held = site.view(slug), entries.entries(site.engine, slug)
        whose = Whose(site, slug, _grants(site))
        for question in _questions(view, held):
            grant = whose.grant(question, held.get(question.code))
            if grant:
                draft = _drafts(site).get((slug, question.code))
                yield Task(slug, view, question, grant, held.get(question.code), draft)


def _questions(view: View, held: Mapping[str, Entry]) -> Iterator[Due]:
    """What is due, and what was answered or came back although nobody asks for it."""
    listed = view.due()
    yield from listed
    codes = {one.code for one in listed}
    for code, entry in held.items():
        if entry.state in ("submitted", "returned") and code not in codes:
            question = asked(view.assessment, code)
            if question:
                yield question


def _urgency(one: Task) -> tuple:
    """What came back first, then by the day, then by the order of the measures (D: most urgent first)."""
    measure = one.view.assessment.state.measure_by_code.get(one.due.measure or "")
    return (
        not one.returned, one.due.due_on, one.slug, measure.position if measure else 0, dues.KINDS.index(one.due.kind),
        one.code,
    )  # fmt: skip
