"""The figures of a finding as words, by their name: what a sentence puts into its braces."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from dashboard.domain.values import StatedDay, StatedNumber
from dashboard.text import formats
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l

_SHARES = frozenset({"overrun", "elapsed", "used", "left", "progress"})
_RATIOS = frozenset({"spi", "rho"})
_AMOUNTS = frozenset({"amount", "forecast", "plan", "drawn", "entitlement", "need", "budget", "stated", "expected"})
#: Values that are codes, and their words.
_WORDS: dict[str, LazyText] = {
    "it_interfaces": _l("interfaces"),
    "it_standard": _l("standard"),
    "it_licence": _l("licence"),
}


def spoken(values: Mapping[str, object]) -> dict[str, str]:
    """Every value as people read it: amounts in euro, shares in percent, days with their unit."""
    return {name: _said(name, value) for name, value in values.items()}


def _said(name: str, value: object) -> str:
    if isinstance(value, tuple):
        mark = ", " if all(isinstance(part, str) for part in value) else " / "
        return mark.join(_said(name, part) for part in value)
    if isinstance(value, StatedDay):
        return formats.stated_day(value)
    if isinstance(value, StatedNumber):
        return formats.stated_number(value)
    if isinstance(value, dt.date):
        return formats.day(value)
    if isinstance(value, int | Decimal | Fraction):
        return _figure(name, value)
    return str(_WORDS.get(str(value), value))


def _figure(name: str, value: int | Decimal | Fraction) -> str:
    if name in _SHARES:
        return formats.percent(value)
    if name in _RATIOS:
        return formats.ratio(value)
    if name in _AMOUNTS:
        return formats.money(value)
    if name in ("days", "net"):
        return formats.days(int(value))
    return str(value)
