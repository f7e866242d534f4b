"""The page of money: everything it shows for one selection, its heading and its tables."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.domain.assessment import Assessment, GrantAssessment
from dashboard.domain.budget_year import YearBudget
from dashboard.domain.money_deadlines import lapsing_grant
from dashboard.reporting.contradictions import ContradictionLine, contradiction_lines
from dashboard.reporting.contradictions import table as contradiction_table
from dashboard.reporting.money import (
    cost_reports,
    curve,
    deadlines,
    earned,
    fields,
    grants,
    own_share,
    scale,
    sources,
    stated,
    year,
    years,
)
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Table
from dashboard.reporting.why.money.page import explained
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

#: A difference to the plan below this share of it (2 %) is "as planned".
_AS_PLANNED = 50


@dataclass(frozen=True)
class Budget:
    """What the page shows. `year` is the fiscal year shown, None where no year is known at all.

    `stated` are the documents' amounts where no payment is known, `contradictions` only for internal readers.
    """

    scope: Scope
    scale: scale.Scale
    curve: curve.MoneyCurve
    years: list[int]
    year: int | None
    year_budget: YearBudget | None
    fields: tuple[list[fields.FieldMoney], fields.FieldMoney]
    earned: earned.Earned
    cost_reports: list[cost_reports.CostReport]
    own: own_share.OwnShare
    sources: list[sources.Source]
    deadlines: list[deadlines.DeadlineLine]
    stated: list[stated.StatedAmount]
    contradictions: list[ContradictionLine]

    @property
    def grants(self) -> tuple[GrantAssessment, ...]:
        return self.scope.grants

    @property
    def documents_only(self) -> bool:
        """Whether only documents speak: no payment, no order is known."""
        return not self.scope.books_kept


def _year(scope: Scope, known: list[int], asked: int | None) -> int | None:
    if asked is not None:
        return asked
    now = scope.fiscal_year(scope.as_of)
    return now if now in known else max((y for y in known if y < now), default=min(known, default=None))


def budget(assessment: Assessment, field: str | None = None, asked_year: int | None = None) -> Budget:
    """The report for the strategy or one field of action."""
    scope = Scope(assessment, field)
    known = year.years(scope)
    shown = _year(scope, known, asked_year)
    own = own_share.own_share(Scope(assessment))
    return Budget(
        scope=scope,
        scale=scale.scale(scope),
        curve=curve.money_curve(scope),
        years=sorted({*known, *([] if shown is None else [shown])}),
        year=shown,
        year_budget=year.budget(scope, shown) if shown is not None else None,
        fields=fields.fields(assessment),
        earned=earned.earned(scope),
        cost_reports=cost_reports.cost_reports(scope),
        own=own,
        sources=sources.sources(scope, own),
        deadlines=deadlines.deadlines(scope),
        stated=[] if scope.books_kept else stated.stated_amounts(assessment.state),
        contradictions=[line for line in contradiction_lines(assessment) if line.money],
    )


def _against_plan(found: Budget) -> str:
    spent, planned = found.scope.aggregate.ac, found.scope.planned_by(found.scope.as_of)
    if spent is None:
        return _("No payment is known yet.")
    if planned is None:
        return _("{spent} are spent; there is no plan to compare it with.", spent=formats.short_money(spent))
    if abs(spent - planned) * _AS_PLANNED <= planned:
        return _("As much money was spent as planned.")
    return _("Less money was spent than planned.") if spent < planned else _("More money was spent than planned.")


def heading(found: Budget) -> str:
    """The finding of the page: spent against plan, and what could be drawn today."""
    if found.documents_only:
        if not any(amount.figure for amount in found.stated):
            return _("The documents state no amounts.")
        return _("The documents state amounts, but no payments.")
    words = _against_plan(found)
    amount = grants.drawable_now(found.grants)
    return words + " " + _("{amount} could be drawn already.", amount=formats.whole_money(amount)) if amount else words


def _lapsing(found: Budget) -> str | None:
    """The grant that loses most at the pace of today, while its period runs."""
    running = [g for g in found.grants if g.elapsed is not None and g.elapsed < 1 and lapsing_grant(g)]
    if not running:
        return None
    worst = max(running, key=lambda grant: lapsing_grant(grant) or 0)
    period = worst.version.period_to if worst.version else None
    return _(
        "If it goes on at today’s pace, about {amount} of the grant “{grant}” lapse on {day}.",
        amount=formats.whole_money(lapsing_grant(worst)),
        grant=worst.grant.title,
        day=formats.day(period.day if period else None),
    )


def _of_documents(found: Budget) -> str:
    applied = [g for g in found.grants if grants.status(g) == "applied"]
    if applied:
        return _("A grant was applied for; that is not money yet. Payments, orders and drawdowns are not stated.")
    return _("Payments, orders and drawdowns are not stated.")


def lead(found: Budget) -> str:
    """Spent of planned in figures, and what lapses."""
    if found.documents_only:
        return _of_documents(found)
    aggregate = found.scope.aggregate
    parts = []
    if aggregate.ac is not None and aggregate.bac:
        spent, planned = formats.short_money(aggregate.ac), formats.short_money(aggregate.bac)
        parts.append(_("{spent} of {planned} are spent.", spent=spent, planned=planned))
    if aggregate.spent_beside:
        more = formats.short_money(aggregate.spent_beside)
        parts.append(_("Another {amount} went into measures that are parked or ended early.", amount=more))
    return " ".join(part for part in (*parts, _lapsing(found)) if part)


def _tables(found: Budget) -> list[Table]:
    """Without payments only what the documents state."""
    days = deadlines.table(found.deadlines)
    apart = [contradiction_table(found.contradictions)] if found.contradictions else []
    if found.documents_only:
        return [stated.table(found.stated), *apart, days]
    whole = found.own if found.scope.field is None else None
    return [
        scale.table(found.scale),
        curve.month_table(found.curve),
        years.table(years.money_by_year(found.scope, found.curve, whole)),
        *([year.addition(found.year_budget), year.use(found.year_budget)] if found.year_budget else []),
        fields.table(*found.fields),
        grants.table(found.scope.state, found.grants),
        earned.table(found.earned),
        *([cost_reports.table(found.cost_reports)] if found.cost_reports else []),
        own_share.table(found.own),
        sources.table(found.sources),
        sources.by_year_table(found.sources),
        days,
        *apart,
    ]


def tables(found: Budget) -> list[Table]:
    """Everything that the page shows, as tables that say where their figures come from."""
    return explained(found, _tables(found))
