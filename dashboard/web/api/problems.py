"""Every refusal below /api as a problem document (RFC 9457): what is wrong, in German, and its type for programs."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from dashboard.errors import BadParameter, NotFound
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

MEDIA_TYPE = "application/problem+json"
ALLOW = "GET, HEAD"


class Kind(NamedTuple):
    """`name` is that of the response in the OpenAPI document, to which `type` points."""

    name: str
    status: int
    title: Any
    description: str


BAD_PARAMETER = Kind("BadParameter", 400, _l("A parameter cannot be used"), "A value or name that cannot be meant.")
NOT_FOUND = Kind(
    "NotFound", 404, _l("Nothing stands at this address"), "No such address, strategy, measure or table, or not public."
)
NOT_ALLOWED = Kind("MethodNotAllowed", 405, _l("The data can only be read"), "Only GET and HEAD are answered.")
NOT_ACCEPTABLE = Kind(
    "NotAcceptable", 406, _l("The data have no such form"), "The Accept header leaves out the form that was asked for."
)
OUTDATED = Kind(
    "PreconditionFailed", 412, _l("The data are others by now"), "If-Match names another state than the one there is."
)
KINDS = (BAD_PARAMETER, NOT_FOUND, NOT_ALLOWED, NOT_ACCEPTABLE, OUTDATED)


class NotAcceptable(Exception):
    """The Accept header leaves out the form that the address asks for."""


def concerns(path: str, base: str) -> bool:
    """Whether a path belongs to the open data."""
    return f"{path}/".startswith(f"{base}api/")


def of(kind: Kind, detail: str, base: str, **more: Any) -> Response:
    """The problem document; `more` are further members."""
    place = f"{base}api/v1/openapi.json#/components/responses/{kind.name}"
    response = _response(kind.status, place, str(kind.title), detail, **more)
    if kind is NOT_ALLOWED:
        response.headers["Allow"] = ALLOW
    return response


def of_error(error: NotFound | BadParameter | NotAcceptable, base: str) -> Response:
    """What the program refuses on purpose."""
    if isinstance(error, BadParameter):
        return of(BAD_PARAMETER, str(error), base, parameter=error.name or None)
    return of(NOT_ACCEPTABLE if isinstance(error, NotAcceptable) else NOT_FOUND, str(error), base)


def of_http(error: HTTPException, base: str) -> Response:
    """What Flask or the gate refuses."""
    if isinstance(error, MethodNotAllowed):
        return of(NOT_ALLOWED, _("Only GET and HEAD are answered here."), base)
    if error.code == NOT_FOUND.status:
        return of(NOT_FOUND, _("There is nothing at this address."), base)
    if error.code == OUTDATED.status:
        return of(OUTDATED, _("If-Match names another state of these data than the one there is."), base)
    return _response(error.code or 500, "about:blank", error.name, error.name)


def _response(status: int, kind: str, title: str, detail: str, **more: Any) -> Response:
    document = {
        "type": kind,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": quote(request.path),
        **more,
    }
    return Response(json.dumps(document, ensure_ascii=False), status=status, mimetype=MEDIA_TYPE)
