"""What an answer depends on, as a strong ETag: asked for before anything is computed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dashboard.codebook import CODEBOOK_PATH

_CODE = Path(__file__).resolve().parents[2]


@cache
def code_version() -> str:
    """The hash of the program's own text: two workers of one release agree, and a new release is a new answer."""
    digest = hashlib.sha256(CODEBOOK_PATH.read_bytes())
    for path in sorted(path for kind in ("*.py", "*.po", "*.toml") for path in _CODE.rglob(kind)):
        digest.update(path.relative_to(_CODE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def etag(depends_on: Iterable[object]) -> str:
    """The tag of an answer that depends on these values, and on the program."""
    text = "\0".join([code_version(), *map(str, depends_on)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
