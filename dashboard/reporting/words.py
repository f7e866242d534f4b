"""Words for the codes of the codebook that more than one report speaks."""

from __future__ import annotations

from dashboard.text.catalog import lazy_gettext as _l

PLAN_WORDS = {
    "staff": _l("Staff"),
    "material": _l("Material"),
    "services": _l("Services"),
    "investment": _l("Investment"),
    "total": _l("Total"),
    "own": _l("Own funds"),
    "grant": _l("Grant"),
    "third_party": _l("Third-party funds"),
    "in_kind": _l("In-kind contribution"),
}
BUDGET_WORDS = {"ergebnis": _l("Accrual budget"), "finanz": _l("Cash budget"), "not_stated": None}
GRANT_STATUS_WORDS = {
    "applied": _l("applied for"),
    "approved": _l("granted"),
    "changed": _l("grant changed"),
    "rejected": _l("rejected"),
    "revoked": _l("revoked"),
    "closed": _l("closed"),
}
