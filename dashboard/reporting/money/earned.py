"""Earned value in plain words: word, figure, sentence (D5 over several measures, D13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dashboard.domain.assessment import MeasureAssessment
from dashboard.domain.earned_value import EarnedValue
from dashboard.domain.ratios import added, cents, ratio, total
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext

#: An index this close to 1 (2 points) is called "almost as planned".
_ALMOST = Fraction(2, 100)


@dataclass(frozen=True)
class Earned:
    """Sums over the measures that have a plan, milestones and payments; `measures` says how many of the counted.

    `forecast` is the sum of their cost forecasts (KP) in cents, `reported` how many of these a sponsor reported.
    """

    measures: int
    of: int
    undated: int  # of these, how many have milestones without a date
    sums: EarnedValue | None
    forecast: Fraction | None = None
    reported: int = 0


@dataclass(frozen=True, slots=True)
class EarnedLine:
    """One figure of the earned value: word, abbreviation, figure as it is written, sentence."""

    word: str
    short: str
    figure: str
    sentence: str


def _whole(measures: Sequence[MeasureAssessment]) -> EarnedValue:
    """The measures as if they were one: each share is the sum of its amounts by the sum of the budgets."""
    bac = total(m.bac for m in measures)

    def share(name: str) -> Fraction | None:
        amounts = [amount for m in measures if (amount := getattr(m.earned, name)) is not None]
        return ratio(added(amounts), bac) if amounts else None

    return EarnedValue(
        bac=bac,
        ac=total(m.ac for m in measures),
        commitments=total(m.commitments for m in measures),
        progress=share("ev"),
        dated_progress=share("ev_dated"),
        planned=share("pv"),
    )


def earned(scope: Scope) -> Earned:
    """The figures of the scope. Money that hangs on no measure, or on one without milestones, has none."""
    rated = [m for m in scope.counted if m.earned.ev is not None and m.ac is not None]
    undated = sum(any(x.baseline is None for x in m.milestones if x.state != "dropped") for m in rated)
    if not rated:
        return Earned(0, len(scope.counted), undated, None)
    forecast = added(m.earned.cost_forecast or 0 for m in rated)
    reported = sum(m.earned.follows_report for m in rated)
    return Earned(len(rated), len(scope.counted), undated, _whole(rated), forecast, reported)


def _spi_words(spi: Fraction | None) -> str:
    if spi is None:
        return _("Nothing was due by the plan yet.")
    words = _("Of every {hundred} of planned work, {done} are done.", hundred=_hundred(1), done=_hundred(spi))
    if abs(spi - 1) <= _ALMOST:
        return f"{words} {_('That is almost as planned.')}"
    return f"{words} {_('The strategy is late.') if spi < 1 else _('The strategy is ahead of the plan.')}"


def _cpi_words(cpi: Fraction | None) -> str:
    if cpi is None:
        return _("Nothing was paid yet.")
    words = _("For every {hundred} spent, {done} of work were done.", hundred=_hundred(1), done=_hundred(cpi))
    if abs(cpi - 1) <= _ALMOST:
        return f"{words} {_('That is almost as planned.')}"
    return f"{words} {_('The work is dearer than planned.') if cpi < 1 else _('The work is cheaper than planned.')}"


def _hundred(index: Fraction | int) -> str:
    return formats.whole_money(index * 100_00)


def _range(found: Earned) -> str:
    """From the forecast to EAC₁, which is only ever the other end of a range."""
    ends = (found.forecast, found.sums.eac1 if found.sums else None)
    known = [amount for amount in ends if amount is not None]
    return formats.money_range(min(known), max(known)) if known else formats.NO_VALUE


def _forecast_words(found: Earned, planned: str) -> str:
    words = _(
        "So much it costs in the end, if the rest costs what was planned or goes on as dear as so far. "
        "Planned are {planned}.",
        planned=planned,
    )
    if not found.reported:
        return words
    counts = ngettext(
        "Of {n} measure the reported forecast counts.", "Of {n} measures the reported forecast counts.", found.reported
    )
    return f"{words} {counts}"


def lines(found: Earned) -> list[EarnedLine]:
    """The figures in the order in which they follow from each other."""
    sums = found.sums
    if sums is None:
        return []
    planned = formats.whole_money(sums.bac)
    return [
        EarnedLine(
            _("Planned value"), "PV", formats.whole_money(sums.pv), _("So much work should be done by the plan.")
        ),
        EarnedLine(_("Earned value"), "EV", formats.whole_money(sums.ev), _("So much work is done, at planned cost.")),
        EarnedLine(_("Actual cost"), "AC", formats.whole_money(sums.ac), _("So much was paid for it.")),
        EarnedLine(_("Schedule performance"), "SPI", formats.ratio(sums.spi), _spi_words(sums.spi)),
        EarnedLine(_("Cost performance"), "CPI", formats.ratio(sums.cpi), _cpi_words(sums.cpi)),
        EarnedLine(
            _("Cost forecast"),
            "EAC",
            _range(found),
            _forecast_words(found, planned),
        ),
    ]


def heading(found: Earned) -> str:
    """Work done of work planned, and whether the cost fits."""
    sums = found.sums
    if sums is None or sums.spi is None:
        return _("Work done and money spent")
    done = _("Of every {hundred} of planned work, {done} are done", hundred=_hundred(1), done=_hundred(sums.spi))
    if sums.cpi is None:
        return done
    if abs(sums.cpi - 1) <= _ALMOST:
        return _("{done}, the cost almost fits", done=done)
    return (
        _("{done}, at a higher cost than planned", done=done)
        if sums.cpi < 1
        else _("{done}, at a lower cost than planned", done=done)
    )


def basis(found: Earned) -> str:
    """Over which measures, and what they are planned to cost."""
    sums = found.sums
    planned = formats.whole_money(sums.bac) if sums else formats.NO_VALUE
    words = ngettext(
        "Computed over {n} measure of {all} that has milestones, a plan and payments; planned cost {planned}.",
        "Computed over {n} measures of {all} that have milestones, a plan and payments; planned cost {planned}.",
        found.measures,
        all=found.of,
        planned=planned,
    )
    return (
        f"{words} {_('Milestones without a date do not count in the schedule performance.')}"
        if found.undated
        else words
    )


def table(found: Earned) -> Table:
    """All figures of section D5, each a row; amounts in euro, indices as numbers."""
    sums = found.sums
    columns = (
        Column("figure", _l("Figure")),
        Column("short", _l("Abbreviation"), "code"),
        Column("amount", _l("Amount"), "money"),
        Column("index", _l("Index"), "ratio"),
    )
    if sums is None:
        return Table("fertigstellungswert", _l("Earned value"), columns, [])
    amounts = (
        (_("Planned cost"), "BAC", sums.bac),
        (_("Planned value"), "PV", cents(sums.pv)),
        (_("Earned value"), "EV", cents(sums.ev)),
        (_("Actual cost"), "AC", sums.ac),
        (_("Schedule variance"), "SV", cents(sums.sv)),
        (_("Cost variance"), "CV", cents(sums.cv)),
        (_("Cost forecast"), "KP", cents(found.forecast)),
        (_("Cost forecast, as dear as so far"), "EAC1", cents(sums.eac1)),
        (_("Cost forecast, the rest as planned"), "EAC2", cents(sums.eac2)),
    )
    indices = (
        (_("Schedule performance"), "SPI", sums.spi),
        (_("Cost performance"), "CPI", sums.cpi),
        (_("Performance needed for the rest"), "TCPI", sums.tcpi),
    )
    rows: list[tuple] = [(word, short, amount, None) for word, short, amount in amounts]
    rows += [(word, short, None, index) for word, short, index in indices]
    return Table("fertigstellungswert", _l("Earned value"), columns, rows)
