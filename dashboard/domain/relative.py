"""A strategy beside another one: what it is part of, or what is part of it."""

from __future__ import annotations

from typing import NamedTuple


class Relative(NamedTuple):
    """Another strategy that is kept here: `above` where it holds this one, else it is part of this one."""

    slug: str
    title: str
    above: bool
