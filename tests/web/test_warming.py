"""After the start, the files of a page are compressed and the overviews are finished; nothing is written."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from dashboard.app import create_app
from dashboard.web import compressing, steps, warming
from tests.site import SLUGS, Site, settings


def test_who_comes_first_waits_for_no_file_and_no_figure(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    server = create_app(settings(host="0.0.0.0"), site.engine).server
    statements: list[str] = []
    sa.event.listen(site.engine, "before_cursor_execute", lambda _c, _cursor, text, *_rest: statements.append(text))
    warming.begin(server, "/", SLUGS).join(timeout=120)
    assert {text.split()[0] for text in statements} <= {"BEGIN", "SELECT"}

    def late(*_what: object, **_how: object) -> bytes:
        raise AssertionError("this should have been made before")

    for module, name in ((compressing.brotli, "compress"), (compressing.Beginning, "of"), (steps.render, "first_page")):
        monkeypatch.setattr(module, name, late)
    client = server.test_client()
    browser = {"Accept-Encoding": "gzip, deflate, br"}
    for slug in SLUGS:
        assert client.get(f"/{slug}", headers=browser).status_code == 200
    page = client.get(f"/{SLUGS[0]}").text
    files = warming._NAMED.findall(page)
    assert any("plotly" in file for file in files)
    for file in (*files, "/_dash-component-suites/dash/dcc/async-graph.js"):
        assert client.get(file, headers=browser).status_code == 200
