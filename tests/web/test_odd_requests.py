"""Whatever a client sends, the answer is a page, a file, or a short 4xx; never a fault of the program."""

from __future__ import annotations

import copy
import json
import random
import time
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient

from tests.site import Site

CALLBACK = "/_dash-update-component"
STEP = {
    "output": "page.data",
    "outputs": {"id": "page", "property": "data"},
    "inputs": [
        {"id": "asked", "property": "value", "value": "/wismar-isek"},
    ],
    "changedPropIds": ["asked.value"],
}
ODD_VALUES = [None, True, -1, 1e308, "", "x", "\0", "\ud800", "a" * 5000, [], {}, [[]], {"a": [1]}, ["x"] * 50]
ODD_TEXTS = [
    "", "%00", "%", "%zz", "%ff", "..", "%2e%2e%2f", "0000-00-00", "9999-12-31", "2025-02-29", "-1", "1e9", "F1", "2025",
    "%D9%A2%D9%A0%D9%A2%D9%A5", "%EF%BC%92025", "%3Cscript%3E", "x" * 3000, "2025-01-01%00", "[]", "+", ";", "%0d%0aX:1",
]  # fmt: skip


@pytest.fixture(scope="module", params=["internal", "public"])
def client(request: pytest.FixtureRequest, site: Site) -> FlaskClient:
    return getattr(site, request.param).server.test_client()


@pytest.mark.parametrize(
    "path",
    [
        "/_dash-component-suites/",
        "/_dash-component-suites/nichts/x.js",
        "/_dash-component-suites/dash/dcc/nichts.js",
        "/_dash-component-suites/dash/dash-renderer/build/nichts.v1m1.js",
        "/_dash-component-suites/dash/../../x",
        "/_dash-component-suites/plotly/package_data/datasets/nichts.csv",
        "/assets/%00",
        "/assets/..%2fpyproject.toml",
        "/" + "a" * 9000,
        "/wismar-isek" + "/a" * 500,
    ],
)
def test_a_file_that_is_not_there_is_a_404(client: FlaskClient, path: str) -> None:
    for answer in (client.get(path), client.head(path)):
        assert answer.status_code == 404


@pytest.mark.parametrize("path", ["/", "/tabellen", "/strategien.csv", "/wismar-isek/monitoring/tabellen"])
def test_a_bad_parameter_is_a_400_on_every_kind_of_address(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?stand=gestern")
    assert answer.status_code == 400
    assert "„gestern“ ist kein Tag." in answer.text


@pytest.mark.parametrize("name", ["stand", "bekannt"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2999-01-01", "1989-12-31", "2101-01-01"])
def test_a_day_out_of_reach_is_called_a_day_and_told_with_those_that_are_possible(
    client: FlaskClient, name: str, day: str
) -> None:
    answer = client.get(f"/wismar-isek?{name}={day}")
    assert answer.status_code == 400
    assert f"{day} liegt außerhalb der Tage, die gezeigt werden können." in answer.text
    assert f"{name} nimmt einen Tag von 1990-01-01 bis 2100-12-31." in answer.text
    assert "ist kein Tag" not in answer.text


@pytest.mark.parametrize("day", ["1990-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_that_are_possible_are_shown(client: FlaskClient, day: str) -> None:
    assert client.get(f"/wismar-isek?bekannt={day}").status_code != 400


@pytest.mark.parametrize("origin", ["http://[fremd", "null", "http://", "\xff", "https://fremd.example"])
def test_a_step_with_an_odd_origin_is_refused(client: FlaskClient, origin: str) -> None:
    assert client.post(CALLBACK, json=STEP, headers={"Origin": origin}).status_code == 403


def test_no_address_ends_in_a_fault(client: FlaskClient) -> None:
    chance = random.Random(7)
    for _n in range(250):
        names = chance.choices(["stand", "bekannt", "jahr", "handlungsfeld", "gruppe", "status", "x"], k=3)
        query = "&".join(f"{name}={chance.choice(ODD_TEXTS)}" for name in names)
        slug = chance.choice(["/wismar-isek", "/musterstadt-2030", "/" + chance.choice(ODD_TEXTS), "/tabellen"])
        page = chance.choice(
            ["", "/fortschritt", "/monitoring/tabellen", "/mittelabfluss/x.csv", "/quellen", "/%00.csv"]
        )
        answer = client.get(f"{slug}{page}?{query}")
        assert answer.status_code in (200, 400, 404), (slug, page, query)
        assert "Traceback" not in answer.text


def spoiled(value: Any, chance: random.Random) -> Any:
    """The value with one thing in it left out, added or replaced."""
    if not isinstance(value, (dict, list)) or not value or chance.random() < 0.2:
        return chance.choice(ODD_VALUES)
    at: Any = chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
    what = chance.random()
    if what < 0.2:
        del value[at]
    elif what < 0.4 and isinstance(value, dict):
        value[chance.choice(["z", "__proto__", "state", "parsedChangedPropsIds"])] = chance.choice(ODD_VALUES)
    elif what < 0.4:
        value.append(chance.choice(ODD_VALUES))
    else:
        value[at] = spoiled(value[at], chance)
    return value


def test_no_body_of_a_step_ends_in_a_fault(client: FlaskClient) -> None:
    chance = random.Random(7)
    codes = set()
    for _n in range(300):
        body = json.dumps(spoiled(copy.deepcopy(STEP), chance)).encode()
        codes.add(client.post(CALLBACK, data=body, content_type="application/json").status_code)
    assert codes == {200, 400}


def test_a_file_is_kept_once_whatever_stands_behind_its_question_mark(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compressed = []
    really = brotli.compress

    def counted(body: bytes, **options: int) -> bytes:
        compressed.append(len(body))
        return really(body, **options)

    monkeypatch.setattr(brotli, "compress", counted)
    for n in range(5):
        answer = client.get(f"/assets/a_tokens.css?n={n}-{time.monotonic_ns()}", headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert answer.headers["Content-Encoding"] == "br"
    assert len(compressed) <= 1
