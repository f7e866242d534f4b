"""Reporting years: which there are, and the indicators as they stood at the end of one, by what is known today.

A reporting year is read as of its 31.12. (or of the key date, where that is earlier), so that the definitions and
targets of that day apply. Which of its values are due is asked on the key date: the value of a year is due after the
year has ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.assessment import Assessment, IndicatorAssessment
from dashboard.domain.indicator_assessment import assess_indicators
from dashboard.domain.lights import Thresholds
from dashboard.domain.model import IndicatorValue
from dashboard.domain.state import StrategyState, as_of

#: States of a value that has passed the four-eyes check.
APPROVED_STATES = frozenset({"approved", "published"})


@dataclass(frozen=True)
class Year:
    """A reporting year: the day it is read as of, the state cut to that day, its indicators by code."""

    number: int
    day: dt.date
    state: StrategyState
    indicators: Mapping[str, IndicatorAssessment]

    @property
    def running(self) -> bool:
        """Whether the year has not ended on the key date."""
        return self.day < dt.date(self.number, 12, 31)

    def has_value(self, code: str) -> bool:
        """Whether the latest counted number of an indicator is one of this year."""
        value = self.indicators[code].value
        return value is not None and value.period.year == self.number

    def light(self, code: str) -> str:
        """The light of an indicator in this year: grey without a number of the year, however fresh the last one is."""
        return self.indicators[code].light if self.has_value(code) else "grey"


def year_of(assessment: Assessment, number: int) -> Year:
    """A reporting year, by all that is known on the key date."""
    state = assessment.state
    day = min(state.as_of, dt.date(number, 12, 31))
    if day == state.as_of:
        return Year(number, day, state, assessment.indicators)
    cut = as_of(state, day)
    return Year(number, day, cut, assess_indicators(cut, Thresholds.of(cut.thresholds)))


def _spoken_of(assessment: Assessment, role: str) -> set[int]:
    """Years with a value, or a reason for none, or a value that is due, of the indicators of one role."""
    state = assessment.state
    first: dict[str, int] = {}
    for target in state.targets:
        first[target.indicator] = min(target.baseline_year, first.get(target.indicator, target.baseline_year))
    found: set[int] = set()
    for code, indicator in assessment.indicators.items():
        if indicator.indicator.role != role:
            continue
        rows: tuple[IndicatorValue, ...] = state.values_of.get(code, ())
        found |= {row.period.year for row in rows if row.period.year > first.get(code, 0)}
        found |= {missing.period.year for missing in indicator.missing}
    return found


def years(assessment: Assessment) -> tuple[int, ...]:
    """The reporting years there are, oldest first: of the control indicators, where they have none of the context.

    Years before the strategy began are left out, unless there are no others.
    """
    found = _spoken_of(assessment, "control") or _spoken_of(assessment, "context")
    begin = assessment.state.strategy.valid_from
    since = {year for year in found if begin is None or year >= begin.day.year}
    return tuple(sorted(since or found))


def default_year(found: tuple[int, ...], key_date: dt.date) -> int | None:
    """The last year that has ended on the key date, else the last one there is."""
    ended = [year for year in found if dt.date(year, 12, 31) <= key_date]
    return ended[-1] if ended else (found[-1] if found else None)
