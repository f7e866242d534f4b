"""Bars of money in table rows: spent solid, ordered hatched, planned as an outline, the forecast as a tick."""

from __future__ import annotations

from dashboard.charts.images import ACTUAL, HATCHED, Drawing, percent, tick
from dashboard.charts.theme import COLOURS

OUTLINE = COLOURS["ink-faint"]


def _place(amount: int | None, scale: int) -> str:
    return percent(min(max((amount or 0) / scale, 0), 1) * 0.985)


def money_bar(
    *, scale: int, planned: int | None, spent: int | None, commitments: int | None = None, forecast: int | None = None
) -> Drawing:
    """One row; all amounts in cents, `scale` is what the full width stands for, the same for all rows of a table."""
    scale = max(scale, 1)
    parts = []
    if planned:
        parts.append(
            f'<rect x=".5" y="5.5" width="{_place(planned, scale)}" height="15" fill="#fff" stroke="{OUTLINE}"/>'
        )
    if commitments:
        both = _place((spent or 0) + commitments, scale)
        parts.append(f'<rect y="5" width="{both}" height="16" fill="{HATCHED}" stroke="{ACTUAL}"/>')
    if spent:
        parts.append(f'<rect y="5" width="{_place(spent, scale)}" height="16" fill="{ACTUAL}"/>')
    if forecast is not None:
        x = _place(forecast, scale)
        parts.append(tick(x, 0, 26))
    return Drawing("".join(parts), 26)


def split_bar(share: float, *, approved: bool) -> Drawing:
    """What a grant pays (green, an outline while it was not the last word) and what is left to the town (petrol)."""
    green = COLOURS["entitled-text"]
    width = percent(min(max(share, 0), 1))
    parts = [f'<rect width="100%" height="26" fill="{ACTUAL}"/>']
    fill = green if approved else "#fff"
    parts.append(f'<rect width="{width}" height="26" fill="{fill}"/>')
    if not approved:
        parts.append(f'<rect x="1" y="1" width="{width}" height="24" fill="#fff" stroke="{green}" stroke-width="2"/>')
    return Drawing("".join(parts), 26)
