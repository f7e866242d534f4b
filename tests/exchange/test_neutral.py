"""What a download writes instead of a text that a spreadsheet would run."""

from __future__ import annotations

import pytest

from dashboard.exchange.neutral import neutralise


@pytest.mark.parametrize("text", ["=1+1", "+49 3883", "-5 Grad", "@rat", "\tEinzug", "\rUmbruch"])
def test_a_download_neutralises_a_text_that_a_spreadsheet_would_run(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Bürgernähe", "1+1", "a=b", "", "5"])
def test_a_download_leaves_every_other_text_alone(text: str) -> None:
    assert neutralise(text) == text
