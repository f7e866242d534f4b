"""The page behind "Woher?": for a row of a table, its figures with what goes in; or a 404 with a sentence."""

from __future__ import annotations

import pytest

from tests.site import Site

ROW = "/musterstadt-2030/fortschritt/woher/massnahmen/2.1"


def test_a_row_tells_its_figures_with_their_inputs_and_documents(site: Site) -> None:
    page = site.internal.server.test_client().get(ROW).get_data(as_text=True)
    for words in ("Woher kommen diese Zahlen?", "P = Σ w·c / Σ w", "Was eingeht", "BEISPIEL-2", "Stand 31.12.2025"):
        assert words in page


@pytest.mark.parametrize(
    "path",
    [
        "/musterstadt-2030/fortschritt/woher/massnahmen/9.9",
        "/musterstadt-2030/fortschritt/woher/gibtesnicht/2.1",
        "/musterstadt-2030/gibtesnicht/woher/massnahmen/2.1",
        "/gibtesnicht/fortschritt/woher/massnahmen/2.1",
        "/musterstadt-2030/fortschritt/woher/massnahmen/0",
    ],
)
def test_a_row_that_is_not_there_is_a_404(site: Site, path: str) -> None:
    assert site.internal.server.test_client().get(path).status_code == 404


def test_the_row_follows_the_filters_of_its_address(site: Site) -> None:
    client = site.internal.server.test_client()
    assert client.get(f"{ROW}?handlungsfeld=2").status_code == 200
    assert client.get(f"{ROW}?handlungsfeld=1").status_code == 404
    assert client.get(f"{ROW}?stand=morgen").status_code == 400
