"""A reminder as it is written: plain text and HTML of the same words, without pictures, and its head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from urllib.parse import urlsplit

from markupsafe import Markup

from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

#: More lines are told by their number: a letter is no list of work.
MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is due: what, of which strategy, when, and where it is answered. `own`: by this person."""

    title: str
    remark: str
    strategy: str
    due_on: dt.date
    href: str
    own: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that one person is reminded of on a day; `desk` and `account` are addresses of their pages."""

    email: str
    name: str
    today: dt.date
    lines: Sequence[Line]
    desk: str
    account: str

    @property
    def subject(self) -> str:
        late = sum(line.due_on < self.today for line in self.lines if line.own)
        if late:
            return ngettext("Strategiemonitor: {n} entry overdue", "Strategiemonitor: {n} entries overdue", late)
        return ngettext("Strategiemonitor: {n} entry due", "Strategiemonitor: {n} entries due", len(self.lines))


def when(day: dt.date, today: dt.date) -> str:
    """The due day as a person would say it."""
    left = (day - today).days
    if left < 0:
        return ngettext("since {day}, {n} day overdue", "since {day}, {n} days overdue", -left, day=formats.day(day))
    if left == 0:
        return _("today")
    return ngettext("until {day}, in {n} day", "until {day}, in {n} days", left, day=formats.day(day))


def _groups(letter: Letter) -> list[tuple[str, list[Line]]]:
    """Heading and lines: what is late, what is due soon, what others owe."""
    shown = sorted(letter.lines, key=lambda line: (not line.own, line.due_on, line.title))[:MOST_LINES]
    late = [line for line in shown if line.own and line.due_on < letter.today]
    soon = [line for line in shown if line.own and line.due_on >= letter.today]
    others = [line for line in shown if not line.own]
    groups = ((_("Overdue"), late), (_("Due next"), soon), (_("Open with others, for your information"), others))
    return [(heading, some) for heading, some in groups if some]


def _words(letter: Letter) -> dict[str, str]:
    more = len(letter.lines) - MOST_LINES
    return {
        "greeting": _("Good day {name},", name=letter.name) if letter.name else _("Good day,"),
        "lead": _("this is due from you in the Strategiemonitor. Most entries take a minute."),
        "more": ngettext("and {n} more", "and {n} more", more) if more > 0 else "",
        "desk": _("All your entries: {address}", address=letter.desk),
        "pause": _("No letters for a while? Set a pause here: {address}", address=letter.account),
        "automatic": _("This letter was written by the program. Whoever has entered everything gets none."),
    }


def plain(letter: Letter) -> str:
    """The letter as text."""
    words, parts = _words(letter), []
    for heading, some in _groups(letter):
        parts.append(heading.upper())
        parts += [
            f"- {line.title} ({line.remark})\n  {line.strategy}, {when(line.due_on, letter.today)}\n  {line.href}"
            for line in some
        ]
    ending = [words["more"], words["desk"], words["pause"], words["automatic"]]
    return "\n\n".join(part for part in [words["greeting"], words["lead"], *parts, *ending] if part) + "\n"


_ROW = Markup('<li style="margin:0 0 12px"><a href="{href}">{title}</a> ({remark})<br>{strategy}, {when}</li>')
_PAGE = Markup(
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{subject}</title></head>'
    '<body style="font:16px/1.5 sans-serif;color:#1a1a1a;max-width:640px">{body}</body></html>'
)


def html(letter: Letter) -> str:
    """The letter as HTML; every word in it is escaped."""
    words = _words(letter)
    body = [_paragraph(words["greeting"]), _paragraph(words["lead"])]
    for heading, some in _groups(letter):
        rows = Markup("").join(
            _ROW.format(href=line.href, title=line.title, remark=line.remark, strategy=line.strategy,
                        when=when(line.due_on, letter.today))
            for line in some
        )  # fmt: skip
        body.append(Markup('<h2 style="font-size:18px">{}</h2><ul>{}</ul>').format(heading, rows))
    body += [_paragraph(words[name]) for name in ("more", "desk", "pause", "automatic") if words[name]]
    return str(_PAGE.format(language="de", subject=letter.subject, body=Markup("").join(body)))


def _paragraph(words: str) -> Markup:
    return Markup("<p>{}</p>").format(words)


def message(letter: Letter, sender: str, reply_to: str | None, public_url: str, now: dt.datetime) -> EmailMessage:
    """The letter with its head. What a name holds beside letters cannot become a head of its own."""
    house = urlsplit(public_url).hostname or "localhost"
    made = EmailMessage(policy=SMTP)
    made["Subject"] = letter.subject
    made["From"] = _address("Strategiemonitor", sender)
    made["To"] = _address(letter.name, letter.email)
    made["Reply-To"] = _address("", reply_to or sender)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=house)
    made["List-Id"] = f"Strategiemonitor <erinnerungen.{house}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made.set_content(plain(letter))
    made.add_alternative(html(letter), subtype="html")
    return made


def _address(name: str, email: str) -> Address:
    return Address("".join(sign if sign.isprintable() else " " for sign in name), addr_spec=email)
