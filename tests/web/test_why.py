"""The page behind "Woher?": for a row of a table, its figures with what goes in; or a 404 with a sentence."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal

import pytest

from tests.site import SLUGS, Site

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


MONEY = "/musterstadt-2030/massnahmen/2.1/woher/geld/Ausgegeben"


def test_the_rows_behind_a_sum_can_be_taken_along_as_a_list(site: Site) -> None:
    client = site.internal.server.test_client()
    page = client.get(MONEY).get_data(as_text=True)
    (address,) = set(re.findall(r'href="([^"]+\.csv)" download', page))
    answer = client.get(address)
    assert answer.mimetype == "text/csv"
    origin, _head, *rows = csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    assert "Musterstadt" in origin[0]
    amounts = [Decimal(row[-1]) for row in rows]
    shown = re.search(r"<h3>Betrag: <b>([\d.,]+)", page)
    assert shown
    assert sum(amounts) == Decimal(shown[1].replace(".", "").replace(",", "."))


def test_a_list_that_no_number_has_is_a_404(site: Site) -> None:
    client = site.internal.server.test_client()
    assert client.get(f"{MONEY}/meaning.csv").status_code == 404
    assert client.get("/musterstadt-2030/fortschritt/woher/massnahmen/9.9/reached.csv").status_code == 404


@pytest.mark.parametrize(
    "path", ["/musterstadt-2030/fortschritt/tabellen", "/api/v1/strategies/musterstadt-2030/progress?format=html"]
)
def test_rows_of_plain_tables_lead_to_where_their_figures_come_from(site: Site, path: str) -> None:
    client = site.public.server.test_client()
    links = re.findall(r'class="why-link" href="([^"]+)"', client.get(path).get_data(as_text=True))
    assert ROW in links
    assert len(links) == len(set(links)) > 50
    assert all('class="why"' in client.get(link).get_data(as_text=True) for link in links[::25])


def test_an_explanation_links_to_itself_as_a_page(site: Site) -> None:
    page = site.internal.server.test_client().get(f"{ROW}?stand=2025-06-30").get_data(as_text=True)
    assert f'href="{ROW}?stand=2025-06-30" data-plain>Diese Erklärung als eigene Seite' in page


def test_the_figures_of_the_front_page_are_explained_by_the_overviews_they_come_from(site: Site) -> None:
    client = site.public.server.test_client()
    page = client.get("/").get_data(as_text=True)
    addresses = sorted(set(re.findall(r"/[\w-]+/ueberblick/woher/[\w/-]+", page)))
    assert {address.rsplit("/", 1)[1] for address in addresses} == {"geld", "meilensteine"}
    assert {slug for slug in SLUGS if f'/{slug}/ueberblick/woher/drei-zahlen/geld"' in page} == set(SLUGS) - {
        "wismar-isek"
    }
    for address in addresses:
        assert re.search(r"<h3>[\w ]+: <b>(rund\s)?[\d.,]+", client.get(address).get_data(as_text=True)), address


def test_the_spent_money_of_the_front_page_is_what_its_explanation_comes_to(site: Site) -> None:
    client = site.public.server.test_client()
    rows = client.get("/strategien.csv").get_data(as_text=True).splitlines()
    head, town = rows[1].split(","), next(row for row in csv.reader(rows[2:]) if row[0] == "musterstadt-2030")
    spent = Decimal(town[head.index("spent_of_plan")])
    answer = client.get("/musterstadt-2030/ueberblick/woher/drei-zahlen/geld/spent.csv").get_data(as_text=True)
    assert sum(Decimal(row[-1]) for row in list(csv.reader(io.StringIO(answer)))[2:]) == spent
