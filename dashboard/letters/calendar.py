"""The due days of one person as a calendar (ICS): kind, measure and period, no figure, no name, no title."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dashboard.domain.rights import Grant
from dashboard.letters.questions import Question, answers, questions
from dashboard.reader import Reader
from dashboard.reporting.due_words import remark
from dashboard.text.catalog import gettext as _

if TYPE_CHECKING:
    from icalendar import Event

#: How far the calendar looks ahead.
_AHEAD = dt.timedelta(days=400)


def calendar(reader: Reader, account: int, grants: tuple[Grant, ...], public_url: str, now: dt.datetime) -> bytes:
    """Everything that this account answers, each on the day it is due; `grants` are those of all accounts."""
    from icalendar import Calendar  # 2 MB, which most processes never need

    today = reader.today()
    made = Calendar()
    made.add("prodid", "-//Strategiemonitor//DE")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Strategiemonitor")
    made.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
    own = [one for one in grants if one.account == account]
    for question in questions(reader, own, today + _AHEAD):
        if answers(account, question, grants, today):
            made.add_component(_event(question, public_url, now))
    return made.to_ical()


def _event(question: Question, public_url: str, now: dt.datetime) -> Event:
    from icalendar import Event

    due, house = question.due, urlsplit(public_url).hostname
    name = sha256(f"{question.slug}/{due.code}@{due.due_on}".encode()).hexdigest()[:32]
    event = Event()
    event.add("uid", f"{name}@{house}")
    event.add("dtstamp", now)
    event.add("dtstart", due.due_on)
    event.add("dtend", due.due_on + dt.timedelta(days=1))
    event.add("summary", _("Due: {what}", what=remark(due)))
    event.add("description", question.strategy)
    event.add("url", f"{public_url}/{question.path}")
    event.add("transp", "TRANSPARENT")
    return event
