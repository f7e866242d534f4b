"""Names that addresses use for something else, so that no strategy and no measure may be called so."""

from __future__ import annotations

#: Pages and files of the program itself, which stand where a strategy's short name would.
SLUGS = frozenset(
    {
        "abmelden", "anmelden", "api", "assets", "health", "kalender", "konten", "mein-konto", "meine-eintraege",
        "rollen", "static", "tabellen",
    }
)  # fmt: skip
#: What stands below a list of measures.
_CODES = frozenset({"tabellen", "woher"})
_FILE = ".csv"


def taken_slug(slug: str) -> bool:
    return slug in SLUGS


def taken_code(code: str) -> bool:
    """Whether the page of a measure of this code could not be reached."""
    return code in _CODES or code.endswith(_FILE) or not code.strip(".")
