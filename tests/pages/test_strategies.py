"""The list of all strategies: who reports stands first, and nothing that a package states is denied."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.site import DATA, SLUGS, Site

TOWN = "musterstadt-2030"


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.public.server.test_client()


def page(client: FlaskClient, path: str = "/") -> str:
    return unescape(client.get(path).get_data(as_text=True)).replace("\u00a0", " ")


def rows(client: FlaskClient) -> dict[str, str]:
    """The words of each row by the short name that it leads to, in the order of the page."""
    [body] = re.findall(r'<table class="strategies.*?<tbody>(.*?)</tbody>', page(client), re.DOTALL)
    found = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return {re.search(r'href="/([^"/]+)"', row)[1]: re.sub(r"<[^>]+>", " ", row) for row in found}  # type: ignore[index]


def own_milestones(slug: str) -> tuple[int, int]:
    """How many milestones of a package hang on no measure, and how many of them have a day reached."""
    path = DATA / slug / "milestone.csv"
    if not path.exists():
        return 0, 0
    with path.open(encoding="utf-8", newline="") as handle:
        found = [r for r in csv.DictReader(handle) if r["object_kind"] != "measure" and not r["known_until"]]
    return len(found), sum(bool(row["actual_date"]) for row in found)


def test_every_strategy_has_one_row_and_who_reports_stands_first(client: FlaskClient) -> None:
    found = rows(client)
    assert set(found) == set(SLUGS)
    assert next(iter(found)) == TOWN
    places = list(found)
    assert places.index("wismar-isek") + 1 == places.index("wismar-smart-city")


def test_the_heading_says_how_far_the_one_is_that_reports_and_that_it_is_invented(client: FlaskClient) -> None:
    [heading] = re.findall(r"<h1[^>]*>(.*?)</h1>", page(client))
    share = re.search(r"\d+ %", rows(client)[TOWN])
    assert share is not None
    assert heading == (
        f"Smarte Stadt Musterstadt 2030 (erfunden) hat {share[0]} der Meilensteine erreicht; "
        f"von {len(SLUGS) - 1} anderen Strategien sind nur Dokumente bekannt"
    )


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != TOWN])
def test_milestones_that_documents_tell_as_reached_are_counted_in_the_list(client: FlaskClient, slug: str) -> None:
    total, reached = own_milestones(slug)
    words = re.findall(r"(\d+) von (\d+) Meilenstein(?:en)? der Strategie", rows(client)[slug])
    assert words == ([(str(reached), str(total))] if reached else [])


def test_a_day_asked_for_is_told_and_taken_along_to_the_strategies(client: FlaskClient) -> None:
    found = page(client, "/?stand=2025-03-31")
    assert "Der gewählte Stichtag gilt auf den Seiten der Strategien." in found
    assert f'href="/{TOWN}?stand=2025-03-31"' in found
    assert "Stichtag" not in re.sub(r"<[^>]+>", " ", page(client).split("<main")[1].split("</main>")[0])
