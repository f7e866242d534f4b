"""What was typed into the field of a value, as it is understood: for the echo while typing and for the form alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dashboard.domain.oddness import Oddity, oddities
from dashboard.domain.values import StatedNumber, decimal_places
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.text.parsing import Ambiguous, NotUnderstood, WrongUnit, is_missing, parse_number, step_of
from dashboard.working.desk.known import Known, is_percent

#: Longest number that is taken: what is longer was typed by mistake.
_DIGITS = 15


@dataclass(frozen=True)
class Understood:
    """One reading, several (`readings`, ask which), a word for "no value" (`missing`), or a `problem` in a sentence.

    `step` is what the last typed digit is worth, where thousands or millions were written; `odd` are the reasons to ask.
    """

    text: str
    number: StatedNumber | None = None
    step: Decimal | None = None
    readings: tuple[StatedNumber, ...] = ()
    missing: bool = False
    problem: str | None = None
    odd: tuple[Oddity, ...] = ()

    @property
    def value(self) -> Decimal | None:
        return self.number.value if self.number else None


def understand(text: str, known: Known) -> Understood:
    """What `text` means as a value of this indicator; nothing is guessed."""
    if not text.strip():
        return Understood(text, problem=_("Please enter a value."))
    if is_missing(text):
        told = _("A count is a whole number; where nothing happened it is 0.") if known.count else None
        return Understood(text, missing=not known.count, problem=told)
    unit = known.indicator.unit
    try:
        number = parse_number(text, unit)
    except Ambiguous as error:
        return Understood(text, readings=tuple(one for one in error.readings if isinstance(one, StatedNumber)))
    except WrongUnit as error:
        return Understood(text, problem=_wrong_unit(error))
    except NotUnderstood:
        return Understood(text, problem=_("“{text}” is no number that can be understood.", text=text.strip()))
    if number is None or len(number.value.as_tuple().digits) > _DIGITS or abs(number.value) >= 10**_DIGITS:
        return Understood(text, problem=_("This number is too long."))
    if known.count and (number.value != int(number.value) or number.value < 0):
        return Understood(text, problem=_("A count is a whole number; where nothing happened it is 0."))
    if not known.count and decimal_places(number.value) > known.indicator.decimals:
        return Understood(text, problem=_too_fine(number, known.indicator.decimals))
    odd = oddities(number.value, known.before, percent=known.percent)
    return Understood(text, number, step_of(text), odd=odd)


def unit_word(unit: str) -> str:
    """A unit as a word: percent, euro, or itself."""
    if is_percent(unit):
        return _("percent")
    return _("euro") if unit.casefold() in ("€", "eur", "euro") else unit


def _too_fine(number: StatedNumber, most: int) -> str:
    if not most:
        return _("This indicator counts whole numbers. Please round {value}.", value=formats.stated_number(number))
    return ngettext(
        "This indicator has {n} decimal. Please round {value}.", "This indicator has {n} decimals. Please round {value}.",
        most, value=formats.stated_number(number),
    )  # fmt: skip


def _wrong_unit(error: WrongUnit) -> str:
    return _(
        "{expected} is expected here, you have written {given}.",
        expected=unit_word(error.expected), given=unit_word(error.given),
    )  # fmt: skip
