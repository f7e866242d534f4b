"""Earned value of a measure (D5, PMI-type formulas): what was paid against what was done and planned.

Money is cents and stays unrounded (Fraction) until it is shown: round once, at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from dashboard.domain.ratios import added, ratio

#: A manual forecast of the cost counts for this many days (D5).
MANUAL_FORECAST_DAYS = 365


@dataclass(frozen=True)
class EarnedValue:
    """BAC, AC and commitments in cents; P, P_dated and PP as shares. Whatever needs a missing part is None.

    `progress` is P of D2, `dated_progress` the same over dated milestones only (for SPI and SV), `planned` PP of D3,
    `manual_forecast` one of the cost in cents that is no older than `MANUAL_FORECAST_DAYS`.
    """

    bac: int | None
    ac: int | None
    commitments: int | None
    progress: Fraction | None
    dated_progress: Fraction | None
    planned: Fraction | None
    manual_forecast: int | None = None

    def _of_bac(self, share: Fraction | None) -> Fraction | None:
        return None if share is None or self.bac is None else share * self.bac

    @cached_property
    def ev(self) -> Fraction | None:
        """EV = P·BAC."""
        return self._of_bac(self.progress)

    @cached_property
    def ev_dated(self) -> Fraction | None:
        """EV of the dated milestones, the one that SPI and SV compare with PV (D3)."""
        return self._of_bac(self.dated_progress)

    @cached_property
    def pv(self) -> Fraction | None:
        """PV = PP·BAC."""
        return self._of_bac(self.planned)

    @cached_property
    def sv(self) -> Fraction | None:
        """SV = EV − PV of the dated milestones; below 0 is behind the plan."""
        return None if self.ev_dated is None or self.pv is None else self.ev_dated - self.pv

    @cached_property
    def cv(self) -> Fraction | None:
        """CV = EV − AC; below 0 is dearer than what was done."""
        return None if self.ev is None or self.ac is None else self.ev - self.ac

    @cached_property
    def spi(self) -> Fraction | None:
        """SPI = EV / PV; None at PV = 0. Tends to 1 at the end even when late: never used alone."""
        return ratio(self.ev_dated, self.pv)

    @cached_property
    def cpi(self) -> Fraction | None:
        """CPI = EV / AC; None at AC ≤ 0."""
        return None if self.ac is None or self.ac <= 0 else ratio(self.ev, self.ac)

    @cached_property
    def eac1(self) -> Fraction | None:
        """EAC₁ = BAC / CPI, the end of the range; None at EV = 0."""
        return ratio(self.bac, self.cpi)

    @cached_property
    def eac2(self) -> Fraction | None:
        """EAC₂ = AC + (BAC − EV)."""
        if self.ac is None or self.bac is None or self.ev is None:
            return None
        return self.ac + (self.bac - self.ev)

    @cached_property
    def tcpi(self) -> Fraction | None:
        """TCPI = (BAC − EV) / (BAC − AC); None at BAC ≤ AC."""
        if self.bac is None or self.ac is None or self.ev is None or self.bac <= self.ac:
            return None
        return ratio(self.bac - self.ev, self.bac - self.ac)

    @cached_property
    def spent_and_bound(self) -> int | None:
        """AC + commitments, what is gone or promised already."""
        return None if self.ac is None or self.commitments is None else self.ac + self.commitments

    @cached_property
    def follows_report(self) -> bool:
        """Whether KP is the manual forecast: there is one, and no more than it was spent and ordered already."""
        return self.manual_forecast is not None and self.cost_forecast == self.manual_forecast

    @cached_property
    def cost_forecast(self) -> Fraction | None:
        """KP = max(AC + commitments, manual forecast, else EAC₂); None where neither forecast exists."""
        forecast = self.eac2 if self.manual_forecast is None else Fraction(self.manual_forecast)
        if forecast is None or self.spent_and_bound is None:
            return None
        return max(Fraction(self.spent_and_bound), forecast)

    @cached_property
    def overrun(self) -> Fraction | None:
        """u = (KP − BAC) / BAC."""
        forecast = self.cost_forecast
        return None if forecast is None or self.bac is None else ratio(forecast - self.bac, self.bac)

    @cached_property
    def exceeds_plan(self) -> bool:
        """AC + commitments > BAC, which makes the budget red whatever the forecast (D12)."""
        return self.bac is not None and self.spent_and_bound is not None and self.spent_and_bound > self.bac


def _summed(pairs: Iterable[tuple[Fraction | int | None, Fraction | int | None]]) -> tuple[Fraction, Fraction] | None:
    """Both sums over the pairs that have both parts; None where no pair has."""
    whole = [(a, b) for a, b in pairs if a is not None and b is not None]
    return (added(a for a, _ in whole), added(b for _, b in whole)) if whole else None


def _ratio_of_sums(pairs: Iterable[tuple[Fraction | int | None, Fraction | int | None]]) -> Fraction | None:
    sums = _summed(pairs)
    return None if sums is None else ratio(*sums)


def spi_of(values: Iterable[EarnedValue]) -> Fraction | None:
    """SPI of several measures: sums first, then the ratio, over those that have both parts (D13)."""
    return _ratio_of_sums((value.ev_dated, value.pv) for value in values)


def cpi_of(values: Iterable[EarnedValue]) -> Fraction | None:
    """CPI of several measures, sums first; None at a sum of AC ≤ 0."""
    sums = _summed((value.ev, value.ac) for value in values)
    return None if sums is None or sums[1] <= 0 else ratio(*sums)


def overrun_of(values: Iterable[EarnedValue]) -> Fraction | None:
    """u of several measures, sums first."""
    sums = _summed((value.cost_forecast, value.bac) for value in values)
    return None if sums is None else ratio(sums[0] - sums[1], sums[1])


def progress_by_budget(values: Iterable[EarnedValue]) -> Fraction | None:
    """Σ EV / Σ BAC, the budget-weighted progress (D13)."""
    return _ratio_of_sums((value.ev, value.bac) for value in values)


def planned_by_budget(values: Iterable[EarnedValue]) -> Fraction | None:
    """Σ PV / Σ BAC, the budget-weighted plan (D13)."""
    return _ratio_of_sums((value.pv, value.bac) for value in values)
