"""The ends of all chains, kept in a file outside the database: whoever cuts the history's tail does not reach it."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

from dashboard.errors import RefusedError
from dashboard.storage.chain import Head
from dashboard.text.catalog import gettext as _


def read_heads(path: Path) -> dict[str, Head]:
    """The ends by short name, as the last check that found everything whole left them; empty without a file.

    Raises RefusedError where the file holds something else.
    """
    if not path.exists():
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {slug: Head(int(one["count"]), str(one["hash"])) for slug, one in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        sentence = _("{file} holds no ends of chains. Restore it; without it a cut history is not noticed.", file=path)
        raise RefusedError(sentence) from None


def write_heads(path: Path, heads: Mapping[str, Head]) -> None:
    """Keep the ends: the whole file or the one before."""
    told = {slug: {"count": head.changes, "hash": head.hash} for slug, head in sorted(heads.items())}
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(told, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
