"""Money by source: what is planned of each, what of it is earned or used, what has come in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.domain.model import PlanLine
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.money.sources import Source, source_key
from dashboard.reporting.sources.rows import named
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why.explained import Explained, source_of
from dashboard.reporting.why.money.grants import ENTITLEMENT, entitlement_inputs
from dashboard.reporting.why.money.rows import AMOUNT, OBJECT, SOURCE, drawdown_rows, payments, plan_rows
from dashboard.reporting.why.pieces import rows_behind, summed
from dashboard.text.catalog import lazy_gettext as _l

if TYPE_CHECKING:
    from dashboard.reporting.budget import Budget

_PLANNED = _l("The plan lines of this source, of the plan version in force that has a resolution.")


def _plan_lines(scope: Scope, source: Source) -> list[PlanLine]:
    return [x for x in scope.plan_lines("funding") if source_key(x) == (source.kind, source.grant)]


def _in_kind_rows(scope: Scope) -> Table:
    year = scope.fiscal_year(scope.as_of)
    columns = (OBJECT, Column("year", _l("Year"), "code"), AMOUNT, SOURCE)
    rows = (
        (named(scope.state, r.object), str(r.year), r.amount.cents, source_of(scope.state, r.origin))
        for r in scope.state.in_kinds
        if r.recognised and r.year <= year
    )
    return rows_behind("eigenleistungen", _l("In-kind contributions"), columns, rows)


def _earned(found: Budget, source: Source) -> Explained | None:
    scope = found.scope
    if source.grant and source.grant in scope.assessment.grants:
        return Explained("earned", ENTITLEMENT, entitlement_inputs(scope.state, scope.assessment.grants[source.grant]))
    if source.kind == "third_party":
        return _third_party(scope, "earned")
    if source.kind == "own":
        columns = (Column("year", _l("Year"), "code"), AMOUNT)
        rows = [(str(y.year), y.used) for y in found.own.years if y.used is not None]
        words = _l("Own money used in the years, added up.")
        return summed("earned", words, rows_behind("jahre", _l("Years"), columns, rows))
    return summed("earned", _l("Recognised contributions up to this year, added up."), _in_kind_rows(scope))


def _third_party(scope: Scope, column: str) -> Explained:
    words = _l("What third parties have paid, added up.")
    return summed(column, words, payments(scope.state, scope.postings, "third_party_income"))


def _received(scope: Scope, source: Source) -> Explained:
    if source.grant:
        drawdowns = scope.state.drawdowns_of.get(source.grant, ())
        words = _l("The requests whose money has come in, added up.")
        return summed("received", words, drawdown_rows(scope.state, drawdowns, received=True))
    return _third_party(scope, "received")


def _sum(sources: Sequence[Source]) -> Sequence[Explained]:
    columns = (Column("source", _l("Source of money")), AMOUNT)
    figures = []
    for column, name in (("planned", "planned_total"), ("earned", "earned"), ("received", "received")):
        rows = [(s.title, value) for s in sources if (value := getattr(s, name)) is not None]
        if rows:
            words = _l("The sources, added up; contributions in kind are work, not money, and stay out.")
            figures.append(summed(column, words, rows_behind("quellen", _l("Sources of money"), columns, rows)))
    return figures


def row(found: Budget, place: int) -> Sequence[Explained]:
    """A source, or the sum; contributions in kind stand below it."""
    scope = found.scope
    money = [source for source in found.sources if source.kind != "in_kind"]
    if place == len(money):
        return _sum(money)
    rest = [source for source in found.sources if source.kind == "in_kind"]
    source = money[place] if place < len(money) else rest[place - len(money) - 1]
    figures: list[Explained] = []
    if source.planned_total is not None:
        figures.append(summed("planned", _PLANNED, plan_rows(scope.state, _plan_lines(scope, source))))
    earned = _earned(found, source) if source.earned is not None else None
    figures += [earned] if earned else []
    return figures + ([_received(scope, source)] if source.received is not None else [])


def year_row(found: Budget, place: int) -> Sequence[Explained]:
    """One source in one year."""
    pairs = [
        (source, year)
        for source in found.sources
        for year, _amount in sorted(source.planned.items(), key=lambda item: item[0] or 0)
    ]
    source, year = pairs[place]
    lines = [line for line in _plan_lines(found.scope, source) if line.year == year]
    return [summed("planned", _PLANNED, plan_rows(found.scope.state, lines))]
