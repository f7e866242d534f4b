"""What the town pays itself: by year, and why it became more (D1, D7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from dashboard.domain.assessment import GrantAssessment
from dashboard.domain.funding import Split, account, split
from dashboard.domain.grant_assessment import version_entitlement
from dashboard.domain.model import GrantVersion
from dashboard.domain.ratios import total
from dashboard.reporting.money.grants import is_money
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class OwnYear:
    """Own money of a fiscal year in cents: planned, and used; `used` is None for years to come."""

    year: int
    planned: int | None
    used: int | None


@dataclass(frozen=True, slots=True)
class QuotaChange:
    """A quota that changed, and what both mean for the same eligible cost."""

    grant: GrantAssessment
    before: GrantVersion
    after: GrantVersion
    split_before: Split
    split_after: Split
    so_far: int | None  # change of the entitlement to what is paid already

    @property
    def growth(self) -> int:
        """How much more the town pays itself, cents."""
        return self.split_after.own - self.split_before.own


@dataclass(frozen=True, slots=True)
class OwnShare:
    """The own share of the whole strategy."""

    years: tuple[OwnYear, ...]
    without_year: int
    bearers: tuple[tuple[str, int], ...]
    changes: tuple[QuotaChange, ...]
    need: int | None
    in_kind: int
    cash_need: int | None

    @property
    def planned(self) -> int | None:
        return total(year.planned for year in self.years)

    @property
    def used(self) -> int | None:
        return total(year.used for year in self.years)


def _planned(scope: Scope) -> tuple[Mapping[int | None, int], Mapping[str, int]]:
    """Planned own money by year and by who bears it."""
    by_year: dict[int | None, int] = defaultdict(int)
    by_bearer: dict[str, int] = defaultdict(int)
    for line in scope.plan_lines("funding"):
        if line.kind == "own":
            by_year[line.year] += line.amount.cents
            by_bearer[line.organisation or scope.state.strategy.owner] += line.amount.cents
    return by_year, by_bearer


def used_to(scope: Scope, year: int) -> int | None:
    """Own money used up to the end of a year: D7 with what was paid by then and the versions in force on t."""
    last = scope.span(year)[1]
    paid: dict[str, int] = defaultdict(int)
    for (month, kind), amount in scope.by_month.items():
        if month <= last:
            paid[kind] += amount
    entitled = 0
    for grant in scope.grants:
        if grant.version is not None and is_money(grant):
            months = scope.eligible_by_month.get(grant.grant.code, {})
            eligible = sum(amount for month, amount in months.items() if month <= last)
            entitled += version_entitlement(grant.version, eligible) or 0
    return account(
        actual=paid["actual"],
        entitled=entitled,
        drawn=0,
        received=0,
        third_received=paid["third_party_income"],
    ).own_used


def _years(scope: Scope, planned: Mapping[int | None, int]) -> tuple[OwnYear, ...]:
    years = {year for year in planned if year is not None} | set(scope.plan_years)
    years |= {scope.fiscal_year(month) for month in scope.postings.different("month")}
    found, before = [], 0
    now = scope.fiscal_year(scope.as_of)
    for year in sorted(years):
        used = None
        if scope.books_kept and year <= now:
            so_far = used_to(scope, year) or 0
            used, before = so_far - before, so_far
        found.append(OwnYear(year, planned.get(year) if planned else None, used))
    return tuple(found)


def _eligible_cost(*versions: GrantVersion) -> int | None:
    return next((v.eligible_cost.cents for v in versions if v.eligible_cost), None)


def _quota_change(scope: Scope, grant: GrantAssessment) -> QuotaChange | None:
    """The last change of the quota of a grant that is money."""
    if not is_money(grant):
        return None
    with_quota = [v for v in scope.state.grant_versions_of.get(grant.grant.code, ()) if v.quota is not None]
    pairs = [(b, a) for b, a in pairwise(with_quota) if b.quota != a.quota]
    if not pairs:
        return None
    before, after = pairs[-1]
    eligible = _eligible_cost(after, before)
    if eligible is None:
        return None
    entitled = {entry.version.valid_from: entry.change for entry in grant.versions}
    return QuotaChange(
        grant,
        before,
        after,
        split(eligible, [(eligible, before.quota or Decimal(0))]),
        split(eligible, [(eligible, after.quota or Decimal(0))]),
        entitled.get(after.valid_from),
    )


def own_share(scope: Scope) -> OwnShare:
    """The own share of the scope; grants are not divided, so that only the whole strategy has all of it."""
    by_year, by_bearer = _planned(scope)
    changes = (_quota_change(scope, grant) for grant in scope.grants)
    money = [grant for grant in scope.grants if is_money(grant)]
    return OwnShare(
        years=_years(scope, by_year),
        without_year=by_year.get(None, 0),
        bearers=tuple(sorted(by_bearer.items(), key=lambda item: -item[1])),
        changes=tuple(change for change in changes if change),
        need=total(grant.own_need for grant in money),
        in_kind=sum(grant.in_kind for grant in money),
        cash_need=total(grant.own_cash_need for grant in money),
    )


def heading(found: OwnShare) -> str:
    """Why the own share grew, or what is planned and used of it."""
    grown = [change for change in found.changes if change.growth > 0]
    if grown:
        change = max(grown, key=lambda change: change.growth)
        return _(
            "The own share has grown because the quota fell from {before} to {after}",
            before=formats.percent(change.before.quota, 0),
            after=formats.percent(change.after.quota, 0),
        )
    if found.used is not None and found.planned:
        return _(
            "Of the own share of {planned}, {used} are used",
            planned=formats.short_money(found.planned),
            used=formats.short_money(found.used),
        )
    return _("The own share by year")


def change_words(change: QuotaChange) -> str:
    """Both quotas, the cost they are of, and what the difference is."""
    values = {
        "before": formats.percent(change.before.quota, 0),
        "after": formats.percent(change.after.quota, 0),
        "eligible": formats.whole_money(change.split_after.total),
        "day": formats.day(change.after.valid_from),
        "grant": change.grant.grant.title,
    }
    if change.before.status == "applied":
        words = _(
            "{grant}: {before} of {eligible} eligible cost were applied for, {after} were granted on {day}.", **values
        )
    else:
        words = _(
            "{grant}: first {before} of {eligible} eligible cost were granted, since {day} it is {after}.", **values
        )
    return words


def change_of_payments(change: QuotaChange) -> str | None:
    """What the change means for payments made already."""
    if not change.so_far:
        return None
    return _(
        "For what is paid already, the entitlement changes by {amount}.",
        amount=formats.money(change.so_far, signed=True),
    )


def table(found: OwnShare) -> Table:
    """One row a year and the sum."""
    columns = (
        Column("year", _l("Year"), "code"),
        Column("planned", _l("Own share planned"), "money"),
        Column("used", _l("Own share used"), "money"),
    )
    rows: list[tuple] = [(str(year.year), year.planned, year.used) for year in found.years]
    rows.append((_("Sum"), found.planned, found.used))
    return Table("eigenanteil", _l("Own share by year"), columns, rows, frozenset({len(rows) - 1}))
