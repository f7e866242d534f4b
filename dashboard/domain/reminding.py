"""Who is reminded of what, and when: before and after the day on which something is due, and who else when nobody answers.

30, 7 and 1 days before and 1 day after the sponsor hears of it, 7 days after the deputy as well, 30 days after the
lead of the group as well. Where nobody holds the role, the next one takes the place from the beginning.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from dashboard.domain.due import Due
from dashboard.domain.rights import Grant, Target, covers

#: Days after the due day.
STAGES = (-30, -7, -1, 1, 7, 30)
#: The stage from which the deputy, and from which the lead is reminded as well.
WITH_DEPUTY, WITH_LEAD = 7, 30


def stage(due_on: dt.date, today: dt.date) -> int | None:
    """The last stage that has begun; None while there are more than 30 days left."""
    begun = [one for one in STAGES if one <= (today - due_on).days]
    return begun[-1] if begun else None


def recipients(
    due: Due, strategy: str, stage: int, grants: Iterable[Grant], today: dt.date, away: frozenset[int] = frozenset()
) -> dict[int, Grant]:
    """The accounts that are reminded at this stage, each with the role in which it is; those `away` are passed over.

    `grants` are those of all accounts.
    """
    place = Target(strategy=strategy, field=due.field, measure=due.measure)
    here = [one for one in grants if one.holds(today) and covers(one, place) and one.account not in away]
    sponsors, deputies = _of(here, "sponsor", deputy=False), _of(here, "sponsor", deputy=True)
    leads = _of(here, "lead", deputy=False) or _of(here, "lead", deputy=True)
    above = leads or _of(here, "coordination", deputy=False) or _of(here, "coordination", deputy=True)
    told = [*(sponsors or deputies or above)]
    told += deputies if stage >= WITH_DEPUTY else []
    told += above if stage >= WITH_LEAD else []
    found: dict[int, Grant] = {}
    for one in told:
        found.setdefault(one.account, one)
    return found


def _of(grants: Sequence[Grant], role: str, *, deputy: bool) -> list[Grant]:
    return [one for one in grants if one.role == role and (one.deputy_of is not None) == deputy]
