"""What waits for approval in one strategy, for whom, and why somebody who sees it may not decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.domain import due as dues
from dashboard.domain import rights
from dashboard.domain.asked import asked
from dashboard.domain.assessment import Assessment
from dashboard.domain.due import KINDS, Due, last_round
from dashboard.domain.rights import RULE_OF, Grant, Target
from dashboard.domain.values import Period, Ref
from dashboard.errors import ForbiddenError
from dashboard.operations import entries, periods
from dashboard.operations.entries import Entry
from dashboard.operations.periods import Closed, closing
from dashboard.reader import View
from dashboard.text.catalog import gettext as _
from dashboard.text.role_words import role_word
from dashboard.working.people import People
from dashboard.working.site import Site
from dashboard.working.waiting import Task


@dataclass(frozen=True)
class Pending:
    """An entry that waits. `approver` is the role in which the reader may decide; None: `others` may (their titles).

    `own`: the reader submitted it; `who` entered it (a role's title and the name); `closed` is the period that is closed.
    """

    task: Task
    entry: Entry
    who: str
    approver: Grant | None
    own: bool
    others: tuple[str, ...]
    closed: Closed | None

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def key(self) -> str:
        """What a form carries: the version that was seen, and the entry."""
        return f"{self.entry.version}:{self.entry.code}"

    @property
    def mine(self) -> bool:
        """Whether the reader can decide on it now."""
        return self.approver is not None and self.closed is None


def reads_entries(site: Site, slug: str) -> bool:
    """Whether this person's roles reach any entry of the strategy."""
    cells = RULE_OF["read_entries"].cells
    return any(
        grant.role in cells and grant.holds(site.today) and grant.strategy in (None, slug)
        for grant in site.actor.grants
    )


def to_decide(site: Site, slug: str) -> int:
    """How many entries of a strategy wait for this person's decision."""
    cells = RULE_OF["approve_entry"].cells
    if not any(grant.role in cells and grant.strategy in (None, slug) for grant in site.actor.grants):
        return 0
    return sum(one.mine for one in pending(site, slug))


def pending(site: Site, slug: str, people: People | None = None) -> list[Pending]:
    """What waits in a strategy and what the reader may see of it: first what they decide on. Raises ForbiddenError."""
    if not reads_entries(site, slug):
        raise ForbiddenError(_("Your role does not allow this."))
    people, view, locks = people or People.of(site), site.view(slug), periods.closed_periods(site.engine, slug)
    found: list[Pending] = []
    for entry in entries.entries(site.engine, slug).values():
        question = _question(view.assessment, entry) if entry.state == "submitted" else None
        if question:
            found += _seen(site, slug, view, question, entry, people, locks)
    return sorted(found, key=_order)


def _order(one: Pending) -> tuple:
    due = one.task.due
    return not one.mine, due.due_on, due.measure or "", KINDS.index(due.kind), due.code


def _seen(
    site: Site, slug: str, view: View, question: Due, entry: Entry, people: People, locks: Sequence[Closed]
) -> Iterable[Pending]:
    actor = site.actor
    target = dues.target(
        slug, question.measure, question.field, people.grants, actor.today, state=entry.state,
        submitter=entry.values["account"],
    )  # fmt: skip
    reading = actor.may("read_entries", target)
    if reading is None:
        return
    said = entry.values
    locked = closing(locks, question.period) if question.period and question.kind != "milestone" else None
    yield Pending(
        Task(slug, view, question, reading, entry), entry, people.who(said["role"], said["title"], said["account"]),
        actor.may("approve_entry", target), said["account"] == actor.account,
        _approvers(target, people.grants, site), locked,
    )  # fmt: skip


def _approvers(target: Target, grants: Iterable[Grant], site: Site) -> tuple[str, ...]:
    """Titles of the roles in which somebody may approve it."""
    may = (one for one in grants if rights.allowed("approve_entry", one.account, [one], target, site.today))
    return tuple(dict.fromkeys(one.title or role_word(one.role) for one in may))


def _question(assessment: Assessment, entry: Entry) -> Due | None:
    """What an entry answers, also where it is no longer asked; None where its subject is gone."""
    found = asked(assessment, entry.code)
    about = _about(assessment, entry) if found is None else None
    if found or about is None:
        return found
    said, measure = entry.values, assessment.measures.get(about.code) if about.kind == "measure" else None
    period = Period.parse(said["period"]) if said["period"] else last_round(assessment.state.as_of)
    field = measure.field if measure else about.code if about.kind == "field" else None
    return Due(said["kind"], said["subject"], period.last, period, about.code if measure else None, field)


def _about(assessment: Assessment, entry: Entry) -> Ref | None:
    kind, subject = entry.values["kind"], entry.values["subject"]
    if kind == "value" and subject in assessment.indicators:
        return assessment.indicators[subject].indicator.object
    if kind == "milestone" and subject in assessment.milestones:
        return assessment.milestones[subject].milestone.object
    return Ref("measure", subject) if kind == "report" and subject in assessment.measures else None
