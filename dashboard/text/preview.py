"""The echo beside a field: what was understood, or what to ask back (X9, X10)."""

from __future__ import annotations

from dashboard.domain.values import StatedDay, StatedMoney, StatedNumber
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.parsing import Ambiguous, NotUnderstood, Stated, WrongUnit


def understood(value: Stated | None, decimals: int | None = None, unit: str | None = None) -> str:
    """One sentence for a value that was read; `decimals` and `unit` are for numbers."""
    if value is None:
        return _("No value.")
    if isinstance(value, StatedDay) and value.precision != "day":
        return _(
            "Understood as {words}; {day} is used for calculations.", words=value.words, day=formats.day(value.day)
        )
    if isinstance(value, StatedMoney) and value.precision == "keur":
        return _("Understood as {amount}, given in thousands of euro.", amount=formats.whole_money(value.cents))
    return _("Understood as {amount}.", amount=shown(value, decimals, unit))


def shown(value: Stated, decimals: int | None = None, unit: str | None = None) -> str:
    """The value alone, as it would be shown."""
    if isinstance(value, StatedDay):
        return formats.stated_day(value)
    if isinstance(value, StatedNumber):
        return formats.stated_number(value, decimals, unit)
    return formats.stated_money(value)


def not_understood(problem: NotUnderstood) -> str:
    """One sentence for a text that was not read: a question where two readings are possible."""
    if isinstance(problem, Ambiguous):
        first, second = (shown(reading) for reading in problem.readings)
        return _(
            "“{text}” can be read in two ways. Do you mean {first} or {second}?",
            text=problem.text,
            first=first,
            second=second,
        )
    if isinstance(problem, WrongUnit):
        return _("{expected} is expected here, you wrote {given}.", expected=problem.expected, given=problem.given)
    return _("“{text}” was not understood.", text=problem.text)
