"""Texts that a spreadsheet would take for a formula (X49). For downloads only; a package keeps its texts."""

from __future__ import annotations

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutralise(text: str) -> str:
    """A text cell of a public CSV file: a leading = + - @, tab or line break gets an apostrophe before it.

    Numbers are written as numbers and never come here, so a negative number keeps its sign.
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text
