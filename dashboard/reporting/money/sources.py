"""Where the money comes from: planned by source and year, and what is known of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from dashboard.domain.funding import ROUNDING_TOLERANCE, is_own_share
from dashboard.domain.model import PlanLine
from dashboard.domain.ratios import total
from dashboard.reporting.money.own_share import OwnShare
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import SUM, Column, Table
from dashboard.reporting.words import PLAN_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

#: What a plan line of no single source is; the other words are those of the plan.
SOURCE_WORDS = PLAN_WORDS | {"total": _l("Not split by source")}
_ORDER = ("grant", "third_party", "own", "in_kind", "total")


@dataclass(slots=True)
class Source:
    """One source: planned by year, what of it counts as earned or used, what has come in. None is not stated."""

    kind: str
    title: str
    grant: str | None = None
    planned: dict[int | None, int] = field(default_factory=lambda: defaultdict(int))
    earned: int | None = None
    received: int | None = None

    @property
    def planned_total(self) -> int | None:
        return total(self.planned.values())


def source_key(line: PlanLine) -> tuple[str, str | None]:
    """Kind of the source, and the grant where it is one."""
    return (line.kind, line.grant) if line.kind == "grant" else (line.kind, None)


def _title(scope: Scope, kind: str, code: str | None) -> str:
    if kind != "grant":
        return str(SOURCE_WORDS[kind])
    grant = scope.assessment.grants.get(code or "")
    return grant.grant.title if grant else _("Grant without a name")


def _actuals(scope: Scope, own: OwnShare, source: Source) -> None:
    """What is known of a source; without payments nothing is."""
    grant = scope.assessment.grants.get(source.grant or "")
    if grant:
        source.earned, source.received = grant.entitlement, grant.received
    elif source.kind == "third_party" and scope.books_kept:
        income = scope.postings.where("kind", "third_party_income".__eq__)
        received = sum(amount for (amount,) in income.values("cents"))
        source.earned = source.received = received
    elif source.kind == "own" and scope.books_kept:
        source.earned = own.used
    elif source.kind == "in_kind":
        rows = [row for row in scope.state.in_kinds if is_own_share(row) and row.year <= scope.fiscal_year(scope.as_of)]
        source.earned = total(row.amount.cents for row in rows)


def sources(scope: Scope, own: OwnShare) -> list[Source]:
    """Grants first, then third parties, own money and work; `own` is that of the whole strategy."""
    found: dict[tuple[str, str | None], Source] = {}
    for line in scope.plan_lines("funding"):
        key = source_key(line)
        source = found.setdefault(key, Source(key[0], _title(scope, *key), key[1]))
        source.planned[line.year] += line.amount.cents
    for grant in scope.grants:
        if grant.entitlement:
            key = ("grant", grant.grant.code)
            found.setdefault(key, Source("grant", grant.grant.title, grant.grant.code))
    if "third_party_income" in scope.postings.different("kind"):
        found.setdefault(("third_party", None), Source("third_party", str(SOURCE_WORDS["third_party"])))
    if any(map(is_own_share, scope.state.in_kinds)) and scope.field is None:
        found.setdefault(("in_kind", None), Source("in_kind", str(SOURCE_WORDS["in_kind"])))
    if scope.field is None:
        for source in found.values():
            _actuals(scope, own, source)
    return sorted(found.values(), key=lambda source: (_ORDER.index(source.kind), source.title))


def gap_words(scope: Scope, found: list[Source]) -> str | None:
    """What the planned sources and the planned cost differ by, where it is more than rounding."""
    covered, cost = total(source.planned_total for source in found), scope.aggregate.bac
    if covered is None or cost is None or abs(cost - covered) <= ROUNDING_TOLERANCE:
        return None
    values = {"amount": formats.money(abs(cost - covered)), "cost": formats.money(cost)}
    if cost > covered:
        return _("No source is stated for {amount} of the planned cost of {cost}.", **values)
    return _("The planned sources exceed the planned cost of {cost} by {amount}.", **values)


def _own_key(source: Source) -> tuple[object, ...]:
    return (source.kind, source.grant)


def table(found: list[Source]) -> Table:
    """One row a source; in-kind contributions are work, not money, and stay out of the sum."""
    columns = (
        Column("source", _l("Source of money")),
        Column("planned", _l("Planned"), "money"),
        Column("earned", _l("Earned or used so far"), "money"),
        Column("received", _l("Received"), "money"),
    )
    money = [source for source in found if source.kind != "in_kind"]
    rows: list[tuple] = [(s.title, s.planned_total, s.earned, s.received) for s in money]
    rows.append(
        (
            _("Sum"),
            total(s.planned_total for s in money),
            total(s.earned for s in money),
            total(s.received for s in money),
        )
    )
    work = [source for source in found if source.kind == "in_kind"]
    rows += [(s.title, s.planned_total, s.earned, s.received) for s in work]
    keys = [_own_key(s) for s in money] + [SUM] + [_own_key(s) for s in work]
    return Table("geldquellen", _l("Money by source"), columns, rows, frozenset({len(money)}), keys=keys)


def by_year_table(found: list[Source]) -> Table:
    """Planned amounts of every source and year, one a row."""
    columns = (
        Column("source", _l("Source of money")),
        Column("year", _l("Year"), "code"),
        Column("planned", _l("Planned"), "money"),
    )
    rows = [
        (source.title, None if year is None else str(year), amount)
        for source in found
        for year, amount in sorted(source.planned.items(), key=lambda item: item[0] or 0)
    ]
    keys = [
        (*_own_key(source), year) for source in found for year in sorted(source.planned, key=lambda year: year or 0)
    ]
    return Table("geldquellen-jahre", _l("Planned money by source and year"), columns, rows, keys=keys)
