"""The rows of a package as the facts that the rules of the domain speak about."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.codebook import Table, codebook
from dashboard.domain import model
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.values import Ref
from dashboard.exchange.package import Row
from dashboard.storage.batch import Batch, Names, Reader
from dashboard.storage.schema import content_columns

_PLURALS = {"body": "bodies", "measure_status": "measure_statuses"}
Facts = tuple[StrategyState, tuple[model.Posting, ...]]


class _Itself(dict):
    """Everything stands for itself: a package names codes and days where the database has ids of them."""

    def __missing__(self, key: Any) -> Any:
        return key


def records(table: Table, rows: Iterable[Row], today: dt.date) -> tuple[Any, ...]:
    """The records of the rows that still hold; a row without known_on is known since the import, today."""
    names = [column.name for column in content_columns(table)]
    objects = {names.index(field.name): f"{field.name}_kind" for field in table.fields if field.type == "object"}

    def values(row: Row) -> tuple[Any, ...]:
        found = [row[name] for name in names]
        for at, kind in objects.items():
            found[at] = Ref(row[kind], found[at])
        return (None, row["known_on"] or today, *found)

    batch = Batch(table, [values(row) for row in rows if row["known_until"] is None])
    return Reader(Names(_Itself(), _Itself(), _Itself()), text_days=False).records(table, [batch])


def facts(tables: Mapping[str, Sequence[Row]], today: dt.date) -> Facts | None:
    """What a package says last, not cut to a day, and its postings one by one; None where the strategy has ended."""
    found = {name: records(table, tables.get(name, ()), today) for name, table in codebook().items()}
    if not found["strategy"]:
        return None
    postings = found.pop("posting")
    [strategy] = found.pop("strategy")
    lists = {_PLURALS.get(name, f"{name}s"): rows for name, rows in found.items()}
    return StrategyState(today, None, "internal", strategy, postings=_summed(postings), **lists), postings


def _summed(postings: Iterable[model.Posting]) -> tuple[PostingSum, ...]:
    sums: Counter[PostingSum] = Counter()
    for p in postings:
        sums[PostingSum(p.object, p.date.replace(day=1), p.kind, p.eligible, p.grant, p.cost_kind, 0)] += p.amount
    return tuple(key._replace(cents=cents) for key, cents in sums.items())
