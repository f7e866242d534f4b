"""Who changed what, limited to what the reader's roles let them see; and whether the chain of changes is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from dashboard.domain.rights import Target
from dashboard.errors import ForbiddenError
from dashboard.operations.deed import Actor
from dashboard.storage import chain, trail
from dashboard.storage.engine import reading
from dashboard.storage.trail import Asked, Change, Step
from dashboard.text.catalog import gettext as _

#: Changes read at once, and how many are looked through for one page of a search.
_BATCH, _LONGEST = 200, 4_000
#: Seconds for which a chain that was found whole is not walked again.
_KEPT = 600

#: Whether the reader may see an entry, by its kind and subject.
EntrySeen = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Page:
    """Changes with the steps that fit, and where older ones begin (None: there are none)."""

    changes: tuple[Change, ...]
    older: int | None


def page(
    engine: sa.Engine, actor: Actor, slug: str, asked: Asked, seen: EntrySeen,
    fits: Callable[[Change, Step | None], bool], rows: int = 50, told: int = 12,
) -> Page:  # fmt: skip
    """The latest changes, as many as give `rows` lines, `told` a change at the most. `fits` says whether a line is looked for; a change without
    steps is one line. Raises ForbiddenError."""
    _may(actor, slug)
    found: list[Change] = []
    count, looked, before = 0, 0, asked.before
    with reading(engine) as connection:
        while count < rows and looked < _LONGEST:
            batch = trail.changes(connection, slug, replace(asked, before=before, most=_BATCH))
            for one in batch:
                before, looked = one.id, looked + 1
                shown = _limited(one, seen, fits)
                found += [shown] if shown else []
                count += min(max(len(shown.steps), 1), told) if shown else 0
                if count >= rows:
                    break
            else:
                if len(batch) < _BATCH:
                    return Page(tuple(found), None)
    return Page(tuple(found), before)


def of_measure(engine: sa.Engine, actor: Actor, slug: str, code: str, seen: EntrySeen) -> tuple[Change, ...]:
    """Every change about a measure. Raises ForbiddenError."""
    return _of(engine, actor, slug, seen, lambda connection: trail.of_measure(connection, slug, code))


def of_row(
    engine: sa.Engine, actor: Actor, slug: str, table: str, key: Sequence[str], seen: EntrySeen
) -> tuple[Change, ...]:
    """Every change of one row and of what hangs on it alone. Raises ForbiddenError."""
    return _of(engine, actor, slug, seen, lambda connection: trail.of_row(connection, slug, table, key))


def _of(
    engine: sa.Engine, actor: Actor, slug: str, seen: EntrySeen, asked: Callable[[sa.Connection], list[Change]]
) -> tuple[Change, ...]:
    _may(actor, slug)
    with reading(engine) as connection:
        found = asked(connection)
    limited = (_limited(one, seen, lambda _change, _step: True) for one in found)
    return tuple(one for one in limited if one)


def _may(actor: Actor, slug: str) -> None:
    if actor.may("read_history", Target(strategy=slug)) is None:
        raise ForbiddenError(_("Your role does not allow this."))


def _limited(one: Change, seen: EntrySeen, fits: Callable[[Change, Step | None], bool]) -> Change | None:
    """The change with the steps the reader may see and looks for; None where nothing is left."""
    if one.rows:
        return one if fits(one, None) else None
    steps = tuple(step for step in one.steps if _visible(step, seen) and fits(one, step))
    return replace(one, steps=steps) if steps else None


def _visible(step: Step, seen: EntrySeen) -> bool:
    said = step.after or step.before or {}
    return step.table != "entry" or seen(said["kind"], said["subject"])


@dataclass(frozen=True, slots=True)
class Verified:
    """A chain as it was found: how many changes, the first that does not fit, and when it was walked."""

    head: chain.Head
    problem: chain.Problem | None
    at: dt.datetime


class Chains:
    """The chains of one installation; one that was found whole is believed for some minutes, since a walk reads it all."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._found: dict[str, Verified] = {}

    def verified(self, slug: str, now: dt.datetime) -> Verified:
        """How the chain of a strategy was found, not longer ago than some minutes."""
        known = self._found.get(slug)
        if known is None or known.problem or (now - known.at).total_seconds() > _KEPT:
            with reading(self._engine) as connection:
                problem = chain.verify_chain(connection, slug)
                known = self._found[slug] = Verified(chain.head(connection, slug), problem, now)
        return known
