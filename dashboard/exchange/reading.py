"""What reading a cell gives: a value with what came with it, or why it cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: its value, or the reason and remedy why it cannot be taken.

    `precision` and `words` come with what was typed ("rund 717 T€"); `missing` marks "k.A." and the like; `unit` says
    that a unit stands behind the number, which must fit the row.
    """

    value: object = None
    precision: str | None = None
    words: str | None = None
    missing: bool = False
    unit: bool = False
    note: str | None = None
    reason: str | None = None
    remedy: str = ""


class Refused(Exception):
    """A cell that cannot be read: reason and remedy."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy
