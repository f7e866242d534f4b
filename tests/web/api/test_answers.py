"""How the open data are answered: tags, refusals, methods, forms, other origins, other base paths."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.reader import Reader
from dashboard.storage.engine import create_engine
from dashboard.web.api import etags
from tests.site import Site, settings
from tests.statements import statements
from tests.storage.packages import SLUG, TODAY, store, town
from tests.web.api.addresses import BELOW, TOWN, every_resource, path_of, public_reader


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.public.server.test_client()


def test_who_has_the_answer_gets_a_304_before_anything_is_computed(
    site: Site, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [path_of(*found) for found in every_resource(public_reader(site))]
    tags = {path: client.get(path).headers["ETag"] for path in [*paths, BELOW, "/api/v1/openapi.json"]}

    def computed(*_args: object) -> None:
        raise AssertionError("computed")

    monkeypatch.setattr(Reader, "view_at", computed)
    monkeypatch.setattr("dashboard.rollups.lines", computed)
    monkeypatch.setattr("dashboard.web.api.openapi.document", computed)
    for path, tag in tags.items():
        assert not tag.startswith("W/")
        for method in ("GET", "HEAD"):
            answer = client.open(path, method=method, headers={"If-None-Match": tag})
            assert (answer.status_code, answer.data) == (304, b"")
            assert answer.headers["ETag"] == tag
            assert answer.headers["Cache-Control"] == "public, no-cache"


def test_a_304_costs_one_statement(site: Site, client: FlaskClient) -> None:
    path = f"{BELOW}/{TOWN}/budget"
    tag = client.get(path).headers["ETag"]
    with statements(site.engine) as asked:
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert len(asked) == 1, asked


def test_another_question_has_another_tag(client: FlaskClient) -> None:
    queries = ("", "?stand=2024-06-30", "?bekannt=2024-06-30", "?status=kritisch", "?sources=full", "?format=csv")
    paths = [f"{BELOW}/{TOWN}/{name}{query}" for name in ("progress", "budget") for query in queries]
    tags = {client.get(path).headers["ETag"] for path in paths}
    assert len(tags) == len(paths)


def test_a_new_version_of_the_program_has_another_tag(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get(f"{BELOW}/{TOWN}").headers["ETag"]
    monkeypatch.setattr(etags, "code_version", lambda: "the next one")
    assert client.get(f"{BELOW}/{TOWN}").headers["ETag"] != before


def test_the_tag_is_another_after_a_write_and_after_midnight(tmp_path: Path, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "town.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'town.db'}")
    living = town().changed("strategy", {"slug": SLUG}, live=True)
    store(engine, living)

    def tags(today: dt.date) -> list[str]:
        asking = create_app(settings(today=today), engine).server.test_client()
        return [asking.get(path).headers["ETag"] for path in (BELOW, f"{BELOW}/{SLUG}")]

    first = tags(TODAY)
    assert tags(TODAY) == first
    assert all(a != b for a, b in zip(first, tags(TODAY + dt.timedelta(days=1)), strict=True))
    store(engine, living.changed("strategy", {"slug": SLUG}, title="Anders"))
    assert all(a != b for a, b in zip(first, tags(TODAY), strict=True))
    engine.dispose()


REFUSED = [
    ("", 400, "BadParameter", "?stand=gestern"),
    ("", 400, "BadParameter", "?stand=2025-02-29"),
    ("", 400, "BadParameter", "?stand="),
    ("", 400, "BadParameter", "?stand=2025-01-01&stand=2025-01-02"),
    ("", 400, "BadParameter", "?format=xml"),
    ("", 400, "BadParameter", "?format=json&format=csv"),
    ("", 400, "BadParameter", "?sources=alle"),
    ("", 400, "BadParameter", "?handlungsfield=1"),
    ("", 400, "BadParameter", "?suche=" + "x" * 3000),
    ("/progress", 400, "BadParameter", "?gruppe=gibt-es-nicht"),
    ("/progress", 400, "BadParameter", "?status=rot"),
    ("/progress", 404, "NotFound", "?table=gibt-es-nicht"),
    ("/progress", 404, "NotFound", "?format=csv&table=gibt-es-nicht"),
    ("/progress", 404, "NotFound", "?bekannt=1995-01-01"),
    ("/fortschritt", 404, "NotFound", ""),
    ("/progress/1.1", 404, "NotFound", ""),
    ("/measures/gibt-es-nicht", 404, "NotFound", ""),
    ("/measures/1.1/mehr", 404, "NotFound", ""),
    ("/progress/", 404, "NotFound", ""),
]


@pytest.mark.parametrize(("path", "status", "kind", "query"), REFUSED)
def test_what_cannot_be_answered_is_a_problem_document(
    client: FlaskClient, path: str, status: int, kind: str, query: str
) -> None:
    _is_problem(client.get(f"{BELOW}/{TOWN}{path}{query}"), status, kind)


def test_another_state_than_the_one_there_is_is_a_problem_document(client: FlaskClient) -> None:
    path = f"{BELOW}/{TOWN}/progress"
    tag = client.get(path).headers["ETag"]
    for known in (tag, "*", f'"x", {tag}'):
        assert client.get(path, headers={"If-Match": known}).status_code == 200
    for other in ('"x"', f"W/{tag}"):
        _is_problem(client.get(path, headers={"If-Match": other}), 412, "PreconditionFailed")


def _is_problem(answer, status: int, kind: str) -> None:
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json["status"] == status
    assert answer.json["type"].endswith(f"/api/v1/openapi.json#/components/responses/{kind}")
    assert answer.json["title"]
    assert answer.json["detail"].endswith(".")
    assert "/api" in answer.json["instance"]


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/v1", "/api/v2/strategies", "/api/v1/strategies/", "/api/v1/tabellen", "/api/ä/%00"]
    + [f"{BELOW}/{slug}" for slug in ("gibt-es-nicht", "Wismar", "x" * 80, "ueberblick.csv")],
)
def test_every_unknown_address_below_api_is_a_problem_document(client: FlaskClient, path: str) -> None:
    _is_problem(client.get(path), 404, "NotFound")


def test_a_bad_parameter_is_named(client: FlaskClient) -> None:
    assert client.get(f"{BELOW}?tabelle=x").json["parameter"] == "tabelle"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize("path", [BELOW, f"{BELOW}/{TOWN}/budget", "/api/v1/openapi.json", "/api", "/api/nichts"])
def test_the_data_can_only_be_read(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    _is_problem(answer, 405, "MethodNotAllowed")
    assert answer.headers["Allow"] == "GET, HEAD"


def test_head_tells_the_same_without_the_body(site: Site, client: FlaskClient) -> None:
    for found in every_resource(public_reader(site)):
        path = path_of(*found)
        got, head = client.get(path), client.head(path)
        assert head.data == b""
        for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control"):
            assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    ("accept", "form", "status"),
    [
        ("application/json", "json", 200),
        ("text/html, */*;q=0.1", "json", 200),
        ("text/csv", "csv", 200),
        ("text/*", "html", 200),
        ("text/csv", "json", 406),
        ("application/json", "csv", 406),
        ("image/png", "html", 406),
    ],
)
def test_a_form_that_the_request_does_not_accept_is_not_sent(
    client: FlaskClient, accept: str, form: str, status: int
) -> None:
    answer = client.get(f"{BELOW}/{TOWN}/progress?format={form}", headers={"Accept": accept})
    if status == 406:
        _is_problem(answer, 406, "NotAcceptable")
    else:
        assert answer.status_code == status


def test_other_pages_may_read_the_open_data_and_nothing_else(client: FlaskClient) -> None:
    from_elsewhere = {"Origin": "https://fremd.example", "Sec-Fetch-Site": "cross-site"}
    for path in (BELOW, f"{BELOW}/{TOWN}", "/api/nichts"):
        answer = client.get(path, headers=from_elsewhere)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
    for path in ("/", f"/{TOWN}", f"/{TOWN}/fortschritt/massnahmen.csv", "/health"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers=from_elsewhere).headers


def test_below_another_base_path_every_address_fits(site: Site) -> None:
    client = create_app(settings(base_path="/monitor/"), site.engine).server.test_client()
    assert client.get(BELOW).status_code == 404
    answer = client.get(f"/monitor{BELOW}/{TOWN}/progress")
    assert answer.status_code == 200
    addresses = _addresses(answer.json)
    assert len(addresses) > 50
    assert all(address.startswith("/monitor/") for address in addresses)
    for address in {address.split("?")[0] for address in answer.json["links"]["below"].values()}:
        assert client.get(address).status_code == 200
    _is_problem(client.get("/monitor/api/nichts"), 404, "NotFound")
    description = client.get("/monitor/api/v1/openapi.json").json
    assert description["servers"] == [{"url": "/monitor"}]


def _addresses(found: object) -> list[str]:
    """Every value in a JSON document that is an address."""
    if isinstance(found, dict):
        return [one for value in found.values() for one in _addresses(value)]
    if isinstance(found, list):
        return [one for value in found for one in _addresses(value)]
    return [found] if isinstance(found, str) and found.startswith("/") else []


def test_the_answer_is_plain_json_with_umlauts_as_they_are(client: FlaskClient) -> None:
    answer = client.get(f"{BELOW}/{TOWN}/progress")
    assert answer.headers["Content-Type"] == "application/json"
    assert "ü" in answer.data.decode("utf-8")
    assert "NaN" not in answer.text
    assert json.loads(answer.data) == answer.json


def test_each_figure_of_the_list_has_its_unit(client: FlaskClient) -> None:
    listed = client.get("/api/v1/strategies").json
    figures = {
        name for name, value in listed[0].items() if isinstance(value, (int, float)) and not isinstance(value, bool)
    }
    assert {"spent", "planned"} <= listed[0]["units"].keys()
    assert listed[0]["units"]["spent"] == "EUR cent"
    assert figures - listed[0]["units"].keys() == set()
