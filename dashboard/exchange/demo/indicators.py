"""Indicators of the invented town: definitions, target paths with their versions, links to goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.rows import Row, Rows, on
from dashboard.exchange.demo.town import FIRST_DAY, VALUES, known

_STRATEGY_RESOLUTION = "VO-2022-0198"


def indicators() -> Iterator[tuple[str, dict[str, Any]]]:
    """Code and entry, what is usual filled in."""
    for code, entry in content("indicators").items():
        yield code, {"role": "control", "level": "not_stated", "direction": "none", "periodicity": "year"} | entry


def first_known(entry: dict[str, Any]) -> dt.date:
    """The day the indicator became known: with the strategy, with its measure, or with the year it starts in."""
    day = FIRST_DAY
    if entry.get("on", "") in content("measures"):
        day = known(content("measures")[entry["on"]])
    return max(day, entry.get("target_from", FIRST_DAY))


def hangs_on(entry: dict[str, Any], slug: str) -> Row:
    """What an indicator belongs to: a measure, a goal, else the strategy."""
    code = entry.get("on")
    if code is None:
        return on("strategy", slug)
    return on("measure" if code in content("measures") else "goal", code)


def add_indicators(rows: Rows, slug: str) -> None:
    """Everything of the indicators but their values."""
    for position, (code, entry) in enumerate(indicators(), 1):
        day = first_known(entry)
        origin: Row = {"source": VALUES, "section": f"Indikator {code}"}
        _indicator(rows, code, entry, slug, position, day, origin)
        _definitions(rows, code, entry, day, origin)
        if "target" in entry:
            _targets(rows, code, entry, day, origin)
        for goal in entry.get("goals", ()):
            rows.add(
                "link", day, **origin, subject_kind="indicator", subject=code, relation="measures", **on("goal", goal)
            )


def _indicator(
    rows: Rows, code: str, entry: dict[str, Any], slug: str, position: int, day: dt.date, origin: Row
) -> None:
    same = ("title", "what", "why", "aim", "role", "level", "unit", "direction", "periodicity", "responsible")
    rows.add(
        "indicator",
        day,
        **origin,
        code=code,
        **hangs_on(entry, slug),
        **{name: entry.get(name) for name in same},
        lag_days=entry.get("lag", 0),
        cumulative=entry.get("cumulative", False),
        decimals=entry.get("decimals", 0),
        counts_persons=entry.get("persons", False),
        data_source="Erfundene Werte",
        licence="CC0 1.0",
        published=True,
        position=position,
    )


def _definitions(rows: Rows, code: str, entry: dict[str, Any], day: dt.date, origin: Row) -> None:
    rows.add(
        "definition",
        day,
        **origin,
        indicator=code,
        version=1,
        valid_from=dt.date(2020, 1, 1),
        text=entry["what"],
        series_break=False,
    )
    broken = entry.get("series_break")
    if broken:
        factor = Decimal(broken["factor"]) if "factor" in broken else None
        rows.add(
            "definition",
            after(broken["valid_from"], 8),
            **origin,
            indicator=code,
            version=2,
            valid_from=broken["valid_from"],
            text=broken["text"],
            series_break=True,
            rebase_factor=factor,
        )


def _targets(rows: Rows, code: str, entry: dict[str, Any], day: dt.date, origin: Row) -> None:
    first = {
        "valid_from": entry.get("target_from", dt.date(2023, 1, 1)),
        "resolution": "VO-2024-0019" if "target_from" in entry else _STRATEGY_RESOLUTION,
        "reason": "Mit der Maßnahme beschlossen" if "target_from" in entry else "Mit der Strategie beschlossen",
    }
    # A version decided on a day is known when the minutes are out.
    at = max(day, after(first["valid_from"], 4)) if "target_from" in entry else day
    _target(rows, code, entry, 1, entry["target"], first, at, origin)
    later = entry.get("target_later")
    if later:
        more = {name: later[name] for name in ("valid_from", "resolution", "reason")}
        _target(rows, code, entry, 2, later["target"], more, after(later["valid_from"], 4), origin)


def _target(
    rows: Rows, code: str, entry: dict[str, Any], version: int, path: list, more: Row, day: dt.date, origin: Row
) -> None:
    baseline_year, baseline, target_year, target = path
    bounds = {name: Decimal(entry[name]) for name in ("tolerance", "lower", "upper") if name in entry}
    rows.add(
        "target",
        day,
        **origin,
        indicator=code,
        version=version,
        baseline_year=baseline_year,
        baseline_value=Decimal(baseline),
        target_year=target_year,
        target_value=Decimal(target),
        **bounds,
        **more,
    )
    for year, value in entry.get("interim", {}).items():
        rows.add("interim_target", day, **origin, indicator=code, version=version, year=int(year), value=Decimal(value))
