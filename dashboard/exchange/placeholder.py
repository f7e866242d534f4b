"""The words that stand in a new package where a person has to fill something in; an import refuses them."""

from __future__ import annotations

from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

_PLACEHOLDER = _l("FILL IN")


def placeholder() -> str:
    """What stands in a cell that is to be filled."""
    return str(_PLACEHOLDER)


def is_placeholder(text: str) -> bool:
    """Whether the cell is still to be filled, in whatever language the package was begun."""
    return text.strip() in (_PLACEHOLDER.msgid, _("FILL IN"))
