"""What makes a value odd, so that it is asked about before it is taken (X31). An odd value may be right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median
from typing import NamedTuple

#: A change is a jump when it is more than so many times the usual one.
JUMP = 3
_WHOLE_SHARE = 100


class Oddity(NamedTuple):
    """One reason to ask: "jump", "sign" or "over_100".

    For a jump `change` is the new value less the last one, `usual` the median of the changes before, in the unit.
    """

    kind: str
    change: Decimal | None = None
    usual: Decimal | None = None

    @property
    def times(self) -> Decimal | None:
        """How many times the usual change it is; None where nothing ever changed."""
        return abs(self.change) / self.usual if self.change is not None and self.usual else None


def usual_change(before: Sequence[Decimal]) -> Decimal | None:
    """The median of the changes from one value to the next, without sign; None below two values."""
    changes = [abs(later - earlier) for earlier, later in pairwise(before)]
    return median(changes) if changes else None


def oddities(value: Decimal, before: Sequence[Decimal], *, percent: bool) -> tuple[Oddity, ...]:
    """Every reason to ask about a value, the numbers before it given oldest first (X31).

    A jump: more than three times the median usual change. A change of sign: the last number that is not 0 has the
    other one. `percent`: the unit is percent, and more than 100 of it is asked about.
    """
    found = (_jump(value, before), _sign(value, before), _over_100(value, percent))
    return tuple(one for one in found if one)


def _jump(value: Decimal, before: Sequence[Decimal]) -> Oddity | None:
    usual = usual_change(before)
    if usual is None:
        return None
    change = value - before[-1]
    return Oddity("jump", change, usual) if abs(change) > JUMP * usual else None


def _sign(value: Decimal, before: Sequence[Decimal]) -> Oddity | None:
    last = next((number for number in reversed(before) if number), None)
    return Oddity("sign") if last is not None and value and (value < 0) != (last < 0) else None


def _over_100(value: Decimal, percent: bool) -> Oddity | None:
    return Oddity("over_100") if percent and value > _WHOLE_SHARE else None
