"""Sums that are split so that the parts add up to the cent."""

from __future__ import annotations

from collections.abc import Sequence


def split(total: int, weights: Sequence[int], step: int = 1) -> list[int]:
    """`total` in parts like the weights, each a multiple of `step` but the last that gets one, which takes the rest."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [total * weight // whole // step * step for weight in weights]
    last = max(index for index, weight in enumerate(weights) if weight)
    parts[last] += total - sum(parts)
    return parts


def cents(euro: float) -> int:
    """Euro of the content files as cents."""
    return round(euro * 100)
