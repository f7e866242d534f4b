"""What roles are called on the screen and in letters."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l

ROLE_WORDS: Mapping[str, LazyText] = {
    "public": _l("Public"),
    "council": _l("Council"),
    "sponsor": _l("Sponsor"),
    "member": _l("Group member"),
    "lead": _l("Group lead"),
    "coordination": _l("Coordination"),
    "finance": _l("Finance"),
    "admin": _l("Administration"),
    "operator": _l("Operator"),
}


def role_word(role: str) -> str:
    """A role in words; what is no role of this program (an import's operator) is itself."""
    return str(ROLE_WORDS.get(role, role))
