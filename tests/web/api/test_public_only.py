"""The open data are those of the public, whoever asks and whatever view the server shows."""

from __future__ import annotations

import html
from collections.abc import Iterator
from decimal import Decimal

import pytest
import sqlalchemy as sa
from dash import Dash
from flask import request, request_started
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.exchange.demo import generate
from dashboard.reader import Reader
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from dashboard.web.api.resources import RESOURCES, Resource
from tests.site import TODAY, Site, settings
from tests.storage.packages import Package, store
from tests.web.api.addresses import BELOW, TOWN, every_resource, page_tables, path_of, public_reader

MARK = "NUR INTERN"
NUMBER = Decimal("987654.321")


def test_the_internal_view_serves_the_same_open_data_as_the_public_one(site: Site) -> None:
    internal, public = site.internal.server.test_client(), site.public.server.test_client()
    for resource, slug, code in every_resource(public_reader(site)):
        path = path_of(resource, slug, code)
        assert internal.get(path).data == public.get(path).data
    assert internal.get(BELOW).data == public.get(BELOW).data


def test_nothing_that_only_the_internal_view_says_stands_in_the_open_data(site: Site) -> None:
    client, public = site.internal.server.test_client(), site.public.server.test_client()
    internal = public_reader(site, "internal")
    only = 0
    for resource, slug, code in every_resource(public_reader(site)):
        place = "/".join(filter(None, (slug, resource.place, code)))
        seen = html.unescape(public.get(f"/{place}/tabellen").text)
        hidden = [text for text in _texts(internal, resource, slug, code) if text not in seen]
        body = client.get(path_of(resource, slug, code)).text
        assert not [text for text in hidden if text in body]
        only += len(hidden)
    assert only > 20


def _texts(reader: Reader, resource: Resource, slug: str, code: str) -> set[str]:
    """The longer words of a page's tables; which document they stand in is no secret."""
    cells = (
        value
        for table in page_tables(reader, resource, slug, code)
        for row in table.rows
        for column, value in zip(table.columns, row, strict=True)
        if column.name != "source"
    )
    return {value for value in cells if isinstance(value, str) and len(value) > 20}


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sa.Engine, Dash]]:
    """A town that has approved the latest value of each indicator and not published it, nor any report."""
    engine = create_engine(f"sqlite:///{tmp_path_factory.mktemp('secretive') / 'site.db'}")
    upgrade(engine)
    rows = {name: list(found) for name, found in generate().tables.items()}
    latest = {row["indicator"]: row["period"] for row in sorted(rows["indicator_value"], key=lambda row: row["period"])}
    for row in rows["indicator_value"]:
        if latest[row["indicator"]] == row["period"] and row["value"] is not None:
            row |= {"state": "approved", "note": MARK, "value": NUMBER}
    for row in rows["status_report"]:
        row |= {"published": False, "text": MARK}
    store(engine, Package(TOWN, rows), TODAY)
    yield engine, create_app(settings(), engine)
    engine.dispose()


def test_a_value_that_is_not_published_stands_nowhere(secretive: tuple[sa.Engine, Dash]) -> None:
    engine, app = secretive
    client = app.server.test_client()
    pages = "".join(client.get(f"/{TOWN}/{name}/tabellen").text for name in ("monitoring", "ueberblick"))
    assert "987.654" in pages
    reader = public_reader(Site(engine, app, app))
    codes = [measure.code for measure in reader.view(TOWN).assessment.state.measures]
    paths = [path_of(r, TOWN, code) for r in RESOURCES for code in (codes[:3] if r.item else [""])]
    for path in [*paths, BELOW]:
        for form in ("sources=full", "format=csv", "format=html")[path == BELOW :]:
            body = client.get(f"{path}?{form}").text
            assert not [secret for secret in (MARK, "987654", "987.654") if secret in body]


@pytest.fixture
def cookies_seen(site: Site) -> Iterator[list[dict[str, str]]]:
    """The cookies that the program could read in each request."""
    seen: list[dict[str, str]] = []

    def note(_sender: object, **_more: object) -> None:
        seen.append(dict(request.cookies))

    with request_started.connected_to(note, site.internal.server):
        yield seen


def test_no_cookie_is_read_and_none_is_set(site: Site, cookies_seen: list[dict[str, str]]) -> None:
    client: FlaskClient = site.internal.server.test_client()
    plain = {path: client.get(path) for path in (BELOW, f"{BELOW}/{TOWN}", f"{BELOW}/gibt-es-nicht")}
    client.set_cookie("session", "anna")
    cookies_seen.clear()
    for path, before in plain.items():
        answer = client.get(path)
        assert (answer.data, answer.status_code) == (before.data, before.status_code)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert cookies_seen == [{}] * len(plain)
    client.get("/")
    assert cookies_seen[-1] == {"session": "anna"}
