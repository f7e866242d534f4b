"""Two days of one row that belong together: the second may not lie before the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.domain.values import StatedDay

#: First and last column of a span, in whichever table both stand.
_SPANS = (
    ("valid_from", "valid_to"),
    ("starts", "ends"),
    ("corridor_from", "corridor_to"),
    ("period_from", "period_to"),
)


def reversed_spans(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The columns (first, last) of each span of a row that ends before it can have begun.

    Of a day that is only known as a month, a quarter or a year the first that fits counts.
    """
    for first, last in _SPANS:
        start, end = row.get(first), row.get(last)
        if start and end and StatedDay(start, row.get(f"{first}_precision") or "day").first > end:
            yield first, last
