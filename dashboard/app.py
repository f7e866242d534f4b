"""The application: the only place that knows everything."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output
from sqlalchemy import Engine

from dashboard.codebook import CODEBOOK_PATH
from dashboard.errors import BadParameter, NotFound
from dashboard.pages import render
from dashboard.settings import Settings
from dashboard.storage.engine import create_engine
from dashboard.text import catalog
from dashboard.web import events, gate, headers, health, static_files, steps, table_routes, why_routes
from dashboard.web.api import routes as api_routes
from dashboard.web.dash_internals import QuietDash, set_up
from dashboard.web.index import index_template
from dashboard.web.visitors import Visitors
from dashboard.working import installed as working
from dashboard.working.site import Site

ASSETS = CODEBOOK_PATH.parent.parent / "assets"


def _answer_steps(app: Dash, visitors: Visitors, base: str) -> None:
    """Every step inside the page: a link, a filter, the back button. Most are answered before Dash asks (`web.steps`)."""

    @app.callback(
        Output(steps.SHOWN, "data"),
        Input("asked", "value"),
        prevent_initial_call=True,
    )
    def show(asked: str | None) -> Any:
        try:
            address = render.resolve(*steps.split(asked or base), base)
            return render.step(*render.page(visitors.view(address.slug), address))
        except (NotFound, BadParameter) as error:
            return render.step(*render.problem(base, error))


def create_app(settings: Settings, engine: Engine | None = None) -> Dash:
    """The application for these settings; `engine` is an open database, else the one of the settings is opened.

    Who has not logged in sees the public view; while nobody can, a loopback host shows the internal one.
    """
    base = settings.base_path
    app = QuietDash(
        "dashboard",
        assets_folder=str(ASSETS),
        assets_path_ignore=["^boot$", "^symbols$", "^working$"],
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
    app.server.debug = False
    catalog.load()
    engine = engine or create_engine(settings.database_url)
    visitors = Visitors(
        engine, today=settings.current_day, local=settings.local, secure=settings.secure,
        must_log_in=settings.reading == "login", base=base,
    )  # fmt: skip
    app.layout = render.shell
    # What runs after a request runs in reverse: the headers come last, onto every response.
    headers.install(app.server, app)
    events.install(app.server)
    gate.install(app.server, app, visitors, settings.public_url)
    static_files.install(app.server, (f"{base}_dash-component-suites/", assets))
    health.install(app.server, engine, base)
    table_routes.install(app.server, visitors.view, base, assets)
    why_routes.install(app.server, visitors.view, base, assets)
    # The open data are those of the public, whoever asks.
    api_routes.install(app.server, visitors.public, base, assets)
    working.install(app.server, Site(engine, visitors, settings, assets))
    steps.install(app, steps.Pages(app, visitors, base, assets), base)
    _answer_steps(app, visitors, base)
    set_up(app)
    return app
