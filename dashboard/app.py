"""The application: the only place that knows everything."""

from __future__ import annotations

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output
from flask import Response, g, request
from markupsafe import Markup
from sqlalchemy import Engine

from dashboard.codebook import CODEBOOK_PATH
from dashboard.errors import BadParameter, NotFound
from dashboard.pages import render
from dashboard.reader import Reader
from dashboard.settings import Settings, is_loopback
from dashboard.storage.engine import create_engine
from dashboard.text import catalog
from dashboard.web import gate, headers, health, static_files, table_routes
from dashboard.web.dash_internals import QuietDash, set_up
from dashboard.web.index import index_template, plain_page

ASSETS = CODEBOOK_PATH.parent.parent / "assets"


def _error_page(error: NotFound | BadParameter, assets: str, base: str) -> Response:
    heading = (
        catalog.gettext("This page does not exist")
        if isinstance(error, NotFound)
        else catalog.gettext("This address cannot be shown")
    )
    body = Markup(
        '<div class="masthead"><div class="inner"><a class="brand" href="{base}"><span class="arms"></span>'
        '<strong>Strategiemonitor</strong></a></div></div><main><div class="inner"><h1>{heading}</h1><p class="lead">{text}</p>'
        '<p><a href="{base}">{all}</a></p></div></main>'
    ).format(base=base, heading=heading, text=str(error), all=catalog.gettext("All strategies"))
    return Response(
        plain_page(f"{heading} – Strategiemonitor", body, assets), status=404 if isinstance(error, NotFound) else 400
    )


def _answer_pages(app: QuietDash, reader: Reader, base: str, assets: str) -> None:
    """The first response of a page carries its content; what cannot be shown is a 404 or 400 with a sentence."""
    server = app.server
    own = (f"{base}_dash", f"{base}assets/", f"{base}_favicon", f"{base}health")

    @server.before_request
    def first_response() -> Response | None:
        if request.method not in ("GET", "HEAD") or request.path.startswith(own):
            return None
        if table_routes.is_table(request.path):
            return None
        query = request.query_string.decode("utf-8", "replace")
        try:
            address = render.resolve(request.path, query, base)
            g.first_page = render.first_page(reader, address, request.path, f"?{query}" if query else "")
        except (NotFound, BadParameter) as error:
            return _error_page(error, assets, base)
        return Response(app.index(), mimetype="text/html")


def _answer_steps(app: Dash, reader: Reader, base: str) -> None:
    """Every step inside the page: a link, a filter, the back button."""

    @app.callback(
        Output("page", "children"),
        Input("url", "pathname"),
        Input("url", "search"),
        prevent_initial_call=True,
    )
    def show(path: str | None, search: str | None) -> Any:
        try:
            return render.page(reader, render.resolve(path or base, search or "", base))[1]
        except (NotFound, BadParameter) as error:
            return render.problem(base, error)

    app.clientside_callback(
        ClientsideFunction("page", "arrived"), Output("arrived", "children"), Input("title", "data")
    )


def create_app(settings: Settings, engine: Engine | None = None) -> Dash:
    """The application for these settings; `engine` is an open database, else the one of the settings is opened.

    On a loopback host it shows the internal view, elsewhere the public one.
    """
    base = settings.base_path
    app = QuietDash(
        "dashboard",
        assets_folder=str(ASSETS),
        assets_path_ignore=["^boot$", "^symbols$"],
        url_base_pathname=base,
        title="Strategiemonitor",
        update_title="",
        suppress_callback_exceptions=True,
        enable_mcp=False,
        pages_folder="",
        add_log_handler=False,
        include_pages_meta=False,
    )
    assets = f"{base}assets/"
    app.index_template = index_template(assets)
    app.server.secret_key = settings.secret_key
    catalog.load()
    engine = engine or create_engine(settings.database_url)
    audience = "internal" if is_loopback(settings.host) else "public"
    reader = Reader(engine, today=settings.current_day, audience=audience)
    app.layout = lambda: render.shell([])
    # What runs after a request runs in reverse: the headers come last, onto every response.
    headers.install(app.server, app)
    gate.install(app.server, app, base)
    static_files.install(app.server, (f"{base}_dash-component-suites/", assets))
    health.install(app.server, engine, base)
    table_routes.install(app.server, reader, base, assets)
    _answer_pages(app, reader, base, assets)
    _answer_steps(app, reader, base)
    set_up(app)
    return app
