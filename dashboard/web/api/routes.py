"""The addresses of the open data: GET and HEAD, always as the public sees it, the same for everybody who asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from flask import Flask, Response, request
from markupsafe import Markup
from werkzeug.exceptions import MethodNotAllowed, PreconditionFailed

from dashboard import rollups
from dashboard.errors import BadParameter, NotFound
from dashboard.pages import render
from dashboard.pages import strategies as strategies_page
from dashboard.pages.address import CODE, SLUG, Address
from dashboard.pages.context import Context
from dashboard.reader import Reader
from dashboard.reporting.strategies import table as strategies_table
from dashboard.reporting.table import Table
from dashboard.text.catalog import current_language
from dashboard.text.catalog import gettext as _
from dashboard.web import table_routes
from dashboard.web.api import documents, openapi, problems
from dashboard.web.api import query as queries
from dashboard.web.api.etags import etag
from dashboard.web.api.query import Query
from dashboard.web.api.resources import PREFIX, Resource, resource_of
from dashboard.web.asked import Asked, asked_at, plain_document
from dashboard.web.compressing import accepted, compressed
from dashboard.web.finished import Finished, Key

_MEDIA_TYPES = {"json": "application/json", "csv": "text/csv", "html": "text/html"}
#: Quick to make; an answer is kept as it is sent.
_QUALITY = 5
_MOST_BYTES = 12_000_000


def _json(found: Any) -> Response:
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Response(text, mimetype=_MEDIA_TYPES["json"])


class _Answer(NamedTuple):
    """A finished answer: the bytes that go over the line, and what is said about them."""

    body: bytes
    mimetype: str
    disposition: str | None

    @classmethod
    def of(cls, made: Response) -> _Answer:
        body = compressed(made.get_data(), accepted(), quality=_QUALITY)
        return cls(body, made.mimetype or "", made.headers.get("Content-Disposition"))

    def response(self) -> Response:
        found = Response(self.body, mimetype=self.mimetype)
        if self.disposition:
            found.headers["Content-Disposition"] = self.disposition
        if accepted():
            found.headers["Content-Encoding"] = accepted()
        return found


def _unless_known(depends_on: Iterable[object], make: Callable[[], _Answer]) -> Response:
    """304 where the client has this answer already, before anything is computed; else the answer with its tag."""
    tag = etag((request.path, accepted(), *depends_on))
    if request.if_match and not request.if_match.contains(tag):
        raise PreconditionFailed
    known = request.if_none_match
    response = Response(status=304) if known.contains_weak(tag) and not known.star_tag else make().response()
    response.set_etag(tag)
    response.make_conditional({name: value for name, value in request.environ.items() if name != "HTTP_IF_MATCH"})
    response.headers["Vary"] = "Accept-Encoding"
    # Anybody may keep it, and asks each time whether it still holds: that costs one version check.
    response.headers["Cache-Control"] = "public, no-cache"
    return response


def _query(known: Sequence[queries.Parameter]) -> Query:
    """What is asked for; raises BadParameter, and NotAcceptable where the Accept header leaves out its form."""
    found = queries.read(request.query_string.decode("utf-8", "replace"), known)
    accepted = request.accept_mimetypes
    if accepted and not accepted.quality(_MEDIA_TYPES[found.format]):
        name = _MEDIA_TYPES[found.format]
        raise problems.NotAcceptable(
            _("This address answers with {name}, which the request does not accept; format chooses another.", name=name)
        )
    return found


class _Strategies:
    """The answers for one reader of public data."""

    def __init__(self, reader: Reader, base: str, assets: str) -> None:
        self.reader, self.base, self.assets = reader, base, assets
        self._finished = Finished(_MOST_BYTES)

    def all(self) -> Response:
        query = _query(queries.OF_THE_LIST)
        versions = rollups.versions(self.reader)
        return _unless_known((query, self.reader.today(), versions), lambda: _Answer.of(self._all(query)))

    def _all(self, query: Query) -> Response:
        lines = strategies_page.lines(self.reader)
        if query.format == "json":
            return _json(documents.strategies(lines, self.base))
        table, title = strategies_table(lines), _("All strategies")
        return self._as_file(query, [table], title, title, "", "strategiemonitor")

    def one(self, slug: str, name: str = "", code: str = "") -> Response:
        query = _query(queries.OF_A_STRATEGY)
        resource = resource_of(name, item=bool(code))
        if resource is None or not SLUG.fullmatch(slug) or (code and not CODE.fullmatch(code)):
            raise NotFound(_("There is nothing at this address."))
        address = Address(slug, resource.page, query.params, self.base, code)
        moment = render.moment_of(self.reader, address)
        form = ("open data", resource.name, query.format, query.table or "", query.sources, accepted())
        key = Key(moment, address, current_language(), form)

        def make() -> _Answer:
            found = _Answer.of(self._one(asked_at(self.reader, address, moment), resource, query))
            return self._finished.keep(key, found, len(found.body))

        return _unless_known((key,), lambda: self._finished.recall(key) or make())

    def _one(self, asked: Asked, resource: Resource, query: Query) -> Response:
        address = asked.context.address
        shown = [asked.table(query.table)] if query.table else list(asked.tables)
        if query.format != "json":
            title = f"{asked.title}: {asked.context.state.strategy.title}"
            name = "-".join(filter(None, (address.slug, address.item)))
            origin = asked.context.origin
            if ignored := query.without_effect(resource.heeds):
                origin = f"{origin} {_('Without effect here: {names}.', names=', '.join(ignored))}"
            return self._as_file(query, shown, title, origin, origin, name, asked.context)
        return _json(documents.strategy(asked, shown, query, self.base, resource))

    def _as_file(
        self,
        query: Query,
        shown: Sequence[Table],
        title: str,
        origin: str,
        lead: str,
        name: str,
        context: Context | None = None,
    ) -> Response:
        """The first table as CSV, or all as plain HTML: what the page itself gives."""
        if query.format == "html":
            content = Markup("").join(table_routes.as_html(table, context) for table in shown)
            return plain_document(title, lead, content, base=self.base, assets=self.assets)
        if not shown:
            raise NotFound(_("This page has no such table."))
        return table_routes.csv_response(shown[0], origin, name)


def _without_cookies(answer: Callable, base: str) -> Callable:
    """The application with the cookies of requests for open data left out: nothing behind it can read them."""

    def application(environ: dict[str, Any], start_response: Callable) -> Any:
        if problems.concerns(environ.get("PATH_INFO", ""), base):
            environ.pop("HTTP_COOKIE", None)
        return answer(environ, start_response)

    return application


def install(server: Flask, reader: Reader, base: str, assets: str) -> None:
    """Serve the open data; `reader` is one for the public."""
    found = _Strategies(reader, base, assets)
    server.wsgi_app = _without_cookies(server.wsgi_app, base)  # type: ignore[method-assign]

    def answering(make: Callable[..., Response]) -> Callable[..., Response]:
        def view(**names: str) -> Response:
            try:
                return make(**names)
            except (NotFound, BadParameter, problems.NotAcceptable) as error:
                return problems.of_error(error, base)

        return view

    def description() -> Response:
        _query(())
        return _unless_known((base,), lambda: _Answer.of(_json(openapi.document(base))))

    def nothing(rest: str = "") -> Response:
        raise NotFound(_("There is nothing at this address. What there is stands in {address}.", address=where))

    where = f"{base}{PREFIX}/openapi.json"
    below = f"{base}{PREFIX}/strategies"
    for rule, make in (
        (below, found.all),
        (f"{below}/<slug>", found.one),
        (f"{below}/<slug>/<name>", found.one),
        (f"{below}/<slug>/<name>/<code>", found.one),
        (where, description),
        (f"{base}api", nothing),
        (f"{base}api/", nothing),
        (f"{base}api/<path:rest>", nothing),
    ):
        server.add_url_rule(rule, endpoint=rule, view_func=answering(make), provide_automatic_options=False)

    @server.before_request
    def only_read() -> None:
        if problems.concerns(request.path, base) and request.method not in ("GET", "HEAD"):
            raise MethodNotAllowed

    @server.after_request
    def for_everybody(response: Response) -> Response:
        # Public, the same for all, without cookies: any page may read it. What may not come from elsewhere is a POST.
        if problems.concerns(request.path, base):
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = "ETag"
        return response
