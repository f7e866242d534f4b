"""Numbers of a time series: from year ends to every month or quarter between them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

from dashboard.exchange.demo.shares import split

PARTS = {"year": 1, "halfyear": 2, "quarter": 4, "month": 12}
_NAMES = {"year": "{year}", "halfyear": "{year}-H{part}", "quarter": "{year}-Q{part}", "month": "{year}-{part:02d}"}
FIRST_YEAR, LAST_YEAR = 2020, 2025


def period_name(periodicity: str, year: int, part: int) -> str:
    return _NAMES[periodicity].format(year=year, part=part)


def _last_part(entry: dict[str, Any], year: int) -> int:
    """How many periods of the year have a value."""
    parts = PARTS[entry["periodicity"]]
    through = entry.get("through")
    if not through or year < int(through[:4]):
        return parts
    return int(through[5:].lstrip("QH")) if year == int(through[:4]) else 0


def series(entry: dict[str, Any], dice: Random) -> Iterator[tuple[str, Decimal]]:
    """Period and value, oldest first; a year without a number is left out."""
    if "listed" in entry:
        yield from ((period, Decimal(value)) for period, value in entry["listed"].items())
        return
    before: Decimal | None = None
    for year, text in enumerate(entry["values"], FIRST_YEAR):
        if text == "":
            before = None if entry["periodicity"] == "year" else before
            continue
        end = Decimal(text)
        if year >= entry.get("from", FIRST_YEAR):
            yield from zip(_names(entry, year), _numbers(entry, year, before, end, dice), strict=True)
        before = end


def _names(entry: dict[str, Any], year: int) -> list[str]:
    return [period_name(entry["periodicity"], year, part) for part in range(1, _last_part(entry, year) + 1)]


def _numbers(entry: dict[str, Any], year: int, before: Decimal | None, end: Decimal, dice: Random) -> list[Decimal]:
    count = _last_part(entry, year)
    if entry.get("cumulative"):
        return _portions(entry, year, int(end), count, dice)
    start = end if before is None else before
    straight = [start + (end - start) * part / count for part in range(1, count + 1)]
    unit = Decimal(1).scaleb(-entry.get("decimals", 0))
    spread = 0 if entry.get("steps") else entry.get("noise", 2)
    noisy = [value + dice.randint(-spread, spread) * unit for value in straight[:-1]]
    return [max(value, Decimal(0)).quantize(unit) for value in [*noisy, end]]


def _portions(entry: dict[str, Any], year: int, total: int, count: int, dice: Random) -> list[Decimal]:
    """A year's total in whole portions; the first ones may be given."""
    names = _names(entry, year)
    given = {name: int(value) for name, value in entry.get("start", {}).items() if name in names}
    free = split(total - sum(given.values()), [0 if name in given else dice.randint(8, 14) for name in names])
    return [Decimal(given.get(name, portion)) for name, portion in zip(names, free, strict=True)]
