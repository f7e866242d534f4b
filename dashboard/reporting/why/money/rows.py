"""The rows that sums of money are made of: plan lines, payments, open orders, drawdowns."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from dashboard.domain.grant_assessment import drawn_amount
from dashboard.domain.model import Drawdown, PlanLine
from dashboard.domain.money import balance
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.values import Ref
from dashboard.reporting.sources.rows import named
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import source_of
from dashboard.reporting.why.pieces import rows_behind
from dashboard.reporting.words import PLAN_WORDS
from dashboard.text.catalog import lazy_gettext as _l

OBJECT = Column("object", _l("Belongs to"))
AMOUNT = Column("x", _l("Amount"), "money")
SOURCE = Column("source", _l("Found in"), optional=True)


def plan_rows(state: StrategyState, lines: Iterable[PlanLine]) -> Table:
    """Plan lines with what they are for."""
    columns = (OBJECT, Column("what", _l("What")), Column("year", _l("Year"), optional=True), AMOUNT, SOURCE)
    rows = (
        (
            named(state, line.object),
            str(PLAN_WORDS.get(line.kind, line.kind)),
            None if line.year is None else str(line.year),
            line.amount.cents,
            source_of(state, line.origin),
        )
        for line in lines
    )
    return rows_behind("planzeilen", _l("Plan lines"), columns, rows)


def payments(state: StrategyState, postings: Iterable[PostingSum], kind: str = "actual") -> Table:
    """Postings of a kind, added up by object."""
    sums: dict[Ref, int] = defaultdict(int)
    for posting in postings:
        if posting.kind == kind:
            sums[posting.object] += posting.cents
    rows = ((named(state, ref), amount) for ref, amount in sorted(sums.items()))
    return rows_behind("buchungen", _l("Postings by object"), (OBJECT, AMOUNT), rows)


def open_orders(state: StrategyState, postings: Iterable[PostingSum]) -> Table:
    """What is ordered and not yet released, by object; never below 0."""
    of_object: dict[Ref, list[PostingSum]] = defaultdict(list)
    for posting in postings:
        if posting.kind in ("commitment", "commitment_release"):
            of_object[posting.object].append(posting)
    columns = (
        OBJECT,
        Column("ordered", _l("Ordered"), "money"),
        Column("released", _l("Released again"), "money"),
        AMOUNT,
    )
    rows = []
    for ref, found in sorted(of_object.items()):
        ordered, released = (
            sum(p.cents for p in found if p.kind == kind) for kind in ("commitment", "commitment_release")
        )
        rows.append((named(state, ref), ordered, released, balance(found).commitments))
    return rows_behind("auftraege", _l("Open orders"), columns, rows)


def drawdown_rows(state: StrategyState, drawdowns: Iterable[Drawdown], *, received: bool = False) -> Table:
    """Requests with what counts of them; `received` only those that have come in."""
    columns = (
        Column("requested_on", _l("Requested on"), "day", optional=True),
        Column("received_on", _l("Received on"), "day", optional=True),
        AMOUNT,
        SOURCE,
    )
    rows = (
        (d.requested_on, d.received_on, drawn_amount(d), source_of(state, d.origin))
        for d in drawdowns
        if d.received_on or not received
    )
    return rows_behind("abrufe", _l("Drawdowns"), columns, rows)


def until(postings: Iterable[PostingSum], day: dt.date, first: dt.date | None = None) -> list[PostingSum]:
    """The postings up to a day, from another on if one is given."""
    return [p for p in postings if p.month <= day and (first is None or p.month >= first)]
