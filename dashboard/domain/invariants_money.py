"""Rules of money: signs and balances, budget kinds apart, no over-funding, in-kind on one side only."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dashboard.domain.grant_assessment import GRANTED, covered_objects
from dashboard.domain.model import GrantVersion, Posting
from dashboard.domain.money import planned_cost, version_in_force
from dashboard.domain.problems import Problem, error, warning
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref

_COMMITMENT_SIGN = {"commitment": 1, "commitment_release": -1}


def check_postings(postings: Iterable[Posting], today: dt.date) -> Iterator[Problem]:
    """A negative amount has its reason, a booking is not of tomorrow (X15)."""
    for posting in postings:
        if posting.amount < 0 and not posting.reason:
            yield error("negative_without_reason", "posting", (posting.code,), "reason", amount=posting.amount)
        if posting.date > today:
            yield error("day_in_future", "posting", (posting.code,), "date", day=posting.date)


def check_commitments(facts: StrategyState, postings: Iterable[Posting] = ()) -> Iterator[Problem]:
    """No object has released more than was ordered, at the end of any month (X15).

    With single `postings` the problem names the one with which more was released than ordered.
    """
    months: dict[Ref, dict[dt.date, int]] = defaultdict(lambda: defaultdict(int))
    for posting in facts.postings:
        if posting.kind in _COMMITMENT_SIGN:
            months[posting.object][posting.month] += _COMMITMENT_SIGN[posting.kind] * posting.cents
    for ref, sums in months.items():
        balance = 0
        for month in sorted(sums):
            balance += sums[month]
            if balance < 0:
                until_then = (p for p in postings if p.object == ref and p.date.replace(day=1) <= month)
                key = _overdrawing(until_then)
                yield error(
                    "commitments_below_zero", "posting", key, "amount", object=ref, month=month, balance=balance
                )
                break


def _overdrawing(postings: Iterable[Posting]) -> tuple[str, ...]:
    """The key of the posting since which the commitments stay below 0, of those of one object; orders of a day first."""
    balance, found = 0, tuple[str, ...]()
    for posting in sorted(postings, key=lambda one: (one.date, -_COMMITMENT_SIGN.get(one.kind, 0), one.code)):
        balance += _COMMITMENT_SIGN.get(posting.kind, 0) * posting.amount
        found = (found or (posting.code,)) if balance < 0 else ()
    return found


def check_totals(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """A total does not stand beside its own parts, where both would be added (X16 keeps the budget kinds apart)."""
    kinds: dict[tuple, dict[str, str]] = defaultdict(dict)
    for line in facts.plan_lines:
        group = (line.plan_version, line.object, line.year, line.side, line.budget_kind)
        kinds[group].setdefault("total" if line.kind == "total" else "part", line.code)
    for found in kinds.values():
        if len(found) == 2:
            yield error("total_beside_parts", "plan_line", (found["total"],), "kind", part=found["part"])


def check_plan_sides(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """Costs have kinds of cost, funding has sources of money."""
    sources = {"own", "grant", "third_party", "in_kind", "total"}
    costs = {"staff", "material", "services", "investment", "total"}
    for line in facts.plan_lines:
        if line.kind not in (costs if line.side == "cost" else sources):
            yield error("kind_on_wrong_side", "plan_line", (line.code,), "kind", kind=line.kind, side=line.side)


def check_plan_resolved(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """A plan of money counts from its resolution on (D5); without any, no planned amount is shown anywhere."""
    if any(version.resolution for version in facts.plan_versions):
        return
    used = {line.plan_version for line in facts.plan_lines}
    for version in facts.plan_versions:
        if version.code in used:
            yield warning("plan_not_resolved", "plan_version", (version.code,), "resolution")


def check_in_kind(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """An own contribution that is funded itself cannot be own share in the plan as well (X23)."""
    plan = version_in_force(facts.plan_versions)
    as_source = {
        (line.object, line.year)
        for line in facts.plan_lines
        if plan and line.plan_version == plan.code and line.side == "funding" and line.kind == "in_kind"
    }
    for contribution in facts.in_kinds:
        if contribution.funded and {(contribution.object, contribution.year), (contribution.object, None)} & as_source:
            yield warning("in_kind_on_both_sides", "in_kind", (contribution.code,), "funded", year=contribution.year)


def check_grants(facts: StrategyState, _today: dt.date) -> Iterator[Problem]:
    """Quotas are shares; together the approved grants of an object stay within its eligible cost (X24)."""
    for version in facts.grant_versions:
        if version.quota is not None and not 0 <= version.quota <= 1:
            key = (version.grant, version.valid_from.isoformat())
            yield error("share_out_of_range", "grant_version", key, "quota", value=version.quota)
    for ref, versions in _approved_of(facts).items():
        eligible = _eligible_cost(facts, ref, versions)
        total = sum(version.amount.cents for version in versions if version.amount)
        if eligible is not None and total > eligible:
            latest = max(versions, key=lambda version: version.valid_from)
            key = (latest.grant, latest.valid_from.isoformat())
            grants = tuple(version.grant for version in versions)
            yield error(
                "over_funded", "grant_version", key, "amount", object=ref, total=total, eligible=eligible, grants=grants
            )


def _approved_of(facts: StrategyState) -> dict[Ref, list[GrantVersion]]:
    """The approved versions in force by object; a grant that covers several cannot be divided and is left out."""
    found: dict[Ref, list[GrantVersion]] = defaultdict(list)
    for grant, versions in facts.grant_versions_of.items():
        covered = covered_objects(facts, grant)
        if versions[-1].status in GRANTED and versions[-1].amount and len(covered) == 1:
            found[covered[0]].append(versions[-1])
    return found


def _eligible_cost(facts: StrategyState, ref: Ref, versions: list[GrantVersion]) -> int | None:
    """The object's eligible cost in the plan in force, else the highest that one of its grants states."""
    plan = version_in_force(facts.plan_versions)
    lines = [line for line in facts.plan_lines_of.get(ref, ()) if plan and line.plan_version == plan.code]
    planned = planned_cost(line for line in lines if line.eligible == "yes")
    stated = [version.eligible_cost.cents for version in versions if version.eligible_cost]
    return planned if planned is not None else max(stated, default=None)
