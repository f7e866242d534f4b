"""Every page of every package, as the server answers it."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from dashboard.pages import PAGES
from dashboard.pages.context import Page
from tests.site import SLUGS, Site, page_paths
from tests.statements import statements

CALLBACK = "/_dash-update-component"


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.internal.server.test_client()


@pytest.fixture(scope="module")
def public(site: Site) -> FlaskClient:
    return site.public.server.test_client()


def step(client: FlaskClient, path: str, search: str = "") -> dict:
    """What the page asks for when a link or filter was used."""
    body = {
        "output": "page.data",
        "outputs": {"id": "page", "property": "data"},
        "inputs": [
            {"id": "asked", "property": "value", "value": path + search},
        ],
        "changedPropIds": ["asked.value"],
    }
    response = client.post(CALLBACK, json=body)
    assert response.status_code == 200, response.text[:500]
    return response.json["response"]["page"]["data"]


def unfolded(html: str) -> str:
    """What the browser makes of what stands behind closed words."""
    return re.sub('<script type="text/html">(.*?)</script>', r"\1", html, flags=re.DOTALL)


@pytest.mark.parametrize("path", page_paths())
def test_every_page_is_there_with_its_content_in_the_first_response(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    shown = step(client, path)
    assert "<h1" in shown["html"]
    assert f'<div id="shown">{unfolded(shown["html"])}</div>' in response.text
    assert f"<title>{escape(shown['title'])}</title>" in response.text


@pytest.mark.parametrize("path", page_paths())
def test_the_public_sees_every_page_too(public: FlaskClient, path: str) -> None:
    assert public.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", *(f"/{slug}" for slug in SLUGS)])
def test_without_javascript_a_page_says_so_and_links_to_its_tables(client: FlaskClient, path: str) -> None:
    words = client.get(path).text.split("<noscript>")[1].split("</noscript>")[0]
    assert "JavaScript" in words
    links = [part.split('"')[0] for part in words.split('href="')[1:]]
    assert links
    for link in links:
        response = client.get(link)
        assert response.status_code == 200
        assert "<table>" in response.text


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_table_of_a_page_is_there_as_csv(client: FlaskClient, slug: str, page) -> None:
    html = client.get(f"/{slug}/{page.path or 'ueberblick'}/tabellen").text
    names = [part.split('"')[0] for part in html.split('<h2 id="')[1:]]
    assert names
    for name in names:
        response = client.get(f"/{slug}/{page.path or 'ueberblick'}/{name}.csv")
        assert response.status_code == 200
        assert response.mimetype == "text/csv"


@pytest.mark.parametrize(
    "path",
    [
        "/gibt-es-nicht",
        "/wismar-isek/gibt-es-nicht",
        "/wismar-isek/fortschritt/mehr",
        "/Wismar",
        "/wismar-isek/ueberblick/nichts.csv",
        "/gibt-es-nicht/fortschritt/tabellen",
        "/../etc/passwd",
        "/_mcp",
        "/mcp",
        "/_dash-hot-reload",
        "/assets/nichts.css",
    ],
)
def test_an_unknown_address_is_a_404(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "stand=gestern",
        "stand=2025-02-29",
        "stand=20250101",
        "bekannt=2025-13-01",
        "jahr=25",
        "jahr=zwanzig",
        "status=rot",
        "handlungsfeld=%00",
        "handlungsfeld=gibt-es-nicht",
        "gruppe=gibt-es-nicht",
        "stand=2025-01-01&stand=2025-01-02",
        "stand=" + "9" * 3000,
    ],
)
def test_a_bad_parameter_is_a_400_with_a_sentence(client: FlaskClient, query: str) -> None:
    response = client.get(f"/wismar-smart-city/fortschritt?{query}")
    assert response.status_code == 400
    sentence = response.text.split('class="lead">')[1].split("</p>")[0]
    assert sentence.endswith(".")
    assert "Traceback" not in response.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
@pytest.mark.parametrize("name", ["handlungsfeld", "gruppe"])
def test_a_field_or_body_that_does_not_exist_is_a_400_on_every_page(client: FlaskClient, page: Page, name: str) -> None:
    assert client.get(f"/wismar-smart-city/{page.path}?{name}=gibt-es-nicht").status_code == 400


def test_unknown_parameters_are_left_alone(client: FlaskClient) -> None:
    assert client.get("/wismar-isek?utm_source=brief").status_code == 200


BODIES = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"1",
    b'"x"',
    b"{}",
    b'{"output": 5}',
    b'{"output": "page.data"}',
    b"\xff\xfe",
    b"[" * 5000,
    b'{"a":' * 3000,
    json.dumps({"output": "page.data", "outputs": [], "inputs": []}).encode(),
    json.dumps({"output": "fremd.children", "outputs": {"id": "fremd", "property": "children"}, "inputs": []}).encode(),
    json.dumps({"output": "page.data", "outputs": {"id": "page", "property": "data"}, "inputs": []}).encode(),
    json.dumps(
        {
            "output": "page.data",
            "outputs": {"id": "page", "property": "data"},
            "inputs": [
                {"id": "asked", "property": "title", "value": "x"},
            ],
        }
    ).encode(),
    *(
        json.dumps(
            {
                "output": "page.data",
                "outputs": {"id": "page", "property": "data"},
                "inputs": [
                    {"id": "asked", "property": "value", "value": value},
                ],
                "changedPropIds": ["asked.value"],
            }
        ).encode()
        for value in (5, [], {}, True, "x" * 5000)
    ),
    json.dumps(
        {
            "output": "page.data",
            "outputs": {"id": "page", "property": "data"},
            "inputs": [
                {"id": "asked", "property": "value", "value": "/"},
            ],
            "changedPropIds": ["fremd.value"],
        }
    ).encode(),
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_malformed_callback_is_refused_shortly(client: FlaskClient, body: bytes) -> None:
    response = client.post(CALLBACK, data=body, content_type="application/json")
    assert 400 <= response.status_code < 500
    assert len(response.data) < 100


@pytest.mark.parametrize(
    "path", ["/gibt-es-nicht", "/%00", "/wismar-isek/%ff", "x" * 3000, "//fremd.example/", "/wismar-isek?stand=x"]
)
def test_a_forged_path_in_a_step_is_answered_with_words(client: FlaskClient, path: str) -> None:
    assert "<h1" in step(client, path)["html"]


def test_a_body_that_is_too_large_is_a_413(client: FlaskClient) -> None:
    assert client.post(CALLBACK, data=b"x" * 70_000, content_type="application/json").status_code == 413


def test_a_callback_from_another_site_is_refused(client: FlaskClient) -> None:
    for headers in ({"Origin": "https://fremd.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(CALLBACK, data=b"{}", content_type="application/json", headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_nothing_can_be_written_by_other_methods(client: FlaskClient, method: str) -> None:
    assert client.open("/wismar-isek", method=method).status_code == 405


def test_every_response_carries_the_strict_policy(client: FlaskClient) -> None:
    for path in ("/", "/gibt-es-nicht", "/health", "/wismar-isek?stand=x", "/assets/a_tokens.css"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy


def test_no_page_tells_versions(client: FlaskClient) -> None:
    text = client.get("/").text
    config = text.split('id="_dash-config"')[1].split("</script>")[0]
    assert sys.version.split()[0] not in config
    assert json.loads(config.split(">", 1)[1])["python_version"] == ""


def test_health_tells_that_the_database_is_there(client: FlaskClient) -> None:
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json == {"database": "ok", "status": "ok"}


def test_a_filter_change_on_a_warm_state_runs_one_statement(site: Site, client: FlaskClient) -> None:
    step(client, "/wismar-smart-city/fortschritt")
    with statements(site.engine) as asked:
        step(client, "/wismar-smart-city/fortschritt", "?status=im-plan")
    assert len(asked) == 1, asked


def test_what_only_imports_and_new_schemas_need_is_not_loaded_to_show_pages() -> None:
    code = (
        "import sys; from dashboard.app import create_app; import dashboard.pages.render;"
        "from dashboard.storage import engine, migrate;"
        "print(migrate.is_current(engine.create_engine('sqlite://')));"
        "unneeded = ('pandas', 'openpyxl', 'plotly.express', 'alembic');"
        "print(sorted(name for name in unneeded if name in sys.modules))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert answer.stdout.split("\n", 1) == ["False", "[]\n"]


def test_the_public_sees_no_weak_points_and_no_internal_words(public: FlaskClient) -> None:
    for slug in SLUGS:
        text = json.dumps(step(public, f"/{slug}"), ensure_ascii=False)
        assert "Schwachstelle" not in text
        assert "Interne Ansicht" not in text
