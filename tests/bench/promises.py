"""The promises, and the table that holds each figure against its bar and its aim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Promise:
    """What is promised: `bar` must be reached, `aim` is where it shall go; `at_least` turns both round.

    Without both nothing is promised, and the figure is only told.
    """

    text: str
    bar: float | None = None
    aim: float | None = None
    at_least: bool = False

    def reaches(self, value: float, limit: float | None) -> bool:
        return limit is not None and (value >= limit if self.at_least else value <= limit)


INTERACTION = Promise("server CPU of a warm interaction ÷ echo", 2.0, 1.5)
GATED_INTERACTION = Promise("server CPU of a warm interaction ÷ gated echo", 1.5, 1.5)
REQUESTS = Promise("requests/s of one worker ÷ echo", 0.50, 0.70, at_least=True)
GATED_REQUESTS = Promise("requests/s of one worker ÷ gated echo", 0.65, 0.70, at_least=True)
GROWTH = Promise("growth of warm server CPU", 1.1, 1.0)
FIRST_READ = Promise("first read after a write ÷ plain sqlite3", 3.0, 1.5)
BESIDE = Promise("one town's page beside others ÷ alone", 1.2, 1.0)
MEMORY = Promise("resident memory ÷ bare Dash, two towns and two past states warm", 1.6, 1.3)
STATEMENTS = Promise("SQL statements of a filter change on a warm state", 1, 1)
REPAINT = Promise("click → repaint ÷ echo page", 1.5, 1.25)
REPAINT_WHOLE = Promise("click → what lies below the window painted too ÷ echo page")
COLD = Promise("cold load ÷ bare Dash with one graph", 0.75, 0.60)
WARM_LOAD = Promise("second visit ÷ bare Dash's second")
BYTES = Promise("bytes of a first public page, compressed", 900_000, 720_000)
REPEAT_BYTES = Promise("bytes of a repeat visit", 20_000, 10_000)


@dataclass(frozen=True)
class Figure:
    """One line of the table: a figure of every round, ours and the baseline's; without a baseline the figure itself."""

    promise: Promise
    where: str
    ours: Sequence[float]
    base: Sequence[float] = ()
    unit: str = ""

    @property
    def ratios(self) -> list[float]:
        """What is held against the bar, round by round."""
        return [mine / other for mine, other in zip(self.ours, self.base, strict=True)] if self.base else [*self.ours]

    @property
    def reached(self) -> str:
        value = median(self.ratios)
        if self.promise.bar is None:
            return "not promised"
        if not self.promise.reaches(value, self.promise.bar):
            return "falls short"
        return "aim" if self.promise.reaches(value, self.promise.aim) else "bar"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"


def _cells(figure: Figure) -> tuple[str, ...]:
    ratios, sign = figure.ratios, "≥" if figure.promise.at_least else "≤"
    with_unit = [
        f"{_number(median(side))} {figure.unit}".strip() if side else "" for side in (figure.ours, figure.base)
    ]
    spread = f"{_number(min(ratios))}–{_number(max(ratios))}" if len(ratios) > 1 else ""
    limits = ["" if limit is None else f"{sign} {_number(limit)}" for limit in (figure.promise.bar, figure.promise.aim)]
    return (figure.promise.text, figure.where, *with_unit, _number(median(ratios)), spread, *limits, figure.reached)


HEADINGS = ("promise", "where", "ours", "baseline", "median", "spread", "bar", "aim", "reached")


def table(figures: Sequence[Figure]) -> str:
    """The figures as a table that is also Markdown."""
    rows = [HEADINGS, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
