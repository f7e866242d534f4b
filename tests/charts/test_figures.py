"""Figures are plain dicts on the request path; here plotly itself checks them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import plotly.graph_objects as go
import pytest
from plotly.offline import get_plotlyjs_version

from dashboard.charts import theme
from dashboard.pages import PAGES
from dashboard.pages.render import context_of, resolve
from dashboard.reader import Reader
from dashboard.web import fetch_bundle
from tests.site import SLUGS, TODAY, Site

ASSETS = Path(__file__).resolve().parents[2] / "assets"
#: The traces that the smaller bundle draws.
IN_BUNDLE = {"scatter", "bar", "pie"}


def figures(component) -> Iterator[dict]:
    if type(component).__name__ == "Graph":
        yield component.figure
    children = getattr(component, "children", None)
    for child in children if isinstance(children, (list, tuple)) else [children]:
        if child is not None and not isinstance(child, str):
            yield from figures(child)


@pytest.fixture(scope="module")
def drawn(site: Site) -> list[dict]:
    reader = Reader(site.engine, today=lambda: TODAY, audience="internal")
    found = []
    for slug in SLUGS:
        for page in PAGES:
            context = context_of(reader, resolve(f"/{slug}/{page.path}".rstrip("/"), "", "/"))
            for part in page.layout(context):
                found += figures(part)
    return found


def test_every_figure_is_a_plain_dict_that_plotly_accepts(drawn: list[dict]) -> None:
    assert drawn
    for figure in drawn:
        assert type(figure) is dict
        go.Figure(figure)


def test_every_trace_is_in_the_smaller_bundle(drawn: list[dict]) -> None:
    assert {trace["type"] for figure in drawn for trace in figure["data"]} <= IN_BUNDLE


def test_the_smaller_bundle_has_the_version_of_the_shipped_one() -> None:
    assert get_plotlyjs_version() == fetch_bundle.VERSION


def test_chart_colours_are_those_of_the_token_file() -> None:
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", (ASSETS / "a_tokens.css").read_text()))
    shared = set(tokens) & set(theme.COLOURS)
    assert len(shared) >= 12
    assert {name: theme.COLOURS[name] for name in shared} == {name: tokens[name] for name in shared}


def test_charts_use_the_page_font() -> None:
    assert f"--font: {theme.FONT}" in (ASSETS / "a_tokens.css").read_text()
