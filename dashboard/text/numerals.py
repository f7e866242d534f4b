"""Digits with points, commas and spaces, and the one or two numbers they may mean (X10)."""

from __future__ import annotations

import re
from decimal import Decimal

#: German grouping, one separator throughout: 1.834.169,98 and 1 834 169,98.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?P<mark>[. '’])\d{3}(?:(?P=mark)\d{3})*(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:,\d+)?")
#: English grouping that cannot be German: 1,834,169.98 and 1,834,169.
_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})")
_POINT = re.compile(r"(?P<whole>\d+)\.(?P<rest>\d+)")


def numbers(digits: str) -> tuple[Decimal, ...]:
    """The number that unsigned `digits` mean; two where a point may part decimals or thousands; none if they mean none.

    "1.234" is a German thousand, "183417.01" can only have decimals, "1.23" may be 1,23 or a slipped 123.
    """
    if _GROUPED.fullmatch(digits) or _PLAIN.fullmatch(digits):
        return (Decimal(re.sub(r"[. '’]", "", digits).replace(",", ".")),)
    if _ENGLISH.fullmatch(digits):
        return (Decimal(digits.replace(",", "")),)
    point = _POINT.fullmatch(digits)
    if not point:
        return ()
    decimal = Decimal(digits)
    if len(point["whole"]) > 3 or point["whole"].startswith("0"):
        return (decimal,)
    return decimal, Decimal(point["whole"] + point["rest"])
