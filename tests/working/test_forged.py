"""Forged requests, as nobody and as everybody: none ends in a fault of the program, and what is refused changes nothing.

The number of requests is printed.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.storage.chain import Head, head
from dashboard.storage.engine import reading
from dashboard.storage.schema import INSTALLATION
from dashboard.web.gate import WITH_FILE
from dashboard.web.visitors import COOKIE
from tests.web.test_odd_requests import STEP, spoiled
from tests.working import people
from tests.working.forging import CALLBACK, VISITORS, a_file, filled, form_rules, forms, hostile, page_rules
from tests.working.neighbour import NEIGHBOUR, add_neighbour
from tests.working.people import SLUG, Town

SENT = {"requests": 0, "refused": 0}


@pytest.fixture(scope="module")
def town(peopled: Path, tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("forged")
    made = people.copy(peopled, folder / "town.db")
    add_neighbour(made.engine, folder)
    return made


@pytest.fixture(params=VISITORS, ids=lambda name: name or "nobody")
def client(request: pytest.FixtureRequest, town: Town) -> FlaskClient:
    return town.client(request.param)


@pytest.fixture(scope="module", autouse=True)
def told() -> Iterator[None]:
    yield
    print(f"\nforged: {SENT['requests']} requests, {SENT['refused']} refused, 0 answered with 5xx")


def count(answer: Any, what: object = "") -> None:
    SENT["requests"] += 1
    SENT["refused"] += answer.status_code >= 400
    assert answer.status_code < 500, what
    assert "Traceback" not in answer.text


def heads(town: Town) -> tuple[Head, ...]:
    with reading(town.engine) as connection:
        return tuple(head(connection, slug) for slug in (SLUG, NEIGHBOUR, INSTALLATION))


def inputs(*values: tuple[str, str, Any]) -> list[dict[str, Any]]:
    return [{"id": id_, "property": name, "value": value} for id_, name, value in values]


def step(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(STEP) | changes


DEEP: Any = "x"
for _level in range(60):
    DEEP = [DEEP]
PATTERN = {"index": ["ALL"], "type": "zeile"}
FORGED = {
    "a pattern id": step(inputs=inputs((PATTERN, "n_clicks", 1))),  # type: ignore[arg-type]
    "a pattern output": step(output='{"index":["ALL"],"type":"zeile"}.children', outputs={"id": PATTERN, "property": "children"}),
    "foreign changedPropIds": step(changedPropIds=["konten.data", "..", "__proto__.x"]),
    "changedPropIds of another type": step(changedPropIds={"asked.value": 1}),
    "a State nobody registered": step(state=inputs(("account", "data", "admin"))),
    "a Store of one's own": step(inputs=inputs(("session", "data", {"role": "admin"}))),
    "one input too few": step(inputs=[]),
    "one input too many": step(inputs=[*STEP["inputs"], *STEP["inputs"]]),
    "another property of the input": step(inputs=inputs(("asked", "title", "/"))),
    "a number as address": step(inputs=inputs(("asked", "value", 1))),
    "a list as address": step(inputs=inputs(("asked", "value", ["/"]))),
    "a deep value": step(inputs=inputs(("asked", "value", DEEP))),
    "an unknown output": step(output="konten.children", outputs={"id": "konten", "property": "children"}),
    "several outputs": step(output="..page.data...page.data..", outputs=[STEP["outputs"]] * 2),
    "a foreign key": step(background=True),
    "no object": [STEP],
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_body_of_a_step_is_refused(what: str, client: FlaskClient) -> None:
    answer = client.post(CALLBACK, json=FORGED[what])
    count(answer, what)
    assert answer.status_code == 400


def test_a_body_that_is_no_step_is_refused_before_it_is_read(client: FlaskClient) -> None:
    for body, status in (
        (b"[" * 30_000, 400), (b'{"a":' * 9_000, 400), (b"1" * 60_000, 400), (b'"' + b"x" * 70_000 + b'"', 413), (b"", 400),
        (b"\xff\xfe", 400), (b"null", 400), (b"NaN", 400),
    ):  # fmt: skip
        answer = client.post(CALLBACK, data=body, content_type="application/json")
        count(answer, body[:20])
        assert answer.status_code == status


def test_no_spoiled_body_ends_in_a_fault(client: FlaskClient) -> None:
    chance = random.Random(11)
    for _n in range(120):
        answer = client.post(
            CALLBACK, data=json.dumps(spoiled(copy.deepcopy(STEP), chance)).encode(), content_type="application/json"
        )
        count(answer)


def test_a_form_that_no_page_sends_is_refused_and_changes_nothing(client: FlaskClient, town: Town) -> None:
    before = heads(town)
    for rule in form_rules(town.server):
        address = filled(rule)
        if rule.endswith("/abmelden"):
            continue
        for what, answer, right in hostile(client, address):
            count(answer, (address, what))
            assert answer.status_code in right, (address, what)
    assert heads(town) == before


def test_a_file_where_none_is_asked_for_is_refused(client: FlaskClient, town: Town) -> None:
    with_file = {rule.rule for rule in town.server.url_map.iter_rules() if rule.endpoint in WITH_FILE}
    for rule in form_rules(town.server):
        if rule not in with_file:
            answer = a_file(client, filled(rule))
            count(answer, rule)
            assert answer.status_code in (400, 404), rule


def test_no_form_ends_in_a_fault(client: FlaskClient, town: Town) -> None:
    chance = random.Random(17)
    rules = [rule for rule in form_rules(town.server) if rule != "/abmelden"]
    for form, _n in zip(forms(chance), range(150), strict=False):
        rule = chance.choice(rules)
        answer = client.post(filled(rule, chance), **form)
        count(answer, (rule, form))


def test_no_address_ends_in_a_fault(client: FlaskClient, town: Town) -> None:
    chance = random.Random(23)
    for rule in page_rules(town.server):
        for method in (client.get, client.head, client.options):
            answer = method(filled(rule, chance))
            SENT["requests"] += 1
            assert answer.status_code < 500 or rule == "/health", rule


def test_no_cookie_ends_in_a_fault_or_lets_anybody_in(town: Town) -> None:
    for value in ("", "x", "x" * 3000, "\x01", "%00", "null", "' OR 1=1 --", '{"account":1}', "eyJhIjoxfQ.x.y"):
        client = town.client()
        client.set_cookie(COOKIE, value)
        answer = client.get("/mein-konto")
        count(answer)
        assert answer.status_code == 303
