"""The OpenAPI document, made from the code: resources, parameters, and the columns of the pages' tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from dashboard import __version__
from dashboard.pages.address import CODE, SLUG
from dashboard.web.api import problems, sample, schemas
from dashboard.web.api.query import OF_A_STRATEGY, OF_THE_LIST, Parameter
from dashboard.web.api.resources import PREFIX, RESOURCES, Resource

_DESCRIPTION = """\
How far the adopted strategies of German towns are: the same tables as the pages, for programs. Read only; no account,
no cookie; published data alone.

Money is integer euro cents. A number that is not whole stands twice: as a number, and exactly as a fraction in text
(`reached` 0.39…, `reached_exact` "11/28"). Days are ISO 8601; what a document states less exactly keeps its precision
and words (`_precision`, `_words`). Null is "not stated" and never 0. Lights are red, yellow, green, grey (cannot be
rated), done and resting.

Every answer has an ETag; asking with If-None-Match costs next to nothing. `stand` and `bekannt` show any day as it was
known on any day. Titles of tables and columns are German, as on the pages."""

_NAMES = {
    "slug": ("Short name of a strategy", SLUG.pattern, "musterstadt-2030"),
    "code": ("Code of a measure", CODE.pattern, "1.1"),
}


@cache
def document(base: str) -> dict[str, Any]:
    """The whole description of an installation at `base`."""
    tables = sample.tables()
    responses = {resource: schemas.document(resource, found) for resource, found in tables.items()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Strategiemonitor: open data", "version": __version__, "description": _DESCRIPTION},
        "servers": [{"url": base.rstrip("/") or "/"}],
        "paths": {
            f"/{PREFIX}/strategies": _path(
                "strategies", "All strategies of this installation", OF_THE_LIST, schemas.ref("Strategies"), refusals=2
            ),
            **{f"/{resource.path}": _resource(resource, responses[resource]) for resource in RESOURCES},
            f"/{PREFIX}/openapi.json": _path("openapi", "This description", (), {"type": "object"}, refusals=2),
        },
        "components": {
            "schemas": schemas.components(tables),
            "parameters": {name: _variable(name) for name in _NAMES} | {p.name: _parameter(p) for p in OF_A_STRATEGY},
            "responses": {kind.name: _problem(kind) for kind in problems.KINDS},
            "headers": {"ETag": {"schema": {"type": "string"}, "description": "Changes whenever the answer does."}},
        },
    }


def _resource(resource: Resource, schema: dict[str, Any]) -> dict[str, Any]:
    name = f"{resource.name or 'strategy'}{'-one' if resource.item else ''}"
    variables = ("slug", "code") if resource.item else ("slug",)
    return {"parameters": [schemas.ref(v, "parameters") for v in variables]} | _path(
        name, resource.summary, OF_A_STRATEGY, schema
    )


def _path(
    name: str, summary: str, parameters: Sequence[Parameter], schema: dict[str, Any], *, refusals: int = 3
) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    if parameters:
        content |= {kind: {"schema": {"type": "string"}} for kind in ("text/csv", "text/html")}
    kinds = (problems.OUTDATED, problems.BAD_PARAMETER, problems.NOT_ACCEPTABLE, problems.NOT_FOUND)[: refusals + 1]
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [schemas.ref(p.name, "parameters") for p in parameters],
            "responses": {
                "200": {
                    "description": summary,
                    "headers": {"ETag": schemas.ref("ETag", "headers")},
                    "content": content,
                },
                "304": {"description": "Nothing has changed since the answer with the ETag that was sent."},
            }
            | {str(kind.status): schemas.ref(kind.name, "responses") for kind in kinds},
        }
    }


def _variable(name: str) -> dict[str, Any]:
    words, pattern, example = _NAMES[name]
    schema = {"type": "string", "pattern": f"^{pattern}$"}
    return {"name": name, "in": "path", "required": True, "description": words, "schema": schema, "example": example}


def _parameter(found: Parameter) -> dict[str, Any]:
    entry = {"name": found.name, "in": "query", "description": found.description, "schema": dict(found.schema)}
    if found.example is None:
        return entry
    return entry | {"example": int(found.example) if found.schema["type"] == "integer" else found.example}


def _problem(kind: problems.Kind) -> dict[str, Any]:
    content = {problems.MEDIA_TYPE: {"schema": schemas.ref("Problem")}}
    return {"description": kind.description, "content": content}
