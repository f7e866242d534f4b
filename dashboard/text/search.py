"""Finding words as people type them: "strasse" finds "Straße", "buergerservice" finds "Bürgerservice"."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "\u00ad": None, "\u200b": None})


def bare(text: str) -> str:
    """Lower case without accents and soft hyphens, ß as ss: what German lists are sorted by."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("\u00ad", "").replace("\u200b", ""))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=16_384)
def forms(text: str) -> tuple[str, str]:
    """The text with umlauts written out (ae), and without their dots (a)."""
    return bare(unicodedata.normalize("NFC", text).casefold().translate(_WRITTEN_OUT)), bare(text)


def found_in(query: str, texts: Iterable[str | None]) -> bool:
    """Whether each word of the query stands in one of the texts, in either way to write umlauts."""
    known = [forms(text) for text in texts if text]
    return all(any(a in written or b in plain for written, plain in known) for a, b in map(forms, query.split()))
