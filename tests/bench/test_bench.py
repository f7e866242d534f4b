"""The measurements run, and the table says what was reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import promises, reading, serving, towns
from tests.bench.promises import Figure, Promise, table


@pytest.mark.parametrize(
    ("at_least", "ours", "reached"),
    [
        (False, 1.9, "bar"),
        (False, 1.5, "aim"),
        (False, 2.1, "falls short"),
        (True, 1.9, "aim"),
        (True, 1.4, "falls short"),
    ],
)
def test_a_figure_is_held_against_its_bar_and_its_aim(at_least: bool, ours: float, reached: str) -> None:
    limits = (1.5, 1.7) if at_least else (2.0, 1.5)
    figure = Figure(Promise("of something", *limits, at_least), "S", [ours * 3, ours, ours / 3], [1.0, 1.0, 1.0], "ms")
    assert figure.reached == reached
    assert f"| {reached}" in table([figure]).splitlines()[-1]


def test_what_nobody_promised_is_told_and_not_judged() -> None:
    figure = Figure(promises.WARM_LOAD, "S", [2.0], [1.0], "ms")
    assert table([figure]).endswith("|     |     | not promised |")


def test_ratios_are_made_round_by_round() -> None:
    assert Figure(promises.COLD, "S", [2.0, 6.0], [1.0, 2.0]).ratios == [2.0, 3.0]
    assert Figure(promises.BYTES, "S", [700_000]).ratios == [700_000]


def test_a_tiny_town_is_filled_and_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_SECONDS", 0.01)
    monkeypatch.setattr(serving, "_FLOOD", 0.05)
    town = towns.fill(towns.Size("S", 25), tmp_path)
    found = [
        *serving.interactions({"S": town}, 1),
        *serving.requests_a_second({"S": town}, 1),
        *reading.first_read("S", town, 1),
    ]
    assert all(value > 0 for figure in found for value in figure.ratios)
    assert reading.statements("S", town).ratios == [1]
    assert {figure.promise for figure in found} >= {promises.INTERACTION, promises.REQUESTS, promises.FIRST_READ}
