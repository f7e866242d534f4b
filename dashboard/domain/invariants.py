"""What must hold in the facts of a strategy and no single cell shows (C.3, X4–X7, X15, X16, X23–X26, X32, X45, X47).

That codes exist and cells have their type is checked where a package is read, and by the database's foreign keys;
that a row hangs on exactly one object follows from its form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from dashboard.domain import invariants_indicators, invariants_money, invariants_structure, invariants_time
from dashboard.domain.model import Posting
from dashboard.domain.problems import Problem
from dashboard.domain.state import StrategyState

RULES: tuple[Callable[[StrategyState, dt.date], Iterator[Problem]], ...] = (
    invariants_structure.check_papers,
    invariants_structure.check_fields,
    invariants_structure.check_links,
    invariants_structure.check_circles,
    invariants_structure.check_mergers,
    invariants_structure.check_histories,
    invariants_time.check_data_as_of,
    invariants_time.check_milestones,
    invariants_time.check_all_dropped,
    invariants_time.check_reports,
    invariants_time.check_versions,
    invariants_money.check_totals,
    invariants_money.check_plan_sides,
    invariants_money.check_plan_resolved,
    invariants_money.check_in_kind,
    invariants_money.check_grants,
    invariants_indicators.check_indicators,
    invariants_indicators.check_values,
)


def check(facts: StrategyState, today: dt.date, postings: Iterable[Posting] = ()) -> tuple[Problem, ...]:
    """Every problem of the facts as last known, not cut to a day; errors may not be stored, warnings are shown.

    `postings` are single rows, which a state holds only as sums; without them their own rules are not asked.
    """
    rows = tuple(postings)
    rules = chain.from_iterable(rule(facts, today) for rule in RULES)
    commitments = invariants_money.check_commitments(facts, rows)
    return (*rules, *commitments, *invariants_money.check_postings(rows, today))
