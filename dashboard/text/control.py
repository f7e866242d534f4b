"""Characters that nobody sees and no text needs."""

from __future__ import annotations

import re

#: Also those that turn the direction of writing: a name could read as another one.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def has_control(text: str) -> bool:
    """Whether a text holds a control character other than a tab or the end of a line."""
    return _CONTROL.search(text) is not None
