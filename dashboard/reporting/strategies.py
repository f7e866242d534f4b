"""The list of all strategies: one line each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from dashboard.domain.assessment import Assessment
from dashboard.domain.values import Origin, Period, StatedDay, StatedMoney
from dashboard.reporting.money.stated import first_amount, stated_money
from dashboard.reporting.own_milestones import counts, own_milestones
from dashboard.reporting.table import Column, Table
from dashboard.text.catalog import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """What the list says of one strategy. `stated` is an amount out of its documents, `stated_as` what they call it."""

    slug: str
    owner: str
    title: str
    starts: StatedDay | None
    ends: StatedDay | None
    as_of: dt.date
    light: str | None
    measures: int
    rated: int
    progress: Fraction | None
    own_milestones: int  # those that hang on no measure
    own_reached: int
    spent: int | None
    spent_of_plan: int | None
    planned: int | None
    stated: StatedMoney | None
    stated_as: str | None
    next_evaluation: Period | None
    invented: bool
    parent: str | None


def next_evaluation(as_of: dt.date, quarter: int | None) -> Period | None:
    """The next quarter, the present one included, in which the strategy is evaluated; None where none is stated."""
    if quarter is None:
        return None
    this_year = Period.parse(f"{as_of.year}-Q{quarter}")
    return this_year if this_year.last > as_of else Period.parse(f"{as_of.year + 1}-Q{quarter}")


class StatedAmount(NamedTuple):
    """An amount that documents state; `what` they call it, None for the total or the grant itself."""

    what: str | None
    amount: StatedMoney
    origin: Origin


def stated_amount(assessment: Assessment) -> StatedAmount | None:
    """The largest total or grant that documents state; without any grant the first amount stated of the strategy."""
    versions = [grant.version for grant in assessment.grants.values() if grant.version]
    amounts = [(amount, v.origin) for v in versions for amount in (v.total_cost, v.amount) if amount]
    if amounts:
        return StatedAmount(None, *max(amounts, key=lambda found: found[0].cents))
    first = first_amount(assessment.state)
    return StatedAmount(first.title, stated_money(first.value), first.origin) if first and first.value else None


def line(assessment: Assessment) -> StrategyLine:
    """The line of one strategy."""
    strategy, total, state = assessment.state.strategy, assessment.strategy, assessment.state
    stated = stated_amount(assessment)
    own_reached, own = counts(own_milestones(assessment))
    return StrategyLine(
        slug=strategy.slug,
        owner=strategy.owner,
        title=strategy.title,
        starts=strategy.valid_from,
        ends=strategy.valid_to,
        as_of=state.as_of,
        light=total.light if state.measures and state.monitored else None,
        measures=len(state.measures),
        rated=total.rated,
        progress=total.progress if state.monitored else None,
        own_milestones=own,
        own_reached=own_reached,
        spent=total.spent if state.postings else None,
        spent_of_plan=total.ac if state.postings else None,
        planned=total.bac,
        stated=stated.amount if stated else None,
        stated_as=stated.what if stated else None,
        next_evaluation=next_evaluation(state.as_of, strategy.eval_quarter),
        invented=strategy.invented,
        parent=strategy.parent,
    )


def table(lines: Sequence[StrategyLine]) -> Table:
    """All lines as a table."""
    columns = (
        Column("slug", _l("Short name"), "code"),
        Column("owner", _l("Town or body")),
        Column("title", _l("Strategy")),
        Column("from", _l("From"), "stated_day"),
        Column("to", _l("Until"), "stated_day"),
        Column("as_of", _l("Data as of"), "day"),
        Column("light", _l("Light"), "light"),
        Column("measures", _l("Measures"), "count"),
        Column("progress", _l("Reached"), "share"),
        Column("own_milestones", _l("Milestones of the strategy"), "count"),
        Column("own_reached", _l("of them reached"), "count"),
        Column("spent", _l("Spent"), "whole_money"),
        Column("planned", _l("Planned"), "whole_money"),
        Column("spent_of_plan", _l("Spent of it"), "whole_money"),
        Column("stated", _l("Amount stated"), "stated_money"),
        Column("stated_as", _l("What the amount is"), optional=True),
        Column("next_evaluation", _l("Next evaluation")),
    )
    rows = [
        (
            x.slug,
            x.owner,
            x.title,
            x.starts,
            x.ends,
            x.as_of,
            x.light,
            x.measures,
            x.progress,
            x.own_milestones,
            x.own_reached,
            x.spent,
            x.planned,
            x.spent_of_plan,
            x.stated,
            x.stated_as,
            x.next_evaluation.text if x.next_evaluation else None,
        )
        for x in lines
    ]
    return Table("strategien", _l("All strategies"), columns, rows)
