"""The timelines of a table as a picture to take along."""

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
