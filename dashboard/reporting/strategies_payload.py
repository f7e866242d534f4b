"""A line of the list of strategies as JSON and back, exactly: cents, fractions "n/d", ISO days, stated words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import astuple, fields
from fractions import Fraction
from typing import Any

from dashboard import __version__
from dashboard.domain.values import Period, StatedDay, StatedMoney
from dashboard.reporting.strategies import StrategyLine

#: The program whose formulas made the figures: another version computes them again.
_MADE_BY = "made_by"


def payload(line: StrategyLine) -> dict[str, Any]:
    """The line as JSON knows it."""
    return {_MADE_BY: __version__} | {f.name: _written(getattr(line, f.name)) for f in fields(line)}


def _written(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, StatedDay | StatedMoney):
        return [_written(part) for part in astuple(value)]
    return value.text if isinstance(value, Period) else value


def _stated_day(parts: list[Any]) -> StatedDay:
    day, *words = parts
    return StatedDay(dt.date.fromisoformat(day), *words)


_READ: dict[str, Callable[[Any], Any]] = {
    "starts": _stated_day,
    "ends": _stated_day,
    "as_of": dt.date.fromisoformat,
    "progress": Fraction,
    "stated": lambda parts: StatedMoney(*parts),
    "next_evaluation": Period.parse,
}


def line_of(found: Mapping[str, Any]) -> StrategyLine | None:
    """The line that was stored; None where another version of the program made it, or one with other figures."""
    names = [f.name for f in fields(StrategyLine)]
    if found.get(_MADE_BY) != __version__ or found.keys() != {_MADE_BY, *names}:
        return None
    values = {name: found[name] for name in names}
    return StrategyLine(
        **{name: _READ[name](v) if v is not None and name in _READ else v for name, v in values.items()}
    )
