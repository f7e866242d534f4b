"""Words that limit an amount ("rund", "bis zu", "<"): which ones are known, where they stand, how they are said.

A qualifier belongs to the number right behind it, so "über einen Zeitraum von 5 Jahren" limits nothing.
"""

from __future__ import annotations

import re

from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l

ABOUT = _l("about {amount}")
OVER = _l("over {amount}")
UNDER = _l("under {amount}")
ALMOST = _l("almost {amount}")
AT_MOST = _l("up to {amount}")
AT_LEAST = _l("at least {amount}")
PRESUMABLY = _l("presumably {amount}")

_WORDS: dict[str, LazyText] = {
    "rund": ABOUT, "ca.": ABOUT, "ca": ABOUT, "circa": ABOUT, "zirka": ABOUT, "etwa": ABOUT, "ungefähr": ABOUT,
    "c.": ABOUT, "~": ABOUT, "≈": ABOUT, "about": ABOUT,
    "über": OVER, "mehr als": OVER, "gut": OVER, ">": OVER, "over": OVER,
    "unter": UNDER, "weniger als": UNDER, "<": UNDER, "under": UNDER,
    "fast": ALMOST, "knapp": ALMOST, "nahezu": ALMOST, "almost": ALMOST,
    "bis zu": AT_MOST, "bis": AT_MOST, "höchstens": AT_MOST, "maximal": AT_MOST, "max.": AT_MOST, "≤": AT_MOST,
    "up to": AT_MOST,
    "nicht mehr als": AT_MOST, "nicht weniger als": AT_LEAST,
    "mindestens": AT_LEAST, "mind.": AT_LEAST, "≥": AT_LEAST, "at least": AT_LEAST,
    "vermutlich": PRESUMABLY, "voraussichtlich": PRESUMABLY, "vsl.": PRESUMABLY, "presumably": PRESUMABLY,
}  # fmt: skip
#: Numbers that documents write out. "Ein" is left out: it is an article more often than a number.
_NUMBER_WORDS = "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|fünfzehn|zwanzig|hundert"
_LONGEST_FIRST = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_BEFORE_NUMBER = re.compile(
    rf"(?<!\w)(?P<word>{_LONGEST_FIRST})\s*(?=(?:(?:{_LONGEST_FIRST})\s*)*(?:€|EUR|Euro)?\s*(?:[+\-−(]?\d|(?:{_NUMBER_WORDS})\b))",
    re.IGNORECASE,
)


def qualifier(words: str | None) -> LazyText | None:
    """How the first number of `words` is limited: a text with `{amount}`, or None."""
    found = _BEFORE_NUMBER.search(words or "")
    return _WORDS[found["word"].lower()] if found else None


def without_qualifiers(words: str) -> str:
    """`words` without the qualifiers that stand right before a number."""
    return _BEFORE_NUMBER.sub("", words).strip()
