"""The application: the only place that knows everything."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from dash import ClientsideFunction, Dash, Input, Output
from sqlalchemy import Engine

from dashboard.codebook import CODEBOOK_PATH
from dashboard.errors import BadParameter, NotFound
from dashboard.pages import render
from dashboard.reader import Reader
from dashboard.settings import Settings, is_loopback
from dashboard.storage.engine import create_engine
from dashboard.text import catalog
from dashboard.web import gate, headers, health, static_files, steps, table_routes, why_routes
from dashboard.web.api import routes as api_routes
from dashboard.web.dash_internals import QuietDash, set_up
from dashboard.web.index import index_template

ASSETS = CODEBOOK_PATH.parent.parent / "assets"


def _answer_steps(app: Dash, reader: Reader, base: str) -> None:
    """Every step inside the page: a link, a filter, the back button. Most are answered before Dash asks (`web.steps`)."""

    @app.callback(
        Output(steps.SHOWN, "children"),
        Input("url", "pathname"),
        Input("url", "search"),
        prevent_initial_call=True,
    )
    def show(path: str | None, search: str | None) -> Any:
        try:
            return render.page(reader, render.resolve(unquote(path or base), search or "", base))[1]
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
    why_routes.install(app.server, reader, base, assets)
    # The open data are those of the public, also where the pages show the internal view.
    public = reader if audience == "public" else Reader(engine, today=settings.current_day, audience="public")
    api_routes.install(app.server, public, base, assets)
    steps.install(app, steps.Pages(app, reader, base, assets), base)
    _answer_steps(app, reader, base)
    set_up(app)
    return app
