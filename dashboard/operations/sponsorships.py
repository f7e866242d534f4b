"""What a sponsor's account means for the strategy: who leaves ends the assignment, who comes begins one (X39)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from dashboard.domain.rights import Grant
from dashboard.operations.deed import Deed, Held, beside
from dashboard.storage import accounts
from dashboard.text.catalog import gettext as _


def vacate(doing: Deed, ended: Iterable[Grant]) -> None:
    """After these grants ended: assignments of objects without any other sponsor's account end today."""
    gone = [one for one in ended if _assigned(one)]
    codes = {one.code for one in gone}
    held = (one for one in accounts.grants(doing.connection) if one.ends is None or one.ends > doing.actor.today)
    left = [one for one in held if _assigned(one) and one.code not in codes]
    for grant in gone:
        if grant.strategy is None or any(_about(one) == _about(grant) for one in left):
            continue
        with beside(doing, grant.strategy, _("The sponsor’s account has lost its role.")) as strategy:
            for assigned in _sponsors(strategy, grant):
                if _holds(strategy, assigned):
                    today = strategy.actor.today
                    strategy.replace("assignment", assigned, ends=today, source=strategy.source(), section=None)


def take_over(doing: Deed, grant: Grant) -> None:
    """After this grant was given: an assignment begins today, unless the object has one that holds."""
    if not _assigned(grant) or grant.strategy is None:
        return
    with beside(doing, grant.strategy, _("An account has become sponsor.")) as strategy:
        if any(_holds(strategy, held) for held in _sponsors(strategy, grant)):
            return
        taken = {held.values["code"] for held in strategy.all_held("assignment")}
        code = next(code for at in count(1) if (code := f"sponsor-{grant.object}-{at}"[-40:]) not in taken)
        strategy.add("assignment", {
            "code": code, "role": "sponsor", "object_kind": grant.scope, "object": grant.object,
            "title": grant.title or _("Sponsor of {code}", code=grant.object), "starts": strategy.actor.today,
            "source": strategy.source(),
        })  # fmt: skip


def _assigned(grant: Grant) -> bool:
    """Whether a strategy names this sponsor: of one measure or field, and not as somebody's deputy."""
    return grant.role == "sponsor" and grant.scope in ("measure", "field") and not grant.deputy_of


def _about(grant: Grant) -> tuple[str | None, str, str | None]:
    return grant.strategy, grant.scope, grant.object


def _sponsors(strategy: Deed, grant: Grant) -> list[Held]:
    wanted = {"role": "sponsor", "object_kind": grant.scope, "object": grant.object, "deputy_of": None}
    return [held for held in strategy.all_held("assignment") if wanted.items() <= held.values.items()]


def _holds(strategy: Deed, held: Held) -> bool:
    """Whether an assignment holds after today: one that ends today is over, as for its weak point."""
    return held.values["ends"] is None or held.values["ends"] > strategy.actor.today
