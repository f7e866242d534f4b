"""Names that are HTML or scripts stay text wherever they are shown (X50)."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from dashboard import rollups
from dashboard.app import create_app
from dashboard.exchange.transfer import import_folder
from dashboard.pages import PAGES
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests.exchange.folders import ROWS, SLUG, TODAY, make
from tests.site import settings

#: The first ends the element it may stand in, the second runs without any.
NAME = '</script></title><script>alert(1)</script><img src=x onerror="alert(2)">'
TITLED = ("strategy", "source", "body", "paper", "goal", "field", "measure", "milestone", "grant", "indicator")
PAGE_PATHS = [f"/{SLUG}/{page.path}".rstrip("/") for page in PAGES] + [f"/{SLUG}/massnahmen/M1"]
TABLE_PAGES = [f"/{SLUG}/{page.path or 'ueberblick'}" for page in PAGES]


class _Hostile(HTMLParser):
    """What a browser would run of a document: scripts with a call of alert, attributes that are handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.script, self.found = False, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.script = tag == "script" and dict(attrs).get("type") in (None, "", "module", "text/javascript")
        self.found += [f"{tag} {name}" for name, _value in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self.script = False

    def handle_data(self, data: str) -> None:
        self.found += [data] if self.script and "alert(1)" in data else []


def run_by_a_browser(document: str) -> list[str]:
    parser = _Hostile()
    parser.feed(document)
    return parser.found


@pytest.fixture(scope="module", params=["internal", "public"])
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The program on a strategy all of whose names are scripts, as each of its two views."""
    folder = tmp_path_factory.mktemp("hostile")
    engine = create_engine(f"sqlite:///{folder / 'hostile.db'}")
    upgrade(engine)
    changes = {table: [row | {"title": NAME} for row in ROWS[table]] for table in TITLED}
    import_folder(engine, make(folder, **changes), TODAY)
    rollups.store(engine, SLUG, TODAY)
    host = "127.0.0.1" if request.param == "internal" else "0.0.0.0"
    yield create_app(settings(host=host, today=TODAY), engine).server.test_client()
    engine.dispose()


def test_the_means_of_these_tests_find_a_name_that_was_not_escaped() -> None:
    assert run_by_a_browser(f"<h1>{NAME}</h1>") == ["alert(1)", "img onerror"]


@pytest.mark.parametrize("path", ["/", *PAGE_PATHS])
def test_a_name_stays_text_on_every_page(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert "alert(1)" in response.text
    assert run_by_a_browser(response.text) == []


@pytest.mark.parametrize("path", TABLE_PAGES)
def test_a_name_stays_text_in_the_tables_without_javascript(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}/tabellen")
    assert response.status_code == 200
    assert "&lt;script&gt;alert(1)" in response.text
    assert run_by_a_browser(response.text) == []


def test_a_name_stays_text_on_the_page_that_explains_a_figure(client: FlaskClient) -> None:
    response = client.get(f"/{SLUG}/fortschritt/woher/massnahmen/M1")
    assert response.status_code == 200
    assert "&lt;script&gt;alert(1)" in response.text
    assert run_by_a_browser(response.text) == []


def test_a_download_keeps_the_name_and_is_no_page(client: FlaskClient) -> None:
    response = client.get(f"/{SLUG}/fortschritt/massnahmen.csv")
    assert response.mimetype == "text/csv"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert NAME.replace('"', '""') in response.text
