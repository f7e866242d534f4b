"""Grants: what is approved, earned, drawn and may be drawn now (D7)."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.domain.assessment import GrantAssessment
from dashboard.domain.grant_assessment import GRANTED
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref
from dashboard.reporting.table import Column, Table
from dashboard.reporting.words import GRANT_STATUS_WORDS
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l


def drawable_now(grants: Sequence[GrantAssessment]) -> int:
    """What may be drawn today, cents: overdrawn grants take nothing from the others."""
    return sum(max(0, grant.drawable) for grant in grants if grant.drawable is not None)


def status(grant: GrantAssessment) -> str | None:
    return grant.version.status if grant.version else None


def is_money(grant: GrantAssessment) -> bool:
    """A grant that is only applied for, or was refused, is no money (I7)."""
    return status(grant) in GRANTED


def covered_words(state: StrategyState, grant: GrantAssessment) -> str | None:
    """Which measures or fields a grant is for, where it does not cover everything."""
    names = []
    for link in state.links_from.get((Ref("grant", grant.grant.code), "covers"), ()):
        if link.object.kind == "strategy":
            return None
        names.append(link.object.code)
    if not names or len(names) > 3:
        return None
    measures = all(name in state.measure_by_code for name in names)
    codes = ", ".join(sorted(names))
    return _("only for {codes}", codes=codes) if not measures else _("only for measure {codes}", codes=codes)


def history_words(state: StrategyState, grant: GrantAssessment) -> str:
    """Status and day of the version in force, and which quota was applied for where it differs."""
    versions = state.grant_versions_of.get(grant.grant.code, ())
    if grant.version is None:
        return _("no version stated")
    words = [f"{GRANT_STATUS_WORDS[grant.version.status]} {formats.day(grant.version.valid_from)}"]
    applied = next((v for v in versions if v.status == "applied"), None)
    if applied and applied.quota is not None and applied is not grant.version and applied.quota != grant.version.quota:
        words.append(_("applied for {quota}", quota=formats.percent(applied.quota, 0)))
    covered = covered_words(state, grant)
    return ", ".join([*words, covered] if covered else words)


def heading(grants: Sequence[GrantAssessment]) -> str:
    """What may be drawn, or that too much was."""
    overdrawn = sum(grant.overdrawn for grant in grants)
    amount = drawable_now(grants)
    if amount and overdrawn:
        return _(
            "{amount} can be drawn, {over} were drawn too early",
            amount=formats.whole_money(amount),
            over=formats.whole_money(overdrawn),
        )
    if amount:
        return _("{amount} of the grants can be drawn now", amount=formats.whole_money(amount))
    if overdrawn:
        return _("{over} of the grants were drawn too early", over=formats.whole_money(overdrawn))
    return _("Grants: what is granted, earned and drawn")


def table(state: StrategyState, grants: Sequence[GrantAssessment]) -> Table:
    """One row a grant."""
    columns = (
        Column("grant", _l("Grant")),
        Column("status", _l("Status")),
        Column("quota", _l("Quota"), "share"),
        Column("approved", _l("Granted"), "money"),
        Column("eligible", _l("Eligible payments"), "money"),
        Column("entitlement", _l("Entitlement so far"), "money"),
        Column("drawn", _l("Drawn"), "money"),
        Column("received", _l("Received"), "money"),
        Column("drawable", _l("Can be drawn now"), "money"),
        Column("draw_rate", _l("Draw rate"), "share"),
        Column("pre_financing", _l("Pre-financed"), "money"),
        Column("period_to", _l("Grant period to"), "stated_day"),
        Column("proof_due", _l("Proof of use due"), "day"),
    )
    rows = []
    for grant in grants:
        version = grant.version
        rows.append(
            (
                grant.grant.title,
                history_words(state, grant),
                version.quota if version else None,
                grant.approved,
                grant.eligible_actual,
                grant.entitlement,
                grant.drawn,
                grant.received,
                grant.drawable,
                grant.draw_rate,
                grant.pre_financing,
                version.period_to if version else None,
                version.proof_due if version else None,
            )
        )
    return Table(
        "foerderungen",
        _l("Grants: granted, earned, drawn"),
        columns,
        rows,
        keys=[(grant.grant.code,) for grant in grants],
    )
