"""What is known of an indicator before a period: what a question shows beside its field, and what answers are held against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboard.domain import model
from dashboard.domain.assessment import Assessment, IndicatorAssessment
from dashboard.domain.attainment import PATH_DIRECTIONS, path_value
from dashboard.domain.data_quality import period_at, period_key
from dashboard.domain.due import Due
from dashboard.domain.indicator_assessment import effective_values
from dashboard.domain.values import Period, Ref, StatedNumber
from dashboard.operations.deed import ENTERED_HERE
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l

#: What is counted, by kind of count.
COUNT_UNITS: Mapping[str, LazyText] = {"downloads": _l("downloads"), "consultation": _l("consultations")}
_COUNTED = ("approved", "published")
_PERCENT = frozenset({"%", "prozent"})
#: Words of a definition which say that a figure is read on one day.
_ON_A_DAY = re.compile(
    r"\b(am (letzten|ersten|\d+\.)|stichtag|bestand)|(monats|quartals|halbjahres|jahres)ende\b", re.I
)


@dataclass(frozen=True)
class Known:
    """An indicator as it is known before `period`; numbers are in its unit.

    `last` and `year_ago` have a number; `before` are the comparable numbers, oldest first. `planned` is the target
    for the end of the period, `total` the running total of a cumulative indicator before it.
    """

    indicator: model.Indicator
    period: Period
    last: model.IndicatorValue | None
    year_ago: model.IndicatorValue | None
    before: tuple[Decimal, ...]
    definition: model.Definition | None
    target: model.Target | None
    planned: Fraction | None
    total: Decimal | None
    note: str | None
    source: str | None
    count: bool = False  # a count of the multiplier effect, which has neither quality nor reasons

    @property
    def percent(self) -> bool:
        return is_percent(self.indicator.unit)

    @property
    def on_a_day(self) -> bool:
        """Whether the definition names a day: a stock, which may well stay as it is."""
        told = (self.indicator.what, self.definition.text if self.definition else None)
        return any(_ON_A_DAY.search(words) for words in told if words)

    @property
    def counts_a_period(self) -> bool:
        """Whether it counts what happened in a period, which hardly ever happens twice alike."""
        return self.indicator.cumulative or (self.indicator.decimals == 0 and not self.on_a_day and not self.percent)


def known_count(assessment: Assessment, due: Due) -> Known:
    """What is known for the question how often something happened in a quarter: the sums of the quarters before."""
    assert due.period is not None
    sums: dict[str, int] = {}
    for event in sorted(assessment.state.multiplier_events, key=lambda one: one.date):
        if event.kind == due.subject and event.date < due.period.first:
            quarter = period_at(event.date, "quarter").text
            sums[quarter] = sums.get(quarter, 0) + event.count
    asked = _as_indicator(due)
    rows = [_as_value(asked, Period.parse(text), amount) for text, amount in sums.items()]
    last = rows[-1] if rows else None
    return Known(
        indicator=asked, period=due.period, last=last,
        year_ago=next((row for row in rows if _year_before(row, due.period, asked)), None),
        before=tuple(row.value.value for row in rows if row.value), definition=None, target=None, planned=None,
        total=None, note=None, source=None, count=True,
    )  # fmt: skip


def _as_indicator(due: Due) -> model.Indicator:
    """A kind of count in the words of an indicator, so that its field works like every other."""
    return model.Indicator(
        code=due.subject, object=Ref("strategy", ""), title="", role="multiplier", level="output",
        unit=str(COUNT_UNITS[due.subject]), direction="none", periodicity="quarter",
    )  # fmt: skip


def _as_value(asked: model.Indicator, period: Period, amount: int) -> model.IndicatorValue:
    return model.IndicatorValue(
        indicator=asked.code, period=period, value=StatedNumber(Decimal(amount)), state="approved"
    )


def is_percent(unit: str) -> bool:
    """Whether a unit is percent."""
    return unit.casefold() in _PERCENT


def known(assessment: Assessment, due: Due) -> Known:
    """What is known for the question about a value. KeyError for an indicator that there is not."""
    state, found, period = assessment.state, assessment.indicators[due.subject], due.period
    assert period is not None
    indicator = found.indicator
    rows = _rows(state.values_of.get(indicator.code, ()), period)
    last = rows[-1] if rows else None
    definitions = [d for d in state.definitions_of.get(indicator.code, ()) if d.valid_from <= period.last]
    totals = [total for row, total in effective_values(state, indicator, found.target) if row.period.last < period.last]
    return Known(
        indicator=indicator,
        period=period,
        last=last,
        year_ago=next((row for row in rows if _year_before(row, period, indicator)), None),
        before=tuple(row.value.value for row in _comparable(rows, definitions) if row.value),
        definition=definitions[-1] if definitions else None,
        target=found.target,
        planned=_planned(found, period),
        total=totals[-1] if totals and indicator.cumulative else None,
        note=last.note if last else None,
        source=_source(last, indicator),
    )


def _rows(values: Iterable[model.IndicatorValue], period: Period) -> list[model.IndicatorValue]:
    return [row for row in values if row.value and row.state in _COUNTED and row.period.last < period.last]


def _comparable(
    rows: Iterable[model.IndicatorValue], definitions: list[model.Definition]
) -> list[model.IndicatorValue]:
    """The rows since the series broke the last time."""
    breaks = [one.valid_from for one in definitions if one.series_break]
    return [row for row in rows if not breaks or row.period.last >= breaks[-1]]


def _year_before(row: model.IndicatorValue, period: Period, indicator: model.Indicator) -> bool:
    before = f"{period.year - 1}{period.text[4:]}"
    return indicator.periodicity != "once" and period_key(row.period, indicator.periodicity) == before


def _planned(found: IndicatorAssessment, period: Period) -> Fraction | None:
    if found.target is None:
        return None
    if found.indicator.direction in PATH_DIRECTIONS:
        return path_value(found.points, period.y) if found.points else None
    return None if found.indicator.direction == "none" else Fraction(found.target.target_value)


def _source(last: model.IndicatorValue | None, indicator: model.Indicator) -> str | None:
    """What was named last time, else the indicator's own source of data."""
    reported = last.origin.section if last and last.origin.source == ENTERED_HERE else None
    return reported or indicator.data_source
