"""The shape of a weak point (D14): rule, severity, object, since when, with which figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from dashboard.domain.values import Ref

#: Worst last. A finding that an evaluation before had as well rises by one.
SEVERITIES = ("low", "medium", "high")
SCORES = {"low": 1, "medium": 3, "high": 9}

#: A finding is the same one at every evaluation by its rule and its object.
Key = tuple[str, Ref]


class Hit(NamedTuple):
    """What one rule says of one object. `values` are the figures of its sentence, `since` the day it began."""

    severity: str
    values: Mapping[str, Any]
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of the analysis. `unraised` is the severity of the rule itself; an accepted one scores 0."""

    rule: str
    severity: str
    object: Ref
    since: dt.date | None
    values: Mapping[str, Any]
    score: int
    unraised: str

    @property
    def key(self) -> Key:
        return self.rule, self.object


@dataclass(frozen=True, slots=True)
class Past:
    """What the frozen evaluations before said: unraised severities by key, the latest first; what is accepted now."""

    evaluations: tuple[Mapping[Key, str], ...] = ()
    accepted: frozenset[Key] = field(default_factory=frozenset)


NO_FIGURES: Mapping[str, Any] = MappingProxyType({})
