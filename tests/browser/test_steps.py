"""A step inside a page touches only what differs; and what a page says is there before and without any script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

PAGE = "/musterstadt-2030/fortschritt"
#: Pictures that are drawn from other data than the page says by now.
BEHIND = """() => [...document.querySelectorAll('.picture')].filter(picture =>
  picture.querySelector('.js-plotly-plot').layout.meta.title !== picture.getAttribute('aria-label')).map(p => p.id)"""
DRAWN_NODES = "() => { window.before = [...document.querySelectorAll('.picture .main-svg')]; }"
SAME_NODES = "() => window.before.filter(node => node.isConnected).length"


def narrow(visitor: Visitor, field: str) -> None:
    """Choose a field of action, and wait until the page shows it."""
    visitor.page.get_by_label("Handlungsfeld").select_option(field)
    visitor.page.wait_for_function(
        "field => document.querySelector('.filters [role=status]').textContent.trim().split(' ')[0] !== '24'"
        " && document.querySelector(`#filter-handlungsfeld option[value='${field}']`).hasAttribute('selected')",
        arg=field,
    )


def test_a_filter_leaves_focus_and_what_was_opened_where_they_were(visitor: Visitor) -> None:
    visitor.open(PAGE)
    visitor.page.locator("#verlauf .as-table > summary").click()
    visitor.page.locator("#filter-handlungsfeld").focus()
    narrow(visitor, "2")
    assert visitor.page.evaluate("document.activeElement.id") == "filter-handlungsfeld"
    assert visitor.page.evaluate("document.querySelector('#verlauf .as-table').open")
    assert visitor.page.locator("#filter-handlungsfeld").input_value() == "2"


def test_another_page_opens_as_it_is_given(visitor: Visitor) -> None:
    visitor.open(PAGE)
    visitor.page.get_by_text("Stichtag ändern").click()
    visitor.page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Monitoring").click()
    visitor.page.wait_for_function("() => document.title.startsWith('Monitoring')")
    assert not visitor.page.evaluate("document.querySelector('.stand details').open")


def test_charts_out_of_sight_follow_when_they_are_seen_and_when_the_page_rests(visitor: Visitor) -> None:
    visitor.open(PAGE)
    visitor.page.evaluate(DRAWN_NODES)
    narrow(visitor, "2")
    visitor.page.wait_for_function(f"() => ({BEHIND})().length === 0")
    # Drawn into the same place, not built anew.
    assert visitor.page.evaluate(SAME_NODES) > 0
    narrow(visitor, "1")
    visitor.page.locator("#verlauf-picture").scroll_into_view_if_needed()
    visitor.page.wait_for_function(f"() => !({BEHIND})().includes('verlauf-picture')")


def test_a_table_behind_closed_words_is_there_when_it_is_opened_and_when_the_page_rests(visitor: Visitor) -> None:
    visitor.open(PAGE)
    table, rows = (
        visitor.page.locator("#verlauf .as-table"),
        "() => document.querySelectorAll('#verlauf .as-table tr').length > 1",
    )
    narrow(visitor, "2")
    table.locator("summary").press("Enter")
    assert table.locator("tbody tr").first.is_visible()
    narrow(visitor, "1")
    assert table.locator("tbody tr").first.is_visible()
    table.locator("summary").click()
    narrow(visitor, "2")
    visitor.page.wait_for_function(rows)
    assert not table.locator("tbody tr").first.is_visible()


#: What a page says and of which elements it is made, charts left out.
MADE = """() => { const copy = document.getElementById('shown').cloneNode(true);
  copy.querySelectorAll('.js-plotly-plot').forEach(chart => chart.remove());
  return [copy.textContent, [...copy.querySelectorAll('*')].map(e => e.nodeName + '.' + (e.getAttribute('class') || '')).join()]; }"""


@pytest.mark.parametrize("page", ["fortschritt", "mittelabfluss", "massnahmen"])
def test_after_a_step_the_page_is_the_one_that_its_address_opens(visitor: Visitor, page: str) -> None:
    """Also below the window, which follows the paint of what stands in it."""
    address = f"/musterstadt-2030/{page}"
    visitor.open(f"{address}?handlungsfeld=2")
    few = visitor.page.evaluate(MADE)
    visitor.page.get_by_label("Handlungsfeld").select_option("*")
    visitor.page.wait_for_function("() => !location.search")
    visitor.page.wait_for_function("() => !document.querySelector('details > script')")
    stepped = visitor.page.evaluate(MADE)
    visitor.open(address)
    assert visitor.page.evaluate(MADE) == stepped != few


def test_paper_shows_charts_and_tables_of_the_page_as_it_is(visitor: Visitor) -> None:
    visitor.open(PAGE)
    narrow(visitor, "2")
    visitor.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert visitor.page.evaluate(BEHIND) == []
    assert visitor.page.locator("details > script").count() == 0


def test_the_page_in_the_browser_has_every_element_that_the_server_wrote(visitor: Visitor) -> None:
    """A browser mends what cannot stand where it stands; then a step would compare with something else."""
    for path in ("", "/fortschritt", "/massnahmen", "/mittelabfluss", "/monitoring", "/ziele", "/quellen"):
        answer = visitor.page.request.get(f"{visitor.base}/musterstadt-2030{path}")
        sent = answer.text().split('<div id="shown">')[1].split('<script type="application/json" id="first-layout">')[0]
        visitor.open("/musterstadt-2030" + path)
        kept = visitor.page.evaluate(
            "text => { const holder = document.createElement('template'); holder.innerHTML = text;"
            " return holder.content.querySelectorAll('*').length; }",
            sent.rsplit("</div>", 1)[0],
        )
        assert kept == len(re.findall(r"<[a-z]", re.sub(r"(<script[^>]*>).*?(</script>)", r"\1\2", sent)))


def test_without_scripts_a_page_says_everything_and_its_links_lead_on(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="de-DE", java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + PAGE)
    assert page.locator("#massnahmen table.rows tbody tr").count() == 24
    assert page.locator("main h1").is_visible()
    page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Mittelabfluss").click()
    page.wait_for_load_state()
    assert page.title().startswith("Mittelabfluss")
    context.close()


def test_where_the_components_do_not_come_a_step_is_still_a_step(visitor: Visitor) -> None:
    visitor.expected = ("DashRenderer", "DashContext")
    visitor.page.route(
        re.compile("dash_renderer"), lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    visitor.page.goto(visitor.base + PAGE)
    visitor.page.evaluate("window.stayed = true")
    visitor.page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Mittelabfluss").click()
    visitor.page.wait_for_function("() => document.title.startsWith('Mittelabfluss')")
    assert visitor.page.evaluate("window.stayed")
