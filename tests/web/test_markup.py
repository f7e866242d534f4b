"""Components as HTML: what stands in them is what a browser shows, and texts stay texts."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import dash_bootstrap_components as dbc
import pytest
from dash import dcc, html
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.markup import markup
from dashboard.components.tables import behind
from tests.site import Site, page_paths

VOID = {"img", "br", "hr", "input", "meta", "link"}


class _Read(HTMLParser):
    """What a document holds: its elements with their attributes, its texts, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.texts = list[str](), list[tuple[str, dict]](), list[str]()
        self.crossed = list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_every_text_and_every_attribute_comes_out_as_it_went_in(text: str, attribute: str) -> None:
    read = _Read(markup(html.P(["", text, None, html.B(text)], title=attribute, **{"data-label": attribute})))
    assert read.elements == [("p", {"data-label": attribute, "title": attribute}), ("b", {})]
    assert "".join(read.texts) == 2 * text


def test_flags_are_there_or_not_and_states_are_told() -> None:
    shown = markup(
        [html.Details(open=True), html.Details(open=False), html.A(download=True, **{"aria-pressed": False})]
    )
    assert shown == '<details open=""></details><details></details><a aria-pressed="false" download=""></a>'


def test_names_of_attributes_are_those_of_html() -> None:
    shown = markup(html.Label(htmlFor="a", className="b", tabIndex=-1, n_clicks=3))
    assert shown == '<label class="b" for="a" tabindex="-1"></label>'


def test_the_chosen_option_is_the_one_that_is_set() -> None:
    options = [{"label": "<alle>", "value": "*"}, {"label": "F1", "value": "1"}]
    read = _Read(markup(dbc.Select(id="wahl", value="1", options=options, className="set")))
    assert [attributes.get("selected") for tag, attributes in read.elements if tag == "option"] == [None, ""]
    assert read.elements[0][1]["class"] == "form-select set"
    assert read.texts == ["<alle>", "F1"]


def test_a_chart_carries_its_data_and_nothing_in_them_ends_it() -> None:
    figure = {"data": [{"name": "</script><script>alert(1)</script>"}], "layout": {"height": 220}}
    read = _Read(markup(dcc.Graph(id="bild", figure=figure, config={"locale": "de"})))
    assert [tag for tag, _attributes in read.elements] == ["div", "script"]
    assert read.elements[0][1] == {"id": "bild", "class": "graph", "data-height": "220"}
    assert json.loads("".join(read.texts)) == figure | {"config": {"locale": "de"}}


def test_what_stands_behind_closed_words_comes_as_text_where_a_script_makes_it() -> None:
    closed, opened = behind("Mehr", html.P("<b>"), html.B("c")), behind("Mehr", html.P("d"), open_=True)
    assert [tag for tag, _attributes in _Read(markup(closed)).elements] == ["details", "summary", "span", "p", "b"]
    assert markup(opened, folded=True) == markup(opened)
    read = _Read(markup([closed, html.Details([html.Summary("x"), html.P("y")])], folded=True))
    assert [tag for tag, _attributes in read.elements] == [
        "details", "summary", "span", "script", "details", "summary", "p",
    ]  # fmt: skip
    assert read.texts == ["Mehr", "<p>&lt;b&gt;</p><b>c</b>", "x", "y"]


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.internal.server.test_client()


@pytest.mark.parametrize("path", page_paths())
def test_every_page_is_html_without_crossed_or_open_elements_and_names_nothing_twice(
    client: FlaskClient, path: str
) -> None:
    read = _Read(client.get(path).text)
    assert (read.crossed, read.open) == ([], [])
    ids = [attributes["id"] for _tag, attributes in read.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert not [tag for tag, attributes in read.elements if "style" in attributes]
