"""What people type for amounts and numbers (X9, X10, X12), as stated values. Nothing is guessed.

Missing words ("k.A.", "-", "") give None. Precision: thousands of euro are `keur`; millions and everything behind a
limiting word ("rund", "<") are `approx`; then the typed words stay with the value. Days: `parsing_days`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from dashboard.domain.values import StatedDay, StatedMoney, StatedNumber, half_up
from dashboard.text.numerals import numbers
from dashboard.text.qualifiers import qualifier, without_qualifiers

Stated = StatedMoney | StatedNumber | StatedDay
Value = TypeVar("Value", StatedMoney, StatedNumber)


class NotUnderstood(ValueError):
    """`text` has no reading; the field keeps it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Ambiguous(NotUnderstood):
    """`text` has several `readings`; the person who typed it chooses."""

    def __init__(self, text: str, readings: Sequence[Stated]) -> None:
        super().__init__(text)
        self.readings = tuple(readings)


class WrongUnit(NotUnderstood):
    """A value in `given`, where `expected` is asked for."""

    def __init__(self, text: str, expected: str, given: str) -> None:
        super().__init__(text)
        self.expected, self.given = expected, given


class Quantity(NamedTuple):
    """A number and the unit that was typed behind it, if any."""

    number: StatedNumber
    unit: str | None


_MISSING = frozenset(
    {"", "-", "–", "—", "−", "?", "k.a.", "ka", "k.a", "n.b.", "nb", "n.b", "n.a.", "n/a", "#n/a", "#nv", "unbekannt"}
    | {"keineangabe", "nichtbekannt", "nichtangegeben", "nichterhoben", "notstated", "unknown"}
)

_THOUSAND, _MILLION, _BILLION = Decimal(1000), Decimal(10**6), Decimal(10**9)
_SCALES = {"t": _THOUSAND, "k": _THOUSAND, "mi": _MILLION, "mr": _BILLION}
_SCALE = r"Tsd\b\.?|Tausend|Mio\b\.?|Million(?:en)?|Mrd\b\.?|Milliarden?"
_EURO = r"€|EUR(?:O|o)?\b|Euro\b"
_DIGITS = r"\d(?:[\d.,'’ ]*\d)?"

_MONEY = re.compile(
    rf"(?P<open>\()?(?P<sign>[+\-−–])?\s*(?:(?P<before>[Tk])?\s?(?:{_EURO})\s*)?(?P<sign2>[+\-−–])?"
    rf"(?P<digits>{_DIGITS})(?:,[-–—−]{{1,2}})?(?P<after>[-−](?=\s|$))?\s*"
    rf"(?:(?P<scale>{_SCALE}|[Tk](?=\s?(?:{_EURO})))\s*)?(?:{_EURO})?\s*(?P<close>\))?"
)
_QUANTITY = re.compile(
    rf"(?P<sign>[+\-−–])?\s*(?P<digits>{_DIGITS})\s*(?P<scale>{_SCALE})?\s*(?P<unit>[^\W\d].*|[%‰€°].*)?"
)
_SAME_UNIT = {
    "prozent": "%", "v.h.": "%", "percent": "%", "eur": "€", "euro": "€", "t": "tonnen", "min": "minuten", "min.": "minuten",
    "std": "stunden", "std.": "stunden", "h": "stunden",
}  # fmt: skip


def is_missing(text: str) -> bool:
    """Whether people write this where they have no value (X12)."""
    return re.sub(r"\s", "", text).casefold() in _MISSING


def parse_money(text: str) -> StatedMoney | None:
    """The amount in cents. Raises NotUnderstood, and Ambiguous with both amounts ("1.23")."""
    if is_missing(text):
        return None
    found = _MONEY.fullmatch(without_qualifiers(_tidy(text)))
    if not found or bool(found["open"]) != bool(found["close"]):
        raise NotUnderstood(text)
    scale = _scale(found["scale"] or found["before"])
    sign = -1 if any(found[mark] and found[mark] != "+" for mark in ("open", "sign", "sign2", "after")) else 1
    values = numbers(found["digits"])
    cents = [sign * value * scale * 100 for value in values]
    if any(amount != int(amount) for amount in cents):
        # "1,234" euro has no such cents, so an English thousand may be meant; more decimals mean nothing.
        if len(values) != 1 or not re.fullmatch(r"[1-9]\d{0,2},\d{3}", found["digits"]):
            raise NotUnderstood(text)
        cents = [cents[0] * 1000, half_up(cents[0], 0)]
    return _one(text, [_money(text, int(amount), scale) for amount in cents])


def _money(text: str, cents: int, scale: Decimal) -> StatedMoney:
    if qualifier(_tidy(text)) or scale > _THOUSAND:
        return StatedMoney(cents, "approx", text.strip())
    return StatedMoney(cents, "keur", text.strip()) if scale == _THOUSAND else StatedMoney(cents)


def parse_quantity(text: str) -> Quantity | None:
    """A number with whatever unit stands behind it: "ca. 70 %", "2,4 Mio. Tagesgäste". Raises as `parse_money`."""
    if is_missing(text):
        return None
    found = _QUANTITY.fullmatch(without_qualifiers(_tidy(text)))
    if not found:
        raise NotUnderstood(text)
    scale = _scale(found["scale"])
    sign = -1 if found["sign"] and found["sign"] != "+" else 1
    vague = qualifier(_tidy(text)) or scale > 1
    values = [
        StatedNumber(sign * value * scale, "approx", text.strip()) if vague else StatedNumber(sign * value)
        for value in numbers(found["digits"])
    ]
    return Quantity(_one(text, values), found["unit"].strip() if found["unit"] else None)


def parse_number(text: str, unit: str | None = None) -> StatedNumber | None:
    """A number, with or without the expected `unit`. Raises as `parse_money`, and WrongUnit for another unit."""
    found = parse_quantity(text)
    if found is None:
        return None
    if found.unit and not _fits(found.unit, unit):
        if unit is None:
            raise NotUnderstood(text)
        raise WrongUnit(text, unit, found.unit)
    return found.number


def step_of(text: str) -> Decimal | None:
    """What the last typed digit is worth, where a word stands for thousands or more: 100 in "4,6 Tsd."; else None."""
    found = _QUANTITY.fullmatch(without_qualifiers(_tidy(text)))
    if not found or not found["scale"]:
        return None
    _whole, _comma, decimals = found["digits"].partition(",")
    return _scale(found["scale"]).scaleb(-len(decimals))


def _fits(given: str, expected: str | None) -> bool:
    if expected is None:
        return False
    given, expected = given.casefold(), expected.casefold()
    return _SAME_UNIT.get(given, given) == _SAME_UNIT.get(expected, expected) or given in expected.split()


def _one(text: str, readings: list[Value]) -> Value:
    if not readings:
        raise NotUnderstood(text)
    if len(readings) > 1:
        raise Ambiguous(text, readings)
    return readings[0]


def _tidy(text: str) -> str:
    """One plain space where any space stands."""
    return re.sub(r"\s+", " ", text).strip()


def _scale(word: str | None) -> Decimal:
    if not word:
        return Decimal(1)
    lowered = word.lower()
    return _SCALES.get(lowered[:2]) or _SCALES[lowered[0]]
