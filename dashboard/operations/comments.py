"""Comments on measures: what those who work in a strategy say to each other. None of it is ever public."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from dashboard.domain.rights import Target
from dashboard.errors import ConflictError
from dashboard.operations.deed import Actor, Deed, deed
from dashboard.operations.entries import place
from dashboard.storage import working
from dashboard.storage.engine import reading
from dashboard.storage.schema import FACTS
from dashboard.storage.working import WorkingRow
from dashboard.text.catalog import gettext as _

_TABLE = "comment"
#: Characters of one comment.
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it is stored; `version` rises from each to the next. `account` 0: a command on the machine."""

    version: int
    code: str
    measure: str
    text: str
    account: int
    role: str
    title: str | None
    written_at: dt.datetime


def of_measure(engine: sa.Engine, slug: str, measure: str) -> list[Comment]:
    """The comments on one measure, the newest last."""
    with reading(engine) as connection:
        return _of(connection, slug, measure)


def latest(engine: sa.Engine, slug: str, most: int) -> list[Comment]:
    """The newest comments of a strategy, at the most so many, the newest first."""
    with reading(engine) as connection:
        return [_comment(row) for row in working.latest_rows(connection, slug, _TABLE, most)][::-1]


def counts(engine: sa.Engine, slug: str) -> dict[str, int]:
    """How many comments each measure has that has any."""
    with reading(engine) as connection:
        return working.counted(connection, slug, _TABLE, "measure")


def _of(connection: sa.Connection, slug: str, measure: str) -> list[Comment]:
    return [_comment(row) for row in working.held_rows(connection, slug, _TABLE, measure=measure)]


def _comment(row: WorkingRow) -> Comment:
    return Comment(version=row.row_id, written_at=row.recorded_at, **row.values)


def write(engine: sa.Engine, actor: Actor, slug: str, measure: str, text: str, seen: int | None) -> None:
    """Say something about a measure; `seen` is the version of the last comment that was in view (None: there was none).

    The same text that came a moment before from the same account is not kept twice. Raises ForbiddenError, NotFound for
    an unknown measure, ConflictError where somebody has written since, and RefusedError for a text that cannot be taken.
    """
    with deed(engine, actor, slug) as doing:
        grant = doing.need("comment", _target(doing, measure))
        newer = [one for one in _of(doing.connection, slug, measure) if one.version > (seen or 0)]
        if any((one.account, one.text) == (actor.account or 0, text) for one in newer):
            return
        if newer:
            raise ConflictError(_("Somebody has written here in the meantime."))
        doing.add(
            _TABLE,
            {
                "code": f"{measure}:{_written(doing, measure) + 1}",
                "measure": measure,
                "text": text,
                "account": actor.account or 0,
                "role": grant.role if grant else "operator",
                "title": grant.title if grant else None,
            },
        )


def take_back(engine: sa.Engine, actor: Actor, slug: str, code: str) -> None:
    """Nobody is shown the comment any more; it stays in the history.

    Raises ForbiddenError, and ConflictError where it has been taken back already.
    """
    with deed(engine, actor, slug) as doing:
        held = doing.held(_TABLE, code)
        if held is None:
            raise ConflictError(_("There is no such comment, or it has been taken back already."))
        doing.need("take_back_comment", _target(doing, held.values["measure"], held.values["account"]))
        doing.end(_TABLE, held)


def _target(doing: Deed, measure: str, author: int | None = None) -> Target:
    """What a comment is about. Raises NotFound for an unknown measure."""
    code, field = place(doing, "report", measure)
    return Target(strategy=doing.root.slug, field=field, measure=code, submitter=author)


def _written(doing: Deed, measure: str) -> int:
    """How many comments there ever were on a measure: each has one row, also one that was taken back."""
    facts = FACTS[_TABLE].c
    which = (facts.strategy_id == doing.root.id, facts.measure == measure)
    return doing.connection.scalar(sa.select(sa.func.count()).select_from(FACTS[_TABLE]).where(*which)) or 0
