"""The gate before everything: what is not expected is refused, shortly, before anything reads it.

A callback of Dash answers whoever can post to it, and everything in its body is the client's text. So the body
is held against what the app registered for that output; what does not fit is a 400, and no request ends in a 5xx.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

import dash
from dash.exceptions import DependencyException
from flask import Flask, Response, g, request
from werkzeug.exceptions import (
    BadRequest,
    Forbidden,
    HTTPException,
    InternalServerError,
    MethodNotAllowed,
    NotFound,
    RequestEntityTooLarge,
    Unauthorized,
)

from dashboard.text.catalog import gettext as _
from dashboard.web import events
from dashboard.web.api import problems
from dashboard.web.dash_internals import registered_callback
from dashboard.web.visitors import Visitors

#: Bytes; what a page sends has a few hundred.
LARGEST_BODY = 64 * 1024
#: Bytes of a form that brings a file: a workbook of values.
LARGEST_FILE = 5 * 1024 * 1024
#: Endpoints that take forms begin so; the pages register themselves.
FORMS = "working."
#: The path of the login page.
LOGIN = "anmelden"
#: Endpoints that nobody must have logged in for.
OPEN: set[str] = set()
#: Endpoints whose form brings a file.
WITH_FILE: set[str] = set()
_FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
_DEEPEST = 12
_LONGEST_TEXT = 4000
_UPDATE = "_dash-update-component"
#: What Dash serves besides pages and files; everything else below `_` is not there.
_DASH_PATHS = frozenset({"_dash-layout", "_dash-dependencies", _UPDATE, "_favicon.ico"})
_CALLBACK_KEYS = frozenset({"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"})


def _foreign(house: str | None) -> bool:
    """Whether a page of another origin sent this request; `house` is how browsers know this one, if that was said."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc not in (request.host, house)
    except ValueError:  # an address with half a bracket
        return True


def _depth(value: Any, left: int = _DEEPEST) -> bool:
    """Whether a JSON value is no deeper than `left` levels."""
    if left == 0:
        return not isinstance(value, (dict, list))
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_depth(child, left - 1) for child in children)


def _fits(sent: Any, registered: list[dict[str, str]]) -> bool:
    """Whether a list of inputs or states has the registered ids and properties, and plain short values."""
    if not isinstance(sent, list) or len(sent) != len(registered):
        return False
    for item, expected in zip(sent, registered, strict=True):
        if not isinstance(item, dict) or not set(item) <= {"id", "property", "value"}:
            return False
        if item.get("id") != expected["id"] or item.get("property") != expected["property"]:
            return False
        value = item.get("value")
        if not (value is None or (isinstance(value, str) and len(value) <= _LONGEST_TEXT)):
            return False
    return True


def callback_body_fits(app: dash.Dash, body: Any) -> bool:
    """Whether a body could have come from the page: known output, its inputs in their order, texts as values."""
    if not isinstance(body, dict) or not set(body) <= _CALLBACK_KEYS or not isinstance(body.get("output"), str):
        return False
    registered = registered_callback(app, body["output"])
    if registered is None or not _depth(body):
        return False
    outputs = body.get("outputs")
    component_id, _, prop = body["output"].rpartition(".")
    if outputs != {"id": component_id, "property": prop}:
        return False
    if not _fits(body.get("inputs"), registered["inputs"]) or not _fits(body.get("state", []), registered["state"]):
        return False
    changed = body.get("changedPropIds", [])
    known = {f"{item['id']}.{item['property']}" for item in registered["inputs"]}
    return isinstance(changed, list) and all(isinstance(name, str) and name in known for name in changed)


def _check_form() -> None:
    """A form as browsers send one; with a file only where the page takes one, which then may be larger."""
    largest = LARGEST_FILE if request.endpoint in WITH_FILE else LARGEST_BODY
    if request.content_length is None or request.mimetype not in _FORM_TYPES:
        raise BadRequest("This is no form.")
    if request.content_length > largest:
        raise RequestEntityTooLarge
    if request.mimetype == "multipart/form-data" and request.endpoint not in WITH_FILE:
        raise BadRequest("This form takes no file.")
    request.max_content_length = largest


def _check_callback(app: dash.Dash) -> None:
    if (request.content_length or 0) > LARGEST_BODY:
        raise RequestEntityTooLarge
    if request.mimetype != "application/json":
        raise BadRequest("A callback takes JSON.")
    try:
        body = json.loads(request.get_data(cache=True))
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is no JSON.") from error
    if not callback_body_fits(app, body):
        raise BadRequest("The body does not fit a callback of this page.")
    g.callback = body


def _asks_for_login(name: str, endpoint: str) -> Response | None:
    """Where reading needs a login: pages lead to it, everything else but what the login page needs is a 401.

    The open data are closed then, also to who has logged in: they read no cookie.
    """
    if endpoint in OPEN or name == "health" or name.startswith(("assets/", "_dash-component-suites/", "_favicon")):
        return None
    if request.method != "GET" or name.startswith(("_", "api/")):
        raise Unauthorized("Please log in.")
    way = request.path.removesuffix(name) + LOGIN
    return Response(status=303, headers={"Location": f"{way}?{urlencode({'weiter': request.full_path.rstrip('?')})}"})


def install(server: Flask, app: dash.Dash, visitors: Visitors, public_url: str | None = None) -> None:
    """Stand before every request. `visitors` know who asks, `public_url` is the address that browsers use."""
    base = visitors.base
    house = urlsplit(public_url).netloc if public_url else None
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @server.before_request
    def at_the_gate() -> Response | None:
        name = request.path.removeprefix(base)
        if request.method not in ("GET", "HEAD", "POST", "OPTIONS"):
            raise MethodNotAllowed(valid_methods=["GET"])
        form = request.method == "POST" and (request.endpoint or "").startswith(FORMS)
        if request.method == "POST" and name != _UPDATE and not form:
            raise MethodNotAllowed(valid_methods=["GET"])
        if name.startswith("_") and name not in _DASH_PATHS and not name.startswith("_dash-component-suites/"):
            raise NotFound
        if request.method == "POST":
            if _foreign(house):
                raise Forbidden("The request comes from another site.")
            _check_form() if form else _check_callback(app)
        if visitors.must_log_in and (name.startswith("api/") or visitors.actor().account is None):
            return _asks_for_login(name, request.endpoint or "")
        return None

    @server.errorhandler(DependencyException)
    def no_such_component_file(_error: DependencyException) -> Response:
        return refused(NotFound())

    @server.errorhandler(InternalServerError)
    def failed(error: InternalServerError) -> Response:
        number = events.of_error(error.original_exception or error)
        if problems.concerns(request.path, base):
            return problems.of_http(error, base)
        sentence = _(
            "Something went wrong here. Please name this number to who runs the program: {number}", number=number
        )
        return Response(f"{sentence}\n", status=500, mimetype="text/plain")

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        if problems.concerns(request.path, base):
            return problems.of_http(error, base)
        return Response(f"{error.code} {error.name}\n", status=error.code, mimetype="text/plain")
