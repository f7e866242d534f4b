"""Who gets which reminder today: everything due of all strategies, by person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Engine

from dashboard.domain.reminding import STAGES, recipients, stage
from dashboard.letters.letter import Letter, Line, message
from dashboard.letters.post import NotSent, Post
from dashboard.letters.questions import DESK, Question, answers, questions
from dashboard.operations import accounts, reminders
from dashboard.operations.reminders import Sent
from dashboard.reader import Reader
from dashboard.reporting.due_words import remark
from dashboard.storage.accounts import Account

OWN = "mein-konto"
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


def _key(question: Question, stage: int) -> Sent:
    # With its day: a milestone that is expected later is a new reason to remind.
    return f"{question.slug}/{question.due.code}@{question.due.due_on}", stage


def planned(engine: Engine, today: dt.date, public_url: str) -> list[Planned]:
    """The letters that would be sent today, by account."""
    people, grants = accounts.everybody(engine)
    away = frozenset(one.id for one in people if not _reachable(one, today))
    found: dict[int, list[tuple[Sent, Line]]] = defaultdict(list)
    reader = Reader(engine, today=lambda: today, audience="internal")
    for question in questions(reader, grants, today + _AHEAD):
        now = stage(question.due.due_on, today)
        if now is None:
            continue
        for number in recipients(question.due, question.slug, now, grants, today, away):
            own = answers(number, question, grants, today)
            found[number].append((_key(question, now), _line(question, own, public_url)))
    had = reminders.had(engine)
    return [
        letter
        for one in people
        if one.id in found and (letter := _letter(one, found[one.id], had.get(one.id, frozenset()), today, public_url))
    ]


def _reachable(one: Account, today: dt.date) -> bool:
    return bool(one.email) and one.closed_on is None and (one.quiet_until is None or one.quiet_until < today)


def _line(question: Question, own: bool, public_url: str) -> Line:
    due = question.due
    elsewhere = f"{question.slug}/massnahmen/{due.measure}" if due.measure else question.slug
    path = question.path if own else elsewhere
    return Line(question.title, remark(due), question.strategy, due.due_on, f"{public_url}/{path}", own)


def _letter(
    one: Account, found: list[tuple[Sent, Line]], had: frozenset[Sent], today: dt.date, public_url: str
) -> Planned | None:
    """One letter with everything, if anything in it is new."""
    new = frozenset(key for key, _line in found) - had
    if not new:
        return None
    lines = [line for _key, line in found]
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
