"""The rows of a package as the facts that the rules of the domain speak about."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.codebook import Field, codebook
from dashboard.domain import model
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.values import Origin, Period, Ref, StatedDay, StatedMoney, StatedNumber
from dashboard.exchange.package import Row

_HISTORY = ("source", "section", "known_on", "known_until")
_PLURALS = {"body": "bodies", "measure_status": "measure_statuses"}
_STATED: Mapping[str, tuple[Any, str]] = {
    "stated_day": (StatedDay, "day"),
    "stated_money": (StatedMoney, "exact"),
    "stated_number": (StatedNumber, "exact"),
}


def record(table: str, row: Row, today: dt.date) -> Any:
    """The record of one row; a row without known_on is known since the import, today."""
    values = {field.name: _value(field, row) for field in codebook()[table].fields if field.name not in _HISTORY}
    origin = Origin(row.get("source"), row.get("section"), row["known_on"] or today)
    return getattr(model, table.title().replace("_", ""))(**values, origin=origin)


def _value(field: Field, row: Row) -> Any:
    value = row[field.columns[-1].name if field.type == "object" else field.name]
    if value is None:
        return None
    if field.type == "object":
        return Ref(row[f"{field.name}_kind"], value)
    if field.type == "period":
        return Period.parse(value)
    if field.type in _STATED:
        stated, precision = _STATED[field.type]
        return stated(value, row[f"{field.name}_precision"] or precision, row[f"{field.name}_words"])
    return value


def current(rows: Iterable[Row]) -> list[Row]:
    """The rows that still hold."""
    return [row for row in rows if row["known_until"] is None]


Facts = tuple[StrategyState, tuple[model.Posting, ...]]


def facts(tables: Mapping[str, Sequence[Row]], today: dt.date) -> Facts | None:
    """What a package says last, not cut to a day, and its postings one by one; None where the strategy has ended."""
    records = {name: tuple(record(name, row, today) for row in current(rows)) for name, rows in tables.items()}
    if not records["strategy"]:
        return None
    postings = records.pop("posting")
    [strategy] = records.pop("strategy")
    lists = {_PLURALS.get(name, f"{name}s"): found for name, found in records.items()}
    state = StrategyState(today, None, "internal", strategy, postings=_summed(postings), **lists)
    return state, postings


def _summed(postings: Iterable[model.Posting]) -> tuple[PostingSum, ...]:
    sums: Counter[PostingSum] = Counter()
    for p in postings:
        sums[PostingSum(p.object, p.date.replace(day=1), p.kind, p.eligible, p.grant, p.cost_kind, 0)] += p.amount
    return tuple(key._replace(cents=cents) for key, cents in sums.items())
