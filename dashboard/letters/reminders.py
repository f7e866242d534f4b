"""Who gets which reminder today: everything due of all strategies, by person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine

from dashboard.domain import due as dues
from dashboard.domain.coming import coming
from dashboard.domain.due import Due
from dashboard.domain.reminding import STAGES, recipients, stage
from dashboard.domain.rights import Grant, allowed
from dashboard.letters.letter import Letter, Line, message
from dashboard.letters.post import NotSent, Post
from dashboard.operations import accounts, entries, reminders
from dashboard.operations.reminders import Sent
from dashboard.reader import Reader, View
from dashboard.reporting import due_words
from dashboard.storage.accounts import Account

DESK, OWN = "meine-eintraege", "mein-konto"
_AHEAD = dt.timedelta(days=-STAGES[0])


@dataclass(frozen=True)
class Planned:
    """A letter that is to be sent, and the reminders that are then done."""

    account: int
    letter: Letter
    reminders: frozenset[Sent]


@dataclass(frozen=True)
class Told:
    """What became of a run: addresses that got a letter, and those that did not with the reason."""

    sent: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Question:
    slug: str
    view: View
    due: Due
    stage: int

    @property
    def key(self) -> Sent:
        # With its day: a milestone that is expected later is a new reason to remind.
        return f"{self.slug}/{self.due.code}@{self.due.due_on}", self.stage


def planned(engine: Engine, today: dt.date, public_url: str) -> list[Planned]:
    """The letters that would be sent today, by account."""
    people, grants = accounts.everybody(engine)
    away = frozenset(one.id for one in people if not _reachable(one, today))
    found: dict[int, list[tuple[_Question, Line]]] = defaultdict(list)
    for question in _questions(engine, grants, today):
        told = recipients(question.due, question.slug, question.stage, grants, today, away)
        for number in told:
            found[number].append((question, _line(question, number, grants, today, public_url)))
    had = reminders.had(engine)
    return [
        letter
        for one in people
        if one.id in found and (letter := _letter(one, found[one.id], had.get(one.id, frozenset()), today, public_url))
    ]


def _reachable(one: Account, today: dt.date) -> bool:
    return bool(one.email) and one.closed_on is None and (one.quiet_until is None or one.quiet_until < today)


def _questions(engine: Engine, grants: tuple[Grant, ...], today: dt.date) -> Iterator[_Question]:
    """What is due or will be, of each strategy in which somebody has a role, and was not answered yet."""
    reader = Reader(engine, today=lambda: today, audience="internal")
    somewhere = {one.strategy for one in grants}
    for slug in reader.slugs():
        view = reader.view(slug) if somewhere & {None, slug} else None
        if view is None:
            continue
        held = entries.entries(engine, slug)
        answered = {code for code, entry in held.items() if entry.state == "submitted"}
        asked = view.due()
        codes = {one.code for one in asked}
        later = [one for one in coming(view.assessment, today + _AHEAD) if one.code not in codes]
        for one in (*asked, *later):
            now = stage(one.due_on, today)
            if now is not None and one.code not in answered:
                yield _Question(slug, view, one, now)


def _line(question: _Question, number: int, grants: tuple[Grant, ...], today: dt.date, public_url: str) -> Line:
    due, slug, found = question.due, question.slug, question.view.assessment
    target = dues.target(slug, due.measure, due.field, grants, today)
    own = allowed("submit_entry", number, [one for one in grants if one.account == number], target, today) is not None
    begun = due.period is None or due.period.last <= found.state.as_of
    if own:
        path = f"{DESK}/{slug}/{due.code}" if begun else DESK
    else:
        path = f"{slug}/massnahmen/{due.measure}" if due.measure else slug
    title, remark = due_words.title(found, due), due_words.remark(due)
    return Line(title, remark, found.state.strategy.title, due.due_on, f"{public_url}/{path}", own)


def _letter(
    one: Account, found: list[tuple[_Question, Line]], had: frozenset[Sent], today: dt.date, public_url: str
) -> Planned | None:
    """One letter with everything, if anything in it is new."""
    new = frozenset(question.key for question, _line in found) - had
    if not new:
        return None
    lines = [line for _question, line in found]
    pages = f"{public_url}/{DESK}", f"{public_url}/{OWN}"
    return Planned(one.id, Letter(one.email or "", one.name or "", today, lines, *pages), new)


def send(
    engine: Engine, letters: list[Planned], post: Post, sender: str, reply_to: str | None, public_url: str
) -> Told:
    """Send the letters; one that fails stops no other, and its reminders are due again at the next run."""
    sent: list[str] = []
    failed: list[tuple[str, str]] = []
    for one in letters:
        now = dt.datetime.now(dt.UTC)
        claimed = reminders.claim(engine, one.account, one.reminders, now)
        if not claimed:
            continue
        try:
            post.send(message(one.letter, sender, reply_to, public_url, now))
            sent.append(one.letter.email)
        except NotSent as error:
            reminders.give_back(engine, one.account, claimed)
            failed.append((one.letter.email, str(error)))
    return Told(tuple(sent), tuple(failed))
