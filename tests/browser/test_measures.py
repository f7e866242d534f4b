"""From the list of measures to one of them and back: search, order, links; the address always says what is shown."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

LIST = "/musterstadt-2030/massnahmen"


def titles(visitor: Visitor) -> list[str]:
    return visitor.page.locator("table.list tbody th > a:first-child").all_inner_texts()


def test_a_word_in_the_search_field_narrows_the_list_and_stands_in_the_address(visitor: Visitor) -> None:
    visitor.open(f"{LIST}?handlungsfeld=2")
    visitor.page.get_by_label("Suche", exact=True).fill("fahrrad")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("handlungsfeld=2&suche=fahrrad"))
    visitor.page.wait_for_function("() => document.querySelectorAll('table.list tbody tr').length < 5")
    shown = titles(visitor)
    assert any("Fahrrad" in title for title in shown)
    visitor.open(f"{LIST}?handlungsfeld=2&suche=fahrrad")
    assert titles(visitor) == shown


def test_the_search_of_the_frame_leads_to_the_list_on_the_same_day(visitor: Visitor) -> None:
    visitor.open("/musterstadt-2030/monitoring?stand=2025-06-30")
    visitor.page.get_by_role("searchbox", name="Maßnahmen suchen").fill("buergerbuero")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile(r"/massnahmen\?.*suche=buergerbuero"))
    assert "stand=2025-06-30" in visitor.page.url
    visitor.page.get_by_role("heading", name="„buergerbuero“: 1 Maßnahme gefunden").wait_for()
    assert titles(visitor) == ["Digitales Bürgerbüro"]


def test_a_heading_sorts_up_then_down_and_says_so(visitor: Visitor) -> None:
    visitor.open(LIST)
    for sorting, direction in (("titel", "ascending"), ("-titel", "descending")):
        heading = visitor.page.get_by_role("columnheader", name="Maßnahme").get_by_role("link")
        heading.focus()
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url(re.compile(f"sortierung={sorting}$"))
        visitor.page.wait_for_selector(f"table.list th[aria-sort={direction}]")
    found = titles(visitor)
    assert len(found) == 24
    assert found[0] == "WLAN in Gemeinschaftshäusern"


def test_a_measure_is_opened_and_left_by_the_back_button(visitor: Visitor) -> None:
    visitor.open(f"{LIST}?status=kritisch")
    visitor.page.get_by_role("link", name="Parkraum-Sensorik Innenstadt").click()
    visitor.page.get_by_role("heading", level=1, name="Parkraum-Sensorik Innenstadt").wait_for()
    assert visitor.page.evaluate("document.activeElement.tagName") == "H1"
    visitor.page.wait_for_function("() => document.title.startsWith('2.1 Parkraum-Sensorik')")
    visitor.page.go_back()
    visitor.page.wait_for_selector("table.list")
    assert visitor.page.url.endswith("?status=kritisch")


def test_the_figures_of_a_measure_open_the_panel_that_explains_them(visitor: Visitor) -> None:
    visitor.open(f"{LIST}/2.1")
    visitor.page.get_by_role("link", name="Woher? Kostenprognose", exact=True).click()
    visitor.page.locator("#why[open]").get_by_text("KP = max(AC + O, f)").wait_for()
