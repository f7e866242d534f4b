"""Amounts as documents state them, with how far rounding may have moved them: what is equal, what cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from dashboard.domain.values import StatedMoney, StatedNumber

#: Differences up to this are "Rundungsdifferenz", cents (C.1, X13).
ROUNDING_CENTS = 5
#: Amounts in thousands of euro may be off by half a thousand, cents.
_HALF_THOUSAND = 50_000
#: A round figure is rounded to its last digit that is not 0, but "rund zehn" is hardly 13: at most this share.
_MOST_ROUNDING = Fraction(5, 100)
#: A slip of the unit makes two amounts differ by a factor of about 1,000 (X11).
SLIP_FACTOR = 1000
_SLIP_BAND = Fraction(5, 100)


def slack_of_round(value: Fraction | Decimal | int) -> Fraction:
    """How far a figure stated as approximate may be off: half of its last place that is not 0, at most 5 %."""
    number = abs(Fraction(value))
    if not number:
        return Fraction(0)
    digits = Decimal(number.numerator) / Decimal(number.denominator)
    exponent = digits.normalize().as_tuple().exponent
    last_place = Fraction(10) ** int(exponent)
    return min(last_place / 2, number * _MOST_ROUNDING)


class Sum(NamedTuple):
    """Cents, and the cents that rounding may have moved them by."""

    cents: Fraction
    slack: Fraction = Fraction(0)

    @classmethod
    def of(cls, amounts: Iterable[StatedMoney]) -> Sum:
        """The sum of stated amounts; each brings its own rounding."""
        total = cls(Fraction(0))
        for amount in amounts:
            total = cls(total.cents + amount.cents, total.slack + _slack(amount))
        return total

    def times(self, share: Decimal | Fraction) -> Sum:
        return Sum(self.cents * Fraction(share), self.slack * abs(Fraction(share)))


def _slack(amount: StatedMoney) -> Fraction:
    if amount.precision == "keur":
        return Fraction(_HALF_THOUSAND)
    return slack_of_round(amount.cents) if amount.precision == "approx" else Fraction(0)


def number_slack(number: StatedNumber) -> Fraction:
    return slack_of_round(number.value) if number.precision == "approx" else Fraction(0)


def is_unit_slip(one: Fraction, other: Fraction) -> bool:
    """Whether one is about 1,000 times the other."""
    small, large = sorted((abs(one), abs(other)))
    return small > 0 and abs(large / small - SLIP_FACTOR) <= SLIP_FACTOR * _SLIP_BAND


def verdict(stated: Sum, expected: Sum) -> str:
    """ "equal", "rounding" (up to 5 cents beyond what rounding explains), "slip" (factor 1,000) or "different"."""
    beyond = abs(stated.cents - expected.cents) - stated.slack - expected.slack
    if beyond <= 0:
        return "equal"
    if beyond <= ROUNDING_CENTS:
        return "rounding"
    return "slip" if is_unit_slip(stated.cents, expected.cents) else "different"
