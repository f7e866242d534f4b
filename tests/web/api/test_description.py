"""The OpenAPI document says the truth: every answer fits it, and odd requests end in no fault of the program."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from schemathesis.engine import from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished

from dashboard.pages.address import Params
from dashboard.web.api.query import OF_PAGES
from dashboard.web.api.resources import RESOURCES
from tests.site import Site
from tests.web.api.addresses import BELOW, TOWN, every_resource, path_of, public_reader

DESCRIPTION = "/api/v1/openapi.json"
#: Requests that fit the description and are still refused, since this strategy has no such field, body or table.
UNCHECKED = "positive_data_acceptance"


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.public.server.test_client()


@pytest.fixture(scope="module")
def document(client: FlaskClient) -> dict[str, Any]:
    return client.get(DESCRIPTION).json


def test_the_description_is_valid_openapi(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_every_answer_of_every_strategy_fits_the_description(
    site: Site, client: FlaskClient, document: dict[str, Any]
) -> None:
    for resource, slug, code in every_resource(public_reader(site)):
        _fits(client.get(path_of(resource, slug, code)).json, document, f"/{resource.path}")
    for query in ("?sources=full", "?sources=none"):
        _fits(client.get(f"{BELOW}/{TOWN}/progress{query}").json, document, f"{BELOW}/{{slug}}/progress")
    _fits(client.get(BELOW).json, document, BELOW)


def _fits(answer: Any, document: dict[str, Any], path: str) -> None:
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = OAS31Validator(schema | {"components": document["components"]})
    errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in validator.iter_errors(answer)]
    assert not errors, errors[:3]


def test_the_description_knows_the_columns_of_every_table_but_those_of_the_documents(
    site: Site, client: FlaskClient, document: dict[str, Any]
) -> None:
    rows = document["components"]["schemas"]
    for resource, slug, code in every_resource(public_reader(site)):
        if resource.varying:
            continue
        for table in client.get(path_of(resource, slug, code) + "?sources=none").json["tables"]:
            words = f"{resource.name or 'strategy'} {'one ' if resource.item else ''}{table['name']}"
            name = "".join(word.capitalize() for word in words.replace("-", " ").split())
            assert [c["name"] for c in table["columns"]] == [c for c in rows[name]["properties"] if c != "sources"]


def test_the_description_refuses_what_is_not_so(client: FlaskClient, document: dict[str, Any]) -> None:
    path = f"/{RESOURCES[1].path}"
    answer = client.get(f"{BELOW}/{TOWN}/progress").json
    _fits(answer, document, path)
    for wrong in ({"reached": "0,5"}, {"deviation": 1.5}, {"status": "blue"}, {"baseline_precision": "week"}, {"x": 1}):
        changed = answer | {"tables": [t | {"rows": [t["rows"][0] | wrong]} for t in answer["tables"][:1]]}
        with pytest.raises(AssertionError):
            _fits(changed, document, path)


def test_every_parameter_of_the_pages_is_described_but_the_part_of_a_list(document: dict[str, Any]) -> None:
    assert {parameter.name for parameter in OF_PAGES} == set(Params.__slots__) - {"seite"}
    assert set(document["components"]["parameters"]) >= {parameter.name for parameter in OF_PAGES}


def test_no_request_that_can_be_thought_up_ends_in_a_fault(site: Site) -> None:
    config = schemathesis.Config.from_dict(
        {
            "seed": 7,
            "headers": {"Accept-Encoding": "identity"},  # the client of the tests unpacks nothing
            "generation": {"max-examples": 15, "database": "none"},
            "checks": {UNCHECKED: {"enabled": False}},
            "phases": {"stateful": {"enabled": False}},
        }
    )
    schema = schemathesis.openapi.from_wsgi(DESCRIPTION, site.internal.server, config=config)
    statuses: Counter[int] = Counter()
    wrong, errors = [], []
    for event in from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            errors.append(str(event.value))
        if not isinstance(event, ScenarioFinished):
            continue
        for case, found in event.recorder.interactions.items():
            statuses[found.response.status_code if found.response else 0] += 1
            checks = event.recorder.checks.get(case, ())
            wrong += [(c.name, found.request.uri, str(c.failure_info.failure)) for c in checks if c.failure_info]
    assert not errors
    assert not wrong, wrong[:5]
    assert not [status for status in statuses if status >= 500 or status == 0]
    assert statuses[200] > 50
    assert statuses[400] > 100
