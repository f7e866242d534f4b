"""The only module that touches what Dash keeps private; tested against the pinned version.

It hides the versions that Dash would print on each page, sets the server up before the first request
(done lazily, an error in the first request would break all component files), puts the first page
into the first response, and compiles the list of inline scripts that the content policy allows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import dash
from dash._utils import to_json
from flask import g
from plotly.utils import PlotlyJSONEncoder

_HIDDEN = ("python_version", "dash_version", "plotly_version", "dash_version_url")

#: Sits in the page as data, never run: the answer to the renderer's first question for the layout.
_FIRST_LAYOUT = '<script type="application/json" id="first-layout">{}</script>'


class QuietDash(dash.Dash):
    """Dash that keeps its versions to itself and serves the first layout with the page."""

    def _config(self) -> dict[str, Any]:
        config = super()._config()
        return config | {name: "" for name in _HIDDEN if name in config}

    def interpolate_index(self, **kwargs: Any) -> str:  # type: ignore[override]
        """The index page: language, title, words for those without JavaScript, the page, first layout."""
        first = getattr(g, "first_page", None)
        layout = json.dumps(first.layout, cls=PlotlyJSONEncoder, separators=(",", ":")) if first else "null"
        return self.index_template(
            title=first.title if first else self.title,
            noscript=first.noscript if first else "",
            content=first.content if first else "",
            first_layout=_FIRST_LAYOUT.format(layout.replace("<", "\\u003c")),
            **{name: kwargs[name] for name in ("css", "config", "scripts", "app_entry", "renderer")},
        )

    #: Set by the app: makes the HTML around the parts (`dashboard.web.index`).
    index_template: Callable[..., str]


def set_up(app: dash.Dash) -> None:
    """Do now what Dash would do at the first request. Call once, at the end of the factory."""
    with app.server.test_request_context(app.config.requests_pathname_prefix or "/"):
        app._setup_server()


def update_body(output: str, value: Any) -> bytes:
    """What Dash answers when the callback of this one output gives this value; a test compares."""
    component_id, _, prop = output.rpartition(".")
    return to_json({"multi": True, "response": {component_id: {prop: value}}}).encode()


def script_hashes(app: dash.Dash) -> str:
    """The hashes of Dash's inline scripts for the content policy; they are fixed once the app is set up."""
    return " ".join(f"'{value}'" if not value.startswith("'") else value for value in app.csp_hashes())


def registered_callback(app: dash.Dash, output: str) -> dict[str, Any] | None:
    """What the app registered for this output; None: nothing."""
    return app.callback_map.get(output)
