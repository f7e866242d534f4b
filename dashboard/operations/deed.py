"""What every write through a form has in common: who acts, what is locked, what is recorded, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.codebook import stored
from dashboard.domain import rights
from dashboard.domain.rights import Grant, Target
from dashboard.errors import ConflictError, ForbiddenError, NotFound
from dashboard.operations.row_rules import check_row
from dashboard.storage import history, rows
from dashboard.storage.content import shape
from dashboard.storage.engine import writing
from dashboard.storage.facts import Revision
from dashboard.storage.schema import FACTS
from dashboard.text.catalog import gettext as _

#: The code of the source of everything that was entered in the program.
ENTERED_HERE = "meldungen"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account with the roles it holds. Without account: nobody has logged in.

    `operator` is set for a command on the machine itself, which no role limits; the history names it.
    """

    account: int | None
    grants: tuple[Grant, ...]
    today: dt.date
    name: str | None = None
    operator: bool = False

    def may(self, action: str, target: Target) -> Grant | None:
        """The role under which it may be done; None: it may not."""
        return rights.allowed(action, self.account, self.grants, target, self.today)

    def reads(self, action: str, slug: str | None) -> bool:
        """Whether what belongs to a strategy as a whole may be read."""
        return self.may(action, Target(strategy=slug)) is not None


class Held(NamedTuple):
    """A row that holds: its version (what a form carries) and what it says."""

    row_id: int
    known_on: dt.date
    values: Mapping[str, Any]


@dataclass
class Deed:
    """One transaction of one actor in one strategy: rows are read locked and written together at its end."""

    connection: sa.Connection
    root: history.Root
    actor: Actor
    reason: str | None = None
    role: str | None = None
    revisions: list[Revision] = field(default_factory=list)
    closings: list[history.Closing] = field(default_factory=list)

    def need(self, action: str, target: Target) -> Grant | None:
        """The role under which the actor may; raises ForbiddenError. A command on the machine needs none."""
        if self.actor.operator:
            return None
        grant = self.actor.may(action, target)
        if grant is None:
            raise not_allowed()
        self.role = grant.role
        return grant

    def held(self, table: str, *key: Any) -> Held | None:
        """The row that holds of one key, in the parts of its table's key."""
        found = rows.held(self.connection, self.root.id, table, key)
        return Held(found.row_id, found.known_on, shape(table).row(found.content)) if found else None

    def add(self, table: str, values: Mapping[str, Any]) -> None:
        """A row that was not there; columns that are not named are empty. RefusedError for one that cannot be taken."""
        row = dict.fromkeys(shape(table).names) | dict(values)
        check_row(table, row)
        self.revisions.append(Revision(table, shape(table).content(row), self.actor.today))

    def replace(self, table: str, held: Held, **values: Any) -> None:
        """Another version of a row that holds."""
        self.end(table, held)
        self.add(table, {**held.values, **values})

    def all_held(self, table: str) -> list[Held]:
        """Every row of a table that holds, in the order they were written."""
        found = rows.stored_where(self.connection, self.root.id, table, FACTS[table].c.superseded.is_(None))
        return [Held(one.row_id, one.known_on, shape(table).row(one.content)) for one in found]

    def put(self, table: str, values: Mapping[str, Any]) -> None:
        """The row of this key as given: added, or another version of the one that holds."""
        held = self.held(table, *(values[name] for name in stored()[table].key))
        if held:
            self.replace(table, held, **values)
        else:
            self.add(table, values)

    def source(self) -> str:
        """The code of the source that everything names which was entered here."""
        written = any(one.table == "source" for one in self.revisions)
        if not written and self.held("source", ENTERED_HERE) is None:
            self.add("source", {"code": ENTERED_HERE, "title": _("Reports in the Strategiemonitor")})
        return ENTERED_HERE

    def end(self, table: str, held: Held) -> None:
        """The row holds no longer."""
        self.closings.append(history.Closing(table, held.row_id, max(self.actor.today, held.known_on)))

    def write(self) -> None:
        """Write what was collected so far, with its record; at the end of a deed this happens by itself."""
        role = "operator" if self.actor.operator else (self.role or rights.PUBLIC)
        record = history.Entry("command" if self.actor.operator else "form", role, self.actor.account, self.reason)
        history.record(self.connection, self.root, record, self.revisions, self.closings)
        self.revisions, self.closings = [], []


def not_allowed() -> ForbiddenError:
    """The one answer to what somebody may not do, and to what is not there for somebody who may not know of it."""
    return ForbiddenError(_("Your role does not allow this."))


def unless_changed(held: Held | None, seen: int | None) -> None:
    """Raises ConflictError where the row is not the version that the form was opened with (None: there was none)."""
    if (held.row_id if held else None) != seen:
        raise ConflictError(_("Someone else has changed this entry in the meantime."))


@contextmanager
def deed(engine: sa.Engine, actor: Actor, slug: str) -> Iterator[Deed]:
    """Do something to a strategy: all of it is kept with its record, or nothing when the block raises.

    NotFound where there is no such strategy, and for what the block does not find; ForbiddenError instead for who may
    not read the strategy: what is foreign and what is unknown get the same answer.
    """
    try:
        with writing(engine) as connection:
            root = history.lock(connection, slug)
            if root is None:
                raise NotFound(_("There is no strategy “{slug}”.", slug=slug))
            doing = Deed(connection, root, actor)
            yield doing
            doing.write()
    except NotFound:
        if actor.operator or actor.reads("read_internal", slug):
            raise
        raise not_allowed() from None


@contextmanager
def beside(doing: Deed, slug: str, reason: str) -> Iterator[Deed]:
    """What an act means for a strategy: in the same transaction, by the same actor, in that strategy's history.

    The installation is always locked first, so that two of them never wait for each other. Raises NotFound.
    """
    root = history.lock(doing.connection, slug)
    if root is None:
        raise NotFound(_("There is no strategy “{slug}”.", slug=slug))
    other = Deed(doing.connection, root, doing.actor, reason, doing.role)
    yield other
    other.write()
