"""Indicators of a town of any size: three a measure with 24 values each, by month, by quarter and added up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from random import Random

from dashboard.domain.values import Period
from dashboard.exchange.demo.rows import Rows, on

_PAPER = "VO-2022-0001"
_ROLES = {"submitted_by": "Patenrolle der Maßnahme", "approved_by": "Leitung der Arbeitsgruppe"}


def _periods(names: Sequence[str]) -> tuple[tuple[str, dt.date, dt.date], ...]:
    """Period, its last day and the day its value is known: the 18th of the month after."""
    ends = [Period.parse(name).last for name in names]
    return tuple((name, end, end + dt.timedelta(days=18)) for name, end in zip(names, ends, strict=True))


_MONTHS = _periods([f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)])
_QUARTERS = _periods([f"{year}-Q{quarter}" for year in range(2020, 2026) for quarter in range(1, 5)])
#: suffix, title, unit, direction, periodicity, added up, baseline year, periods
_KINDS = (
    ("a", "Nutzung im Monat", "Nutzungen", "up", "month", False, 2023, _MONTHS),
    ("b", "Bearbeitungszeit", "Tage", "down", "quarter", False, 2022, _QUARTERS),
    ("c", "Beratungen", "Beratungen", "up", "month", True, 2023, _MONTHS),
)


def add_drawn_indicators(rows: Rows, code: str, goal: str, reached: int, source: str, dice: Random) -> None:
    """The three indicators of one measure; how near they are to their path is drawn."""
    first = rows.table("strategy")[0]["known_on"]
    for position, (suffix, title, unit, direction, periodicity, adds_up, year, periods) in enumerate(_KINDS, 1):
        name = f"{code}{suffix}"
        rows.add(
            "indicator",
            first,
            source=source,
            code=name,
            **on("measure", code),
            title=title,
            what=title,
            role="control",
            level="output" if adds_up else "outcome",
            unit=unit,
            direction=direction,
            periodicity=periodicity,
            lag_days=20,
            cumulative=adds_up,
            decimals=0,
            counts_persons=False,
            data_source="Erfundene Werte",
            responsible="amt-0",
            published=True,
            position=position,
        )
        rows.add(
            "definition",
            first,
            source=source,
            indicator=name,
            version=1,
            valid_from=dt.date(2020, 1, 1),
            text=title,
            series_break=False,
        )
        rows.add(
            "link",
            first,
            source=source,
            subject_kind="indicator",
            subject=name,
            relation="measures",
            **on("goal", goal),
        )
        baseline, target = _path(direction, adds_up, dice)
        rows.add(
            "target",
            first,
            source=source,
            indicator=name,
            version=1,
            valid_from=dt.date(2023, 1, 1),
            resolution=_PAPER,
            reason="Mit der Strategie beschlossen",
            baseline_year=year,
            baseline_value=Decimal(baseline),
            target_year=2028,
            target_value=Decimal(target),
        )
        # Per cent of the path, more where much is done already.
        pace = dice.randrange(65, 125) + 2 * reached
        if adds_up:
            values = _added_up(target, pace, len(periods), dice)
        else:
            values = _moved(baseline, target, year, pace, periods, dice)
        for (period, _last, known_on), value in zip(periods, values, strict=True):
            rows.add(
                "indicator_value",
                max(first, known_on),
                source=source,
                indicator=name,
                period=period,
                definition=1,
                value=Decimal(value),
                quality="measured",
                state="published",
                **_ROLES,
            )


def _path(direction: str, adds_up: bool, dice: Random) -> tuple[int, int]:
    if adds_up:
        return 0, dice.randrange(400, 2000)
    baseline = dice.randrange(100, 400)
    return (baseline, baseline * 2) if direction == "up" else (baseline, baseline // 2)


def _added_up(target: int, pace: int, count: int, dice: Random) -> list[int]:
    """Portions of a month that lead to the target in five years at a pace of 100 per cent."""
    usual = target * pace // 6000
    return [max(0, usual + dice.randrange(-usual // 4 - 1, usual // 4 + 2)) for _ in range(count)]


def _moved(
    baseline: int, target: int, year: int, pace: int, periods: Sequence[tuple[str, dt.date, dt.date]], dice: Random
) -> list[int]:
    """Values from the baseline on towards the target, at the pace in per cent of the path, with a little noise."""
    noise = max(1, abs(target - baseline) // 60)
    moved = []
    for _period, last, _known_on in periods:
        months = max(0, (last.year - year) * 12 - 12 + last.month)
        way = (target - baseline) * months * pace // ((2028 - year) * 1200)
        moved.append(baseline + way + dice.randrange(-noise, noise + 1))
    return moved
