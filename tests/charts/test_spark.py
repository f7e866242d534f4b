"""The small series in table rows: what is drawn, and what never is."""

from __future__ import annotations

import pytest

from dashboard.charts.images import bar
from dashboard.charts.spark import spark

PATH = [(2020.0, 0.0), (2030.0, 100.0)]


def picture(*pieces: list[tuple[float, float]], **changes) -> str:
    return spark(pieces, [PATH], years=(2020, 2030), ticks=(2020, 2030), **changes).shapes


def test_values_of_two_pieces_are_not_joined() -> None:
    joined = picture([(2021, 5), (2022, 6), (2023, 7), (2024, 8)])
    cut = picture([(2021, 5), (2022, 6)], [(2023, 7), (2024, 8)])
    assert (cut.count("<path"), joined.count("<path")) == (3, 2)
    assert cut.count("L") == joined.count("L") - 1


def test_a_missing_value_is_a_dashed_ring_on_the_path_and_no_disc() -> None:
    text = picture([(2021, 5)], missing=(2024, 40))
    assert 'stroke-dasharray="2 2"' in text
    assert "<text" in text
    assert 'font-weight="700"' not in text


def test_the_value_of_the_year_stands_beside_its_disc() -> None:
    assert ">35,0</text>" in picture([(2021, 5), (2024, 40)], current=(2024, 40), label="35,0")


def test_a_label_cannot_bring_markup() -> None:
    assert "<script" not in picture([(2021, 5)], current=(2021, 5), label="<script>")


@pytest.mark.parametrize("current", [(2020.0, 0.0), (2030.0, 100.0)])
def test_a_label_at_the_edge_turns_inwards(current: tuple[float, float]) -> None:
    anchor = "start" if current[0] == 2020 else "end"
    text = picture([current], current=current, label="7")
    assert f'text-anchor="{anchor}" font-size="13"' in text


def test_without_anything_known_there_is_still_a_picture() -> None:
    assert "<rect" in spark([], [], years=(2020, 2030)).shapes


def test_a_bar_beyond_its_scale_ends_in_a_notch() -> None:
    assert "<path" in bar(1.3, 1, scale=1.25, notch=True).shapes
    assert "<path" not in bar(1.2, 1, scale=1.25, notch=True).shapes
