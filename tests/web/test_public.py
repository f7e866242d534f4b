"""What is not published appears nowhere to the public: not on a page, in a step, in a table or in a file."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from dashboard import rollups
from dashboard.app import create_app
from dashboard.exchange.transfer import import_folder
from dashboard.pages import PAGES
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests import site
from tests.exchange.folders import ROWS, SLUG, TODAY, make

SECRET = "Nochgeheim"
REPORT = {"measure": "M1", "report_date": "2025-07-01", "text": f"{SECRET} 1", "published": "false"}
HIDDEN = {
    "measure": [ROWS["measure"][0], ROWS["measure"][1] | {"title": f"{SECRET} 2", "published": "false"}],
    "milestone": [
        *ROWS["milestone"],
        ROWS["milestone"][1] | {"code": "T9", "title": f"{SECRET} 3", "object": "M2"},
    ],
    "indicator": [
        *ROWS["indicator"],
        ROWS["indicator"][0] | {"code": "I9", "title": f"{SECRET} 4", "published": "false"},
    ],
    "definition": [*ROWS["definition"], ROWS["definition"][0] | {"indicator": "I9"}],
    "indicator_value": [
        ROWS["indicator_value"][0] | {"state": "approved", "value": "876543", "note": f"{SECRET} 5"},
        ROWS["indicator_value"][0] | {"indicator": "I9", "value": "765432"},
    ],
    "status_report": [REPORT],
}
TRACES = (SECRET, "876.543", "876543", "765.432", "765432", "Schwachstelle")


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, FlaskClient]:
    folder = tmp_path_factory.mktemp("public")
    engine = create_engine(f"sqlite:///{folder / 'test.db'}")
    upgrade(engine)
    import_folder(engine, make(folder, **HIDDEN), TODAY)
    rollups.store(engine, SLUG, TODAY)
    hosts = {"internal": "127.0.0.1", "public": "0.0.0.0"}
    return {
        name: create_app(site.settings(host=host, today=TODAY), engine).server.test_client()
        for name, host in hosts.items()
    }


def answers(client: FlaskClient, query: str) -> str:
    """Everything that can be asked for of the strategy with these parameters."""
    found = [client.get(path + query).text for path in ("/", "/tabellen", "/strategien.csv")]
    for page in PAGES:
        found.append(client.get(f"/{SLUG}/{page.path}".rstrip("/") + query).text)
        tables = client.get(f"/{SLUG}/{page.path or 'ueberblick'}/tabellen{query}").text
        names = re.findall(r'<h2 id="([^"]+)"', tables)
        files = [f"/{SLUG}/{page.path or 'ueberblick'}/{name}.csv{query}" for name in names]
        found += [tables, *(client.get(path).text for path in files)]
    return "\n".join(found)


@pytest.mark.parametrize("query", ["", "?stand=2025-03-31", "?bekannt=2025-07-15", "?jahr=2024", "?handlungsfeld=H1"])
def test_the_public_finds_no_trace_of_what_is_not_published(views: dict[str, FlaskClient], query: str) -> None:
    text = answers(views["public"], query)
    assert "Digitales Bürgerbüro" in text
    assert [trace for trace in TRACES if trace in text] == []


def test_the_internal_view_shows_what_the_public_does_not_see(views: dict[str, FlaskClient]) -> None:
    text = answers(views["internal"], "")
    assert [
        trace for trace in (f"{SECRET} 2", f"{SECRET} 3", f"{SECRET} 4", "Schwachstelle") if trace not in text
    ] == []
