"""Traffic lights (D12): the table, its thresholds as data, the overall light, and the memory that stops flicker.

A light is "green", "yellow", "red" or "grey" (not rated); a measure not being carried out: "done", "resting", None.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from dashboard.domain.measure_status import DONE, RESTING, WITHOUT_LIGHT
from dashboard.domain.model import Threshold
from dashboard.domain.ratios import Exact

#: The rated lights, best first.
RATED = ("green", "yellow", "red")
#: Every light a measure can be counted under, in the order of a distribution.
COUNTED_LIGHTS = (*RATED, "grey", "done", "resting")
#: How far beyond a boundary a value must be before a light improves (D12, hysteresis).
RATIO_MARGIN, OVERRUN_MARGIN, OVERDUE_MARGIN, SLIP_MARGIN = Fraction(3, 100), Fraction(1, 100), 7, 15


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The boundaries of the table in days and shares; the defaults of section D12."""

    overdue_green: Fraction = Fraction(14)
    overdue_yellow: Fraction = Fraction(60)
    slip_green: Fraction = Fraction(30)
    slip_yellow: Fraction = Fraction(90)
    overrun_green: Fraction = Fraction(5, 100)
    overrun_yellow: Fraction = Fraction(10, 100)
    effect_green: Fraction = Fraction(90, 100)
    effect_yellow: Fraction = Fraction(60, 100)
    data_green: Fraction = Fraction(90, 100)
    data_yellow: Fraction = Fraction(70, 100)
    grace: Fraction = Fraction(0)

    @classmethod
    def of(cls, stated: Iterable[Threshold]) -> Thresholds:
        """The defaults with the strategy's own thresholds in force: of each name the latest valid_from."""
        in_order = sorted(stated, key=lambda threshold: threshold.valid_from)
        return replace(cls(), **{threshold.name: Fraction(threshold.value) for threshold in in_order})

    def moved(self) -> Thresholds:
        """Every boundary moved by its margin towards the good side."""
        return replace(
            self,
            overdue_green=self.overdue_green - OVERDUE_MARGIN,
            overdue_yellow=self.overdue_yellow - OVERDUE_MARGIN,
            slip_green=self.slip_green - SLIP_MARGIN,
            slip_yellow=self.slip_yellow - SLIP_MARGIN,
            overrun_green=self.overrun_green - OVERRUN_MARGIN,
            overrun_yellow=self.overrun_yellow - OVERRUN_MARGIN,
            effect_green=self.effect_green + RATIO_MARGIN,
            effect_yellow=self.effect_yellow + RATIO_MARGIN,
            data_green=self.data_green + RATIO_MARGIN,
            data_yellow=self.data_yellow + RATIO_MARGIN,
        )


DEFAULTS = Thresholds()


class Reading(NamedTuple):
    """What a measure's lights are read from; None where nothing can be said."""

    overdue: int | None = None
    slip: int | None = None
    duty_missed: bool = False
    overrun: Fraction | None = None
    exceeds_plan: bool = False
    effect: Fraction | None = None
    completeness: Fraction | None = None


class Lights(NamedTuple):
    """A measure's light in each dimension and overall."""

    schedule: str | None
    budget: str | None
    effect: str | None
    data: str | None
    overall: str | None


class PreviousRating(NamedTuple):
    """The last frozen rating of a measure: the lights shown then, computed and not set by hand, and the plain ones."""

    shown: Lights
    plain: Lights


def schedule_light(
    overdue: Exact | None, slip: Exact | None, duty_missed: bool = False, limits: Thresholds = DEFAULTS
) -> str:
    """Termin: D₁ overdue days, D₂ slip of the last milestone; None without a dated milestone."""
    if overdue is None or slip is None:
        return "grey"
    if duty_missed or overdue > limits.overdue_yellow or slip > limits.slip_yellow:
        return "red"
    return "green" if overdue <= limits.overdue_green and slip <= limits.slip_green else "yellow"


def budget_light(overrun: Exact | None, exceeds_plan: bool = False, limits: Thresholds = DEFAULTS) -> str:
    """Budget: u of D5; AC + commitments above the plan is red even without u."""
    if exceeds_plan:
        return "red"
    if overrun is None:
        return "grey"
    if overrun > limits.overrun_yellow:
        return "red"
    return "green" if overrun <= limits.overrun_green else "yellow"


def _share_light(share: Exact | None, green: Fraction, yellow: Fraction) -> str:
    if share is None:
        return "grey"
    if share >= green:
        return "green"
    return "yellow" if share >= yellow else "red"


def effect_light(effect: Exact | None, limits: Thresholds = DEFAULTS) -> str:
    """Wirkung: the mean of capped ρ."""
    return _share_light(effect, limits.effect_green, limits.effect_yellow)


def data_light(completeness: Exact | None, limits: Thresholds = DEFAULTS) -> str:
    """Daten: K of D11."""
    return _share_light(completeness, limits.data_green, limits.data_yellow)


def worse(one: str, other: str) -> str:
    """The worse of two rated lights."""
    return max(one, other, key=RATED.index)


def overall_light(schedule: str, budget: str, effect: str) -> str:
    """Gesamt: the worse of Termin and Budget, at least yellow where Wirkung is red; grey only if both are grey."""
    rated = [light for light in (schedule, budget) if light in RATED]
    if not rated:
        return "grey"
    light = max(rated, key=RATED.index)
    return worse(light, "yellow") if effect == "red" else light


def _with_overall(schedule: str, budget: str, effect: str, data: str) -> Lights:
    return Lights(schedule, budget, effect, data, overall_light(schedule, budget, effect))


def _dimensions(reading: Reading, limits: Thresholds) -> tuple[str, str, str, str]:
    return (
        schedule_light(reading.overdue, reading.slip, reading.duty_missed, limits),
        budget_light(reading.overrun, reading.exceeds_plan, limits),
        effect_light(reading.effect, limits),
        data_light(reading.completeness, limits),
    )


def plain_lights(reading: Reading, limits: Thresholds = DEFAULTS) -> Lights:
    """The table as it stands, without memory."""
    return _with_overall(*_dimensions(reading, limits))


def remembered(present: str, moved: str, shown_before: str | None, plain_before: str | None) -> str:
    """One dimension with memory: worse at once; better only past the margin or at two evaluations in a row (D12).

    `present` is the plain light, `moved` the one of the table with its boundaries moved, `…_before` those of the last
    frozen evaluation. Without a rated light then, or now, the plain table holds.
    """
    if shown_before not in RATED or present not in RATED or RATED.index(present) >= RATED.index(shown_before):
        return present
    candidates = [shown_before, moved]
    if plain_before in RATED:
        candidates.append(worse(plain_before, present))
    return max(min(candidates, key=RATED.index), present, key=RATED.index)


def rate(reading: Reading, limits: Thresholds = DEFAULTS, previous: PreviousRating | None = None) -> Lights:
    """The lights of a measure, with the memory of its last frozen rating where there is one."""
    present = _dimensions(reading, limits)
    if previous is None:
        return _with_overall(*present)
    moved = _dimensions(reading, limits.moved())
    return _with_overall(*map(remembered, present, moved, previous.shown, previous.plain))


def light_of_status(status: str | None) -> str | None:
    """What a measure shows that is not being carried out: "done", "resting", or nothing."""
    if status is None or status in WITHOUT_LIGHT:
        return None
    if status in DONE:
        return "done"
    return "resting" if status in RESTING else None
