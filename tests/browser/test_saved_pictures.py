"""Pictures to take along: the timelines of a table, and what the server has drawn."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["massnahmen", "meilensteine-der-strategie"])
def test_timelines_are_saved_as_one_picture_with_a_line_each_row(visitor: Visitor, name: str, tmp_path: Path) -> None:
    visitor.open("/musterstadt-2030/fortschritt")
    rows = visitor.page.locator(f"#{name} .rows tbody tr").count()
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(f"[data-rows-png={name}]").click()
    assert waiting.value.suggested_filename == f"{name}.png"
    waiting.value.save_as(tmp_path / "rows.png")
    start = (tmp_path / "rows.png").read_bytes()[:24]
    assert start.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", start[16:24])
    assert width == 2400
    assert height == 2 * (190 + 44 * rows + 50)


@pytest.mark.parametrize("name", ["skala", "haushaltsjahr"])
def test_a_picture_that_the_server_drew_is_saved_with_its_sentence(visitor: Visitor, name: str, tmp_path: Path) -> None:
    visitor.open("/musterstadt-2030/mittelabfluss")
    drawn = visitor.page.locator(f"#{name} .still").evaluate("image => image.height")
    with visitor.page.expect_download() as waiting:
        visitor.page.locator(f"[data-still-png={name}]").click()
    assert waiting.value.suggested_filename == f"{name}.png"
    waiting.value.save_as(tmp_path / "still.png")
    width, height = struct.unpack(">II", (tmp_path / "still.png").read_bytes()[16:24])
    assert width == 2400
    assert height >= 2 * drawn + 200
