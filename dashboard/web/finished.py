"""Finished answers, kept as the bytes that go over the line.

What a page answers depends on its moment (data version, days, audience), its address and the language, and on
nothing else. So these are the key: a write, midnight, another audience or another filter is another key.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from dashboard.pages.address import Address
from dashboard.reader import Moment

#: Bytes kept at the most, over all answers of this worker.
MOST_BYTES = 24_000_000
#: What an answer costs besides its bytes: its key and its place.
_BESIDES = 1_500

T = TypeVar("T")


class Key(NamedTuple):
    """What an answer depends on; `form` tells steps and first pages in their encodings apart."""

    moment: Moment
    address: Address
    language: str
    form: tuple[str, ...]


class Finished:
    """Answers by key, bounded by bytes: those of past days leave first, then those that nobody asked for longest."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._bytes = most_bytes, 0
        self._kept: OrderedDict[Key, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def recall(self, key: Key) -> Any:
        """What was kept under this key, or None."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def keep(self, key: Key, answer: T, size: int) -> T:
        """The answer, kept; what is known of older versions of its strategy leaves."""
        slug, version = key.moment.key[:2]
        with self._lock:
            self._forget(key)
            for other in [k for k in self._kept if k.moment.key.slug == slug and k.moment.key.version < version]:
                self._forget(other)
            self._kept[key] = answer, size + _BESIDES
            self._bytes += size + _BESIDES
            while self._bytes > self._most:
                past = (k for k in self._kept if k.moment.historical and k != key)
                self._forget(next(past, next(iter(self._kept))))
        return answer

    def _forget(self, key: Key) -> None:
        self._bytes -= self._kept.pop(key, (None, 0))[1]
