"""The strategy itself, edited: rows of its structure added and changed, as long as every rule of the domain holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from dashboard.codebook import codebook
from dashboard.domain import invariants, invariants_indicators
from dashboard.domain.problems import Problem
from dashboard.domain.rights import Target
from dashboard.domain.state import StrategyState
from dashboard.errors import RefusedError
from dashboard.operations.deed import Actor, Deed, Held, deed, unless_changed
from dashboard.operations.row_rules import refuse
from dashboard.storage import read, rows
from dashboard.storage.content import shape
from dashboard.storage.engine import reading
from dashboard.storage.schema import FACTS
from dashboard.text.catalog import gettext as _

#: What coordination edits in the browser; money, values, forecasts and statements have their own ways in.
EDITABLE = (
    "measure", "milestone", "indicator", "definition", "target", "interim_target", "assignment", "body", "paper",
    "consultation", "goal", "field", "phase", "link",
)  # fmt: skip
#: States after which a measure is read-only.
CLOSED = frozenset({"stopped", "merged"})


def _facts(doing: Deed) -> StrategyState:
    return read.load_facts(doing.connection, doing.root.slug, up_to=dt.date.max, audience="internal")


def _errors(facts: StrategyState, today: dt.date) -> Mapping[tuple[object, ...], Problem]:
    found = (one for one in invariants.check(facts, today) if one.severity == "error")
    return {(one.code, one.table, one.key, one.column): one for one in found}


@contextmanager
def ruled(engine: sa.Engine, actor: Actor, slug: str, action: str, reason: str) -> Iterator[Deed]:
    """A deed that the right to `action` is needed for and that leaves no rule broken which held before.

    Raises RefusedError, with every sentence, where one would be, and where no reason is given.
    """
    if not reason.strip():
        raise RefusedError(_("Please say why: the reason stands in the history."))
    with deed(engine, actor, slug) as doing:
        doing.need(action, Target(strategy=slug))
        doing.reason = reason.strip()
        before = _facts(doing)
        known = _errors(before, actor.today)
        yield doing
        doing.write()
        after = _facts(doing)
        broken = (problem for key, problem in _errors(after, actor.today).items() if key not in known)
        refuse([*broken, *invariants_indicators.check_units(before, after)])


def put(
    engine: sa.Engine, actor: Actor, slug: str, table: str, values: Mapping[str, Any], *,
    seen: int | None, reason: str, resolution: str | None = None,
) -> None:  # fmt: skip
    """Add a row (`seen` None), or another version of the one that was seen; columns that are not named stay.

    With `resolution`, the code of a paper, a measure is also linked to it. Raises ConflictError, and RefusedError where
    the code is taken, the table is not edited here, the measure is closed, or a rule would be broken.
    """
    with ruled(engine, actor, slug, "edit_structure", reason) as doing:
        put_row(doing, table, values, seen)
        if resolution and table == "measure":
            decided_by(doing, values["code"], resolution)


def put_row(doing: Deed, table: str, values: Mapping[str, Any], seen: int | None) -> None:
    """The same inside a deed that does more."""
    if table not in EDITABLE:
        raise RefusedError(_("This cannot be edited here."))
    held = doing.held(table, *(values[name] for name in codebook()[table].key))
    if held and seen is None:
        raise RefusedError(_("The code “{code}” is taken; codes are never used again.", code=_key(table, values)))
    unless_changed(held, seen)
    _unless_closed(doing, table, values)
    origin = {"source": doing.source(), "section": None}
    if held:
        doing.replace(table, held, **{**values, **origin})
    else:
        doing.add(table, {**values, **origin})


def _key(table: str, values: Mapping[str, Any]) -> str:
    return ", ".join(str(values[name]) for name in codebook()[table].key)


def _unless_closed(doing: Deed, table: str, values: Mapping[str, Any]) -> None:
    """RefusedError for what belongs to a measure that has ended."""
    indicator = doing.held("indicator", values["indicator"]) if "indicator" in values else None
    owner = indicator.values if indicator else values
    measure = (
        values["code"] if table == "measure" else owner["object"] if owner.get("object_kind") == "measure" else None
    )
    if measure and status_of(doing, measure) in CLOSED:
        raise RefusedError(_("The measure “{code}” has ended and is read-only.", code=measure))


def decided_by(doing: Deed, measure: str, paper: str) -> None:
    """The measure is decided by this paper, once."""
    if doing.held("paper", paper) is None:
        raise RefusedError(_("There is no “{code}” here.", code=paper))
    doing.put(
        "link",
        {
            "subject_kind": "measure", "subject": measure, "relation": "decided_by",
            "object_kind": "paper", "object": paper, "contribution": None, "source": doing.source(), "section": None,
        },
    )  # fmt: skip


def statuses(doing: Deed, measure: str) -> list[Held]:
    """The states of a measure, the oldest first."""
    found = (one for one in doing.all_held("measure_status") if one.values["measure"] == measure)
    return sorted(found, key=lambda one: one.values["valid_from"])


def status_of(doing: Deed, measure: str) -> str | None:
    """The state that a measure is in; None: none is stated."""
    found = statuses(doing, measure)
    return found[-1].values["status"] if found else None


def rows_of(engine: sa.Engine, slug: str, table: str) -> list[Held]:
    """Every row of a table that holds, in the order of its key; empty for an unknown strategy."""
    with reading(engine) as connection:
        strategy = rows.strategy_id(connection, slug)
        if strategy is None:
            return []
        found = rows.stored_where(connection, strategy, table, FACTS[table].c.superseded.is_(None))
    held = [Held(one.row_id, one.known_on, shape(table).row(one.content)) for one in found]
    return sorted(held, key=lambda one: tuple(str(one.values[name]) for name in codebook()[table].key))
