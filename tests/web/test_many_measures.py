"""A strategy of 300 measures: no page shows more rows at once than it promises, and every row stands in its data (X53)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from dashboard import rollups
from dashboard.app import create_app
from dashboard.exchange import demo
from dashboard.operations.import_package import import_package
from dashboard.pages import PAGES
from dashboard.pages.parts import ROWS
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests.site import TODAY, settings

MEASURES = 300
#: A page with its whole content, before it is compressed.
MOST_CHARACTERS = 3_000_000

PACKAGE = demo.generate(measures=MEASURES, seed=7)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('many') / 'many.db'}")
    upgrade(engine)
    import_package(engine, PACKAGE, today=TODAY)
    rollups.store(engine, PACKAGE.slug, TODAY)
    yield create_app(settings(), engine).server.test_client()
    engine.dispose()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_of_300_measures_stays_of_one_size(client: FlaskClient, page) -> None:
    response = client.get(f"/{PACKAGE.slug}/{page.path}".rstrip("/"))
    assert response.status_code == 200
    assert len(response.text) < MOST_CHARACTERS


def measures_linked(client: FlaskClient, page: str, part: int) -> set[str]:
    text = client.get(f"/{PACKAGE.slug}/{page}?seite={part}").text
    return set(re.findall(rf"/{PACKAGE.slug}/massnahmen/(M\d+)", text))


@pytest.mark.parametrize("page", ["massnahmen", "fortschritt"])
def test_the_list_of_measures_comes_in_parts_that_hold_each_measure_once(client: FlaskClient, page: str) -> None:
    last = MEASURES // ROWS
    parts = [measures_linked(client, page, part) for part in range(1, last + 1)]
    assert [len(part) for part in parts] == [ROWS] * last
    assert len(set.union(*parts)) == MEASURES


def parts_linked(client: FlaskClient, part: int) -> list[str]:
    text = client.get(f"/{PACKAGE.slug}/massnahmen?seite={part}").text
    [links] = re.findall(r'<nav[^>]*class="parts".*?</ul>', text, re.S)
    return re.findall(r"<li[^>]*>(?:<a[^>]*>)?([^<]*)", links)


def test_of_many_parts_the_first_the_last_and_the_nearest_are_linked(client: FlaskClient) -> None:
    assert parts_linked(client, 1) == ["1", "2", "3", "…", "12"]
    assert parts_linked(client, 6) == ["1", "…", "4", "5", "6", "7", "8", "…", "12"]
    assert parts_linked(client, 12) == ["1", "…", "10", "11", "12"]


def test_the_data_of_the_list_hold_all_measures(client: FlaskClient) -> None:
    name = re.search(r'<h2 id="(\w+)"', client.get(f"/{PACKAGE.slug}/massnahmen/tabellen").text)
    assert name
    text = client.get(f"/{PACKAGE.slug}/massnahmen/{name[1]}.csv").text
    assert len(list(csv.reader(io.StringIO(text)))) == 2 + MEASURES
