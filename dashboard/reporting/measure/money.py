"""The money of a measure: its figures, its plan by year and source, what grants cover it, how it runs over time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from dashboard.domain.assessment import Assessment, GrantAssessment, MeasureAssessment
from dashboard.domain.budget_year import fiscal_span, fiscal_year, time_share
from dashboard.domain.grant_assessment import covered_objects
from dashboard.domain.model import PlanLine
from dashboard.domain.money import approved_plan, balance
from dashboard.domain.ratios import ZERO, cents
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.structure import Containment
from dashboard.domain.values import Ref
from dashboard.reporting.table import Column, Table
from dashboard.reporting.why import measure_money as why
from dashboard.reporting.why.explained import Explained, source_of
from dashboard.reporting.why.money.rows import plan_rows
from dashboard.reporting.why.pieces import rows_behind, stated, summed
from dashboard.reporting.words import GRANT_STATUS_WORDS, PLAN_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


@dataclass(frozen=True)
class MeasureMoney:
    """Plan lines and postings of one measure to the key date."""

    assessment: Assessment
    found: MeasureAssessment

    @property
    def state(self) -> StrategyState:
        return self.assessment.state

    @property
    def code(self) -> str:
        return self.found.measure.code

    @cached_property
    def costs(self) -> list[PlanLine]:
        return why.plan_lines(self.state, self.code)

    @cached_property
    def funding(self) -> list[PlanLine]:
        return why.plan_lines(self.state, self.code, "funding")

    @cached_property
    def postings(self) -> tuple[PostingSum, ...]:
        return self.state.postings_of.get(Ref("measure", self.code), ())

    def fiscal_year(self, day: dt.date) -> int:
        return fiscal_year(day, self.state.strategy.fiscal_year_start)

    def span(self, year: int) -> tuple[dt.date, dt.date]:
        return fiscal_span(year, self.state.strategy.fiscal_year_start)

    @cached_property
    def planned_by_year(self) -> dict[int, int]:
        """Planned cost by fiscal year; what is planned without a year is left out."""
        sums: dict[int, int] = defaultdict(int)
        for line in self.costs:
            if line.year is not None:
                sums[line.year] += line.amount.cents
        return dict(sorted(sums.items()))

    def planned_by(self, day: dt.date) -> int | None:
        """The planned cost up to a day: each year's amount grows evenly over its days."""
        if not self.planned_by_year:
            return None
        grown = (time_share(*self.span(year), day) * amount for year, amount in self.planned_by_year.items())
        return cents(sum(grown, ZERO))

    def posted_by(self, day: dt.date) -> list[PostingSum]:
        return [p for p in self.postings if p.month <= day]

    def spent_by(self, day: dt.date) -> int | None:
        """Payments up to a day; None where no books are kept, or after the key date."""
        if self.found.ac is None or day > self.state.as_of:
            return None
        return balance(self.posted_by(day)).actual

    def forecast_by(self, day: dt.date, last: dt.date) -> int | None:
        """From what is paid on the key date to the cost forecast, spread as the plan spreads what it has left."""
        state, end = self.state, self.found.earned.cost_forecast
        now, whole, then = (self.planned_by(d) for d in (state.as_of, last, day))
        if day < state.as_of or end is None or self.found.ac is None or now is None or whole is None or whole <= now:
            return None
        return cents(self.found.ac + (end - self.found.ac) * Fraction((then or 0) - now, whole - now))

    @cached_property
    def grants(self) -> list[tuple[GrantAssessment, str]]:
        """The grants that cover the measure, or what it lies in, with what they cover in words."""
        around = Containment(self.state).around(Ref("measure", self.code))
        found = []
        for code, grant in self.assessment.grants.items():
            covered = [ref for ref in covered_objects(self.state, code) if ref in around]
            if covered:
                words = _("this measure") if covered[0].kind == "measure" else _("the whole strategy")
                found.append((grant, _("its field of action") if covered[0].kind == "field" else words))
        return found


class Figure(NamedTuple):
    """A figure of earned value: word, abbreviation, the column of the table that holds it, value, sentence."""

    word: str
    short: str
    column: str
    value: Any
    sentence: str


def figures(money: MeasureMoney) -> list[Figure]:
    """Those that can be told, in the order in which they follow from each other; none where no money is known of."""
    found, earned = money.found, money.found.earned
    if found.bac is None and not found.ac and not found.commitments:
        return []
    reported = _("as a status report says") if earned.follows_report else _("the rest as planned")
    lines = [
        Figure(_("Planned cost"), "BAC", "amount", found.bac, _("all years of the adopted plan")),
        Figure(_("Spent"), "AC", "amount", found.ac, _("all payments up to the key date")),
        Figure(_("Ordered and open"), "O", "amount", found.commitments, _("ordered, not yet paid")),
        Figure(_("Earned value"), "EV", "amount", found.ev, _("the share of the plan that is reached")),
        Figure(_("Planned value"), "PV", "amount", found.pv, _("the share of the plan that should be reached")),
        Figure(_("Cost forecast"), "KP", "amount", found.cost_forecast, reported),
        Figure(
            _("Cost forecast, as dear as so far"), "EAC1", "amount", found.eac1, _("the other end of the range")
        ),
        Figure(_("Overrun"), "u", "share", found.overrun, _("cost forecast against plan")),
        Figure(_("Schedule performance"), "SPI", "index", found.spi, _("1 is on plan, less is late")),
        Figure(_("Cost performance"), "CPI", "index", found.cpi, _("1 is on plan, less is dearer")),
    ]  # fmt: skip
    return [line for line in lines if line.value is not None]


def figures_table(money: MeasureMoney) -> Table:
    """One row a figure."""
    columns = (
        Column("figure", _l("Figure")),
        Column("short", _l("Abbreviation"), "code"),
        Column("amount", _l("Amount"), "money", optional=True),
        Column("share", _l("Share"), "share", optional=True),
        Column("index", _l("Index"), "ratio", optional=True),
        Column("meaning", _l("In words")),
    )
    lines = figures(money)
    rows = [
        (f.word, f.short, *(f.value if f.column == name else None for name in ("amount", "share", "index")), f.sentence)
        for f in lines
    ]

    def explain(place: int) -> Sequence[Explained]:
        line = lines[place]
        return (why.FIGURES[line.short](money.state, money.found, line.column),)

    return Table("geld", _l("Money"), columns, rows, why=explain)


def heading(money: MeasureMoney) -> str:
    """What is spent of what is planned, and what is ordered."""
    found = money.found
    if found.bac is None and not found.ac:
        if found.ac is None:
            return _("Money: neither plan nor payments are stated")
        return _("Money: no adopted plan, and nothing spent")
    if found.bac is None:
        return _("Money: {spent} spent, without an adopted plan", spent=formats.short_money(found.ac))
    if found.ac is None:
        return _("Money: {plan} planned, payments are not stated", plan=formats.short_money(found.bac))
    words = _(
        "Money: {spent} of {plan} spent", spent=formats.short_money(found.ac), plan=formats.short_money(found.bac)
    )
    if not found.commitments:
        return words
    return _("{words}, {ordered} more ordered", words=words, ordered=formats.short_money(found.commitments))


class _Column(NamedTuple):
    column: Column
    amount: Callable[[int | None], int | None]
    explain: Callable[[int | None], Explained]


def _of_year(lines: Sequence[PlanLine], year: int | None) -> list[PlanLine]:
    return [line for line in lines if line.year == year]


def _plan_column(money: MeasureMoney, name: str, label: Any, lines: list[PlanLine]) -> _Column:
    def amount(year: int | None) -> int | None:
        found = _of_year(lines, year)
        return sum(line.amount.cents for line in found) if found else None

    def explain(year: int | None) -> Explained:
        words = _l("The plan lines of the year, added up.")
        return summed(name, words, plan_rows(money.state, _of_year(lines, year)))

    return _Column(Column(name, label, "money", optional=True), amount, explain)


def _spent_column(money: MeasureMoney) -> _Column:
    def of_year(year: int | None) -> list[PostingSum]:
        return [p for p in money.postings if money.fiscal_year(p.month) == year]

    def amount(year: int | None) -> int | None:
        if year is None or money.found.ac is None or year > money.fiscal_year(money.state.as_of):
            return None
        return balance(of_year(year)).actual

    def explain(year: int | None) -> Explained:
        return summed("spent", _l("The payments of the year, added up."), why.paid_by_month(of_year(year)))

    return _Column(Column("spent", _l("Spent"), "money", optional=True), amount, explain)


def _sources(money: MeasureMoney) -> list[_Column]:
    """A column for each source of the plan, grants by their names."""
    by_source: dict[tuple[str, str], list[PlanLine]] = defaultdict(list)
    for line in money.funding:
        by_source[line.kind, line.grant or ""].append(line)
    titles = {grant.code: grant.title for grant in money.state.grants}
    return [
        _plan_column(
            money, "_".join(filter(None, (kind, grant))), titles.get(grant) or str(PLAN_WORDS.get(kind, kind)), lines
        )
        for (kind, grant), lines in sorted(by_source.items())
    ]


def years_table(money: MeasureMoney) -> Table:
    """Plan, payments and sources by year, with their sums."""
    parts = [_plan_column(money, "planned", _l("Planned cost"), money.costs), _spent_column(money), *_sources(money)]
    years: set[int | None] = {line.year for line in (*money.costs, *money.funding)}
    years |= {money.fiscal_year(p.month) for p in money.postings if p.kind == "actual"}
    order = sorted(year for year in years if year is not None) + ([None] if None in years else [])
    shown = [part for part in parts if any(part.amount(year) is not None for year in order)]
    rows: list[tuple] = [
        (_("without a year") if year is None else str(year), *(part.amount(year) for part in shown)) for year in order
    ]
    sums = [[part.amount(year) for year in order] for part in shown]
    several = len(rows) > 1
    if several:
        rows.append((_("Sum"), *(sum(x for x in amounts if x is not None) for amounts in sums)))

    def explain(place: int) -> Sequence[Explained]:
        if place < len(order):
            return [part.explain(order[place]) for part in shown if part.amount(order[place]) is not None]
        return [_sum(part, order) for part in shown]

    columns = (Column("year", _l("Year")), *(part.column for part in shown))
    return Table(
        "geld-jahre",
        _l("Plan, payments and sources by year"),
        columns,
        rows,
        frozenset({len(order)} if several else ()),
        why=explain,
    )


def _sum(part: _Column, years: Sequence[int | None]) -> Explained:
    columns = (Column("year", _l("Year")), Column("x", part.column.label, "money"))
    amounts = [(str(year or _("without a year")), part.amount(year)) for year in years]
    rows = rows_behind("jahre", _l("Years"), columns, [(year, x) for year, x in amounts if x is not None])
    return summed(part.column.name, _l("All years added up."), rows)


def plan_words(money: MeasureMoney) -> str:
    """Which plan version this is."""
    version = approved_plan(money.state)
    if version is None or not money.costs:
        return _("An adopted plan with amounts for this measure is not stated.")
    paper = money.state.paper_by_code.get(version.resolution or "")
    name = (paper.number or paper.title) if paper else version.resolution
    return _(
        "Plan version {code}, in force since {day}, resolution {paper}.",
        code=version.code,
        day=formats.day(version.valid_from),
        paper=name,
    )


_QUOTA = Column("quota", _l("Quota"), "share", optional=True)


def grants_table(money: MeasureMoney) -> Table:
    """The grants that cover the measure."""
    columns = (
        Column("grant", _l("Grant")),
        Column("funder", _l("Funder"), optional=True),
        Column("status", _l("State"), "code"),
        _QUOTA,
        Column("period", _l("Grant period"), optional=True),
        Column("covers", _l("Covers")),
        Column("source", _l("Found in"), optional=True),
    )

    def row(grant: GrantAssessment, covers: str) -> tuple:
        version, funder = grant.version, money.state.body_by_code.get(grant.grant.funder or "")
        return (
            grant.grant.title,
            funder.title if funder else grant.grant.funder,
            str(GRANT_STATUS_WORDS[version.status]) if version else None,
            version.quota if version else None,
            formats.stated_span(version.period_from, version.period_to) if version else None,
            covers,
            source_of(money.state, (version or grant.grant).origin),
        )

    def explain(place: int) -> Sequence[Explained]:
        version = money.grants[place][0].version
        if version is None or version.quota is None:
            return ()
        source = source_of(money.state, version.origin)
        return (stated(_QUOTA, version.quota, day=version.valid_from, source=source),)

    rows = [row(*covering) for covering in money.grants]
    keys = [(grant.grant.code,) for grant, _covers in money.grants]
    return Table("foerderungen", _l("Grants that cover the measure"), columns, rows, keys=keys, why=explain)
