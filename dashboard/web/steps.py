"""The two ways to a page: its first response, and every step inside it; both from what was finished before.

A warm answer costs the gate, one version check and its bytes. What cannot be kept (the list of all strategies,
the words for an address that cannot be shown) is made anew each time.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple
from urllib.parse import unquote

from flask import Response, g, request

from dashboard.errors import BadParameter, NotFound
from dashboard.pages import render
from dashboard.pages.address import Address
from dashboard.reader import Moment, Reader
from dashboard.text.catalog import current_language
from dashboard.web.asked import refusal
from dashboard.web.compressing import Beginning, accepted, compressed
from dashboard.web.dash_internals import QuietDash, update_body
from dashboard.web.finished import Finished, Key
from dashboard.web.headers import nonce
from dashboard.web.visitors import Visitors

#: The component that a step fills, by the callback of `asked.value`: path and search as the browser writes them.
SHOWN = "page"
_OUTPUT = f"{SHOWN}.data"
#: A step is compressed while somebody waits for it, and seldom asked for a thousand times.
_QUALITY = 5


class _Document(NamedTuple):
    """A first response: all of it but the nonce, which is new with each request, and what follows it."""

    beginning: Beginning
    end: str
    etag: str


def split(asked: str) -> tuple[str, str]:
    """Path and search of an address; the path as people read it."""
    path, _, search = asked.partition("?")
    return unquote(path), search


def _document(html: str) -> _Document:
    before, end = html.rsplit(nonce(), 1)
    text = before.encode()
    return _Document(Beginning.of(text), end, hashlib.sha256(text + end.encode()).hexdigest()[:32])


class Pages:
    """Pages as responses, to each visitor what this request may see of a strategy."""

    def __init__(self, app: QuietDash, visitors: Visitors, base: str, assets: str) -> None:
        self._app, self._visitors, self._base, self._assets = app, visitors, base, assets
        self._finished = Finished()

    def step(self, path: str, search: str) -> Response | None:
        """The answer to a step; None where it is not one that is kept: then Dash asks the callback."""
        try:
            address = render.resolve(path, search, self._base)
            body = self._step(address, accepted()) if address.slug else None
        except (NotFound, BadParameter):
            return None
        if body is None:
            return None
        response = Response(body, mimetype="application/json")
        return _encoded(response, accepted())

    def _step(self, address: Address, encoding: str) -> bytes:
        reader = self._visitors.view(address.slug)
        moment = render.moment_of(reader, address)
        key = Key(moment, address, current_language(), ("step", encoding))
        found = self._finished.recall(key)
        if found is None:
            shown = render.step(*render.page(reader, address, moment))
            found = compressed(update_body(_OUTPUT, shown), encoding, quality=_QUALITY)
            self._finished.keep(key, found, len(found))
        return found

    def first(self) -> Response:
        """The first response of the page that this request names, or why it cannot be shown."""
        query = request.query_string.decode("utf-8", "replace")
        search = f"?{query}" if query else ""
        try:
            address = render.resolve(request.path, query, self._base)
            reader = self._visitors.view(address.slug)
            shared = reader.audience == "public" and self._visitors.open_to_all
            return self._respond(self._first(reader, address, request.path, search), shared)
        except (NotFound, BadParameter) as error:
            return refusal(error, base=self._base, assets=self._assets)

    def _first(self, reader: Reader, address: Address, path: str, search: str) -> _Document:
        if not address.slug:
            return self._made(reader, address, path, search, None)
        moment = render.moment_of(reader, address)
        key = Key(moment, address, current_language(), ("first", path, search))
        found = self._finished.recall(key)
        if found is None:
            found = self._made(reader, address, path, search, moment)
            self._finished.keep(key, found, len(found.beginning.deflated) + len(found.end))
        return found

    def _made(self, reader: Reader, address: Address, path: str, search: str, moment: Moment | None) -> _Document:
        g.first_page = render.first_page(reader, address, path, search, moment)
        return _document(self._app.index())

    def _respond(self, found: _Document, shared: bool) -> Response:
        """The document with the nonce of this request; where everybody sees it not at all if the browser has it."""
        if shared and request.if_none_match.contains_weak(found.etag):
            # The browser keeps its copy with the policy and the nonce that came with it.
            response = Response(status=304)
        else:
            end = (nonce() + found.end).encode()
            encoding = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else ""
            body = found.beginning.gzip_with(end) if encoding else found.beginning.plain_with(end)
            response = _encoded(Response(body, mimetype="text/html"), encoding)
        if shared:
            response.set_etag(found.etag, weak=True)
            response.headers["Cache-Control"] = "no-cache"
        return response


def _encoded(response: Response, encoding: str) -> Response:
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    return response


def install(app: QuietDash, pages: Pages, base: str) -> None:
    """Answer first responses, and steps that the gate has let in."""
    #: What no other route answers: Dash's rules for the index and for everything below it.
    rules = (base, f"{base}<path:path>")

    @app.server.before_request
    def page() -> Response | None:
        body: dict[str, Any] | None = g.get("callback")
        if body is not None:
            if body["output"] != _OUTPUT:
                return None
            return pages.step(*split(body["inputs"][0].get("value") or base))
        rule = request.url_rule.rule if request.url_rule else None
        return pages.first() if request.method in ("GET", "HEAD") and rule in rules else None
