"""What a filled sheet says, row by row: understood, odd, or not to be taken, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboard.errors import ConflictError, NotFound, StrategiemonitorError
from dashboard.exchange.sheet.layout import Given, column
from dashboard.operations import entries
from dashboard.operations.entries import Answer
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.choice_words import words
from dashboard.working.desk.known import Known, known
from dashboard.working.desk.understood import understand
from dashboard.working.site import Site
from dashboard.working.waiting import task

_VERSION = re.compile(r"(\d{1,18})/(\d{1,18})")


@dataclass(frozen=True)
class Read:
    """One row: what it is about, what it was understood as, and either an `answer` or a `problem`.

    `ask`: the value is odd, so a reason must be given before it is taken.
    """

    given: Given
    what: str
    understood: str
    seen: int | None = None
    answer: Answer | None = None
    problem: str | None = None
    ask: bool = False


def read(site: Site, slug: str, rows: Iterable[Given]) -> list[Read]:
    """Every row as it would be submitted; nothing is stored."""
    return [_row(site, slug, one) for one in rows]


def _row(site: Site, slug: str, given: Given) -> Read:
    versions = _VERSION.fullmatch(given.version)
    try:
        asked = task(site, slug, given.code)
    except NotFound as error:
        return Read(given, given.code, "", problem=str(error))
    if asked.due.kind != "value" or versions is None:
        return Read(
            given, given.code, "", problem=_("The row was changed where it is locked; download the sheet anew.")
        )
    about = known(asked.view.assessment, asked.due)
    what = f"{about.indicator.title}, {formats.period(about.period)}"
    if asked.sent:
        return Read(given, what, "", problem=_("This was submitted already, and waits for approval."))
    return _understood(Read(given, what, "", int(versions[1]) or None), about, int(versions[2]) or None)


def _understood(row: Read, about: Known, fact: int | None) -> Read:
    given = row.given
    answer = Answer(
        kind="value", subject=about.indicator.code, period=about.period.text, seen=fact, note=given.note or None,
        source=given.source or None, typed=given.typed or None,
    )  # fmt: skip
    if given.reason and given.typed:
        return replace(row, problem=_("An entry states either a value or the reason why there is none."))
    if given.reason:
        if given.reason == "other" and not given.note:
            return replace(row, problem=_("Please say the reason in the column of notes."))
        told = _("No value: {reason}", reason=words("indicator_value", column("reason"))[given.reason])
        reason = given.note if given.reason == "other" else None
        return replace(row, understood=told, answer=replace(answer, missing_reason=given.reason, reason=reason))
    return _valued(row, about, answer)


def _valued(row: Read, about: Known, answer: Answer) -> Read:
    told = understand(row.given.typed, about)
    if told.missing:
        return replace(row, problem=_("Please choose a reason why there is no value."))
    if told.readings:
        both = " / ".join(formats.stated_number(one, None, about.indicator.unit) for one in told.readings)
        problem = _(
            "“{text}” can mean several numbers: {readings}. Write it without a point.", text=told.text, readings=both
        )
        return replace(row, problem=problem)
    if told.number is None:
        return replace(row, problem=told.problem or _("Please enter a value."))
    shown = formats.stated_number(told.number, None, about.indicator.unit)
    reason = row.given.note if told.odd else None
    stated = replace(
        answer, value=told.number.value, value_precision=told.number.precision, value_words=told.number.words,
        quality=row.given.quality or "measured", reason=reason,
    )  # fmt: skip
    if told.odd and not reason:
        problem = _("This value is unusual. Please give the reason in the column of notes, and upload the sheet again.")
        return replace(row, understood=shown, problem=problem, ask=True)
    return replace(row, understood=shown, answer=stated, ask=bool(told.odd))


def submit(site: Site, slug: str, rows: Iterable[Read]) -> list[Read]:
    """Submit every row that can be taken, each as its own entry; a row that could not has its `problem`."""
    return [_submitted(site, slug, one) for one in rows]


def _submitted(site: Site, slug: str, row: Read) -> Read:
    if row.answer is None:
        return row
    try:
        entries.submit(site.engine, site.actor, slug, row.answer, row.seen)
    except ConflictError:
        told = _("Somebody else has entered something here since the sheet was made. Please look at it in the browser.")
        return replace(row, answer=None, problem=told)
    except StrategiemonitorError as error:
        return replace(row, answer=None, problem=str(error))
    return row
