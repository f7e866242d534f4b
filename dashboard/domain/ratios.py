"""Arithmetic of figures that may be missing: a missing part makes a missing figure, never 0 (I4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from dashboard.domain.values import half_up

#: What can be counted with exactly: cents and weights (int), stated numbers, and what comes out of dividing them.
Exact = int | Decimal | Fraction

ZERO, ONE = Fraction(0), Fraction(1)


@lru_cache(maxsize=16_384)
def exact(value: int | Decimal) -> Fraction:
    """The number as a fraction, the same one for the same number: there are thousands of few values."""
    return Fraction(value)


def ratio(part: Exact | None, whole: Exact | None) -> Fraction | None:
    """part / whole; None where a part is missing or the whole is 0."""
    if part is None or whole is None or whole == 0:
        return None
    above, below = part.as_integer_ratio()
    of_above, of_below = whole.as_integer_ratio()
    return Fraction(above * of_below, below * of_above)


def difference(one: Exact, other: Exact) -> Exact:
    """one − other, exactly, whatever the two are."""
    if type(one) is type(other):
        return one - other  # type: ignore[operator]
    return _fraction(one) - _fraction(other)


def _fraction(number: Exact) -> Fraction:
    return number if isinstance(number, Fraction) else exact(number)


def added(shares: Iterable[Exact]) -> Fraction:
    """The exact sum; equal denominators are added up as whole numbers first, for there are thousands of few kinds."""
    by_denominator: dict[int, int] = defaultdict(int)
    for share in shares:
        above, below = share.as_integer_ratio()
        by_denominator[below] += above
    return sum((Fraction(above, below) for below, above in by_denominator.items()), ZERO)


def capped(share: Fraction) -> Fraction:
    """The share, kept between 0 and 1 for means (D8)."""
    return min(ONE, max(ZERO, share))


def mean(shares: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of those that are there; None where none is."""
    stated = [share for share in shares if share is not None]
    return added(stated) / len(stated) if stated else None


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum of the amounts that are stated; None where none is."""
    stated = [amount for amount in amounts if amount is not None]
    return sum(stated) if stated else None


def cents(amount: Exact | None) -> int | None:
    """An amount in cents, rounded half up once (section D, rules)."""
    if amount is None or isinstance(amount, int):
        return amount
    return int(half_up(amount))
