"""Links, filters, key date, the back button: the address always says what is shown."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

TOWN = "/musterstadt-2030"


def test_going_to_another_page_moves_title_and_focus_to_its_heading(visitor: Visitor) -> None:
    visitor.open(TOWN)
    before = visitor.page.title()
    visitor.page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Fortschritt").click()
    visitor.page.wait_for_url(re.compile("/fortschritt"))
    visitor.page.wait_for_function("title => document.title !== title", arg=before)
    assert visitor.page.evaluate("document.activeElement.tagName") == "H1"
    assert visitor.page.title().startswith("Fortschritt")


def test_a_filter_stands_in_the_address_and_a_pasted_link_shows_the_same(visitor: Visitor) -> None:
    visitor.open(f"{TOWN}/fortschritt")
    visitor.page.get_by_label("Status").select_option("kritisch")
    visitor.page.wait_for_url(re.compile("status=kritisch"))
    result = visitor.page.locator(".filters .result [role=status]")
    visitor.page.wait_for_function(
        "() => !document.querySelector('.filters [role=status]').textContent.startsWith('24 ')"
    )
    shown = result.inner_text()
    visitor.open(f"{TOWN}/fortschritt?status=kritisch")
    assert result.inner_text() == shown


def test_a_filter_survives_going_to_another_page(visitor: Visitor) -> None:
    visitor.open(f"{TOWN}/fortschritt?handlungsfeld=2&stand=2025-06-30")
    visitor.page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Mittelabfluss").click()
    visitor.page.wait_for_url(re.compile(r"mittelabfluss\?stand=2025-06-30&handlungsfeld=2"))


def test_the_back_button_brings_back_what_was_shown(visitor: Visitor) -> None:
    visitor.open(f"{TOWN}/fortschritt")
    heading = visitor.page.locator("main h1").inner_text()
    visitor.page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Monitoring").click()
    visitor.page.wait_for_url(re.compile("/monitoring"))
    visitor.page.go_back()
    visitor.page.wait_for_function("text => document.querySelector('main h1').innerText === text", arg=heading)


def test_the_key_date_is_chosen_by_keyboard_and_told_in_a_banner(visitor: Visitor) -> None:
    visitor.open(TOWN)
    visitor.page.get_by_text("Stichtag ändern").click()
    visitor.page.get_by_label(re.compile("^Stand")).fill("2025-03-31")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("stand=2025-03-31"))
    visitor.page.get_by_text("Sie sehen einen früheren Stand").wait_for()


def test_a_place_on_the_page_is_no_other_page(visitor: Visitor) -> None:
    visitor.open(f"{TOWN}/fortschritt")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("#content$"))
    heading = visitor.page.locator("main h1").inner_text()
    visitor.page.get_by_label("Status").select_option("kritisch")
    visitor.page.wait_for_url(re.compile("status=kritisch"))
    assert visitor.page.locator("main h1").inner_text() != "Diese Adresse lässt sich nicht zeigen"
    visitor.page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Monitoring").click()
    visitor.page.wait_for_url(re.compile("/monitoring"))
    for _step in range(2):
        visitor.page.go_back()
    visitor.page.wait_for_function("text => document.querySelector('main h1').innerText === text", arg=heading)
    assert visitor.page.url.endswith("#content")


def test_two_choices_in_quick_succession_both_count(visitor: Visitor) -> None:
    visitor.open(f"{TOWN}/fortschritt")
    visitor.page.evaluate(
        """() => [['handlungsfeld', '2'], ['status', 'kritisch']].forEach(([name, value], place) => setTimeout(() => {
          const field = document.querySelector('#filter-' + name);
          Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(field, value);
          field.dispatchEvent(new Event('change', { bubbles: true }));
        }, 20 * place))"""
    )
    visitor.page.wait_for_url(re.compile(r"handlungsfeld=2&status=kritisch"))
    assert visitor.page.locator("#filter-handlungsfeld").input_value() == "2"
    assert visitor.page.locator("#filter-status").input_value() == "kritisch"


def test_back_and_forward_at_once_end_where_they_lead_and_leave_the_history_as_it_was(visitor: Visitor) -> None:
    visitor.open(f"{TOWN}/fortschritt")
    for name in ("Maßnahmen", "Monitoring"):
        visitor.page.get_by_role("navigation", name="Seiten").get_by_role("link", name=name, exact=True).click()
        visitor.page.wait_for_function("name => document.title.startsWith(name)", arg=name)
    length = visitor.page.evaluate("history.length")
    visitor.page.evaluate("() => { history.back(); setTimeout(() => history.forward(), 30); }")
    visitor.page.wait_for_timeout(1500)
    assert visitor.page.url.endswith("/monitoring")
    assert visitor.page.title().startswith("Monitoring")
    visitor.page.evaluate("() => { history.back(); setTimeout(() => history.back(), 30); }")
    visitor.page.wait_for_function("() => document.title.startsWith('Fortschritt')")
    assert visitor.page.url.endswith("/fortschritt")
    assert visitor.page.evaluate("history.length") == length


@pytest.mark.parametrize(("name", "title"), [("massnahmen", "Maßnahmen"), ("fortschritt", "Fortschritt")])
def test_going_back_to_a_long_list_leads_to_where_one_left_it(visitor: Visitor, name: str, title: str) -> None:
    visitor.open(f"{TOWN}/{name}")
    link = (
        visitor.page.locator(f"main a[href^='{TOWN}/massnahmen/']:not([data-plain], [download])")
        .locator("visible=true")
        .last
    )
    link.scroll_into_view_if_needed()
    left = visitor.page.evaluate("window.scrollY")
    assert left > 200
    link.click()
    visitor.page.wait_for_url(re.compile(f"{TOWN}/massnahmen/."))
    assert visitor.page.evaluate("window.scrollY") == 0
    visitor.page.go_back()
    visitor.page.wait_for_function("title => document.title.startsWith(title)", arg=title)
    assert abs(visitor.page.evaluate("window.scrollY") - left) < 50


def test_the_panel_of_a_figure_does_not_stay_over_another_page(visitor: Visitor) -> None:
    visitor.open(f"{TOWN}/massnahmen")
    visitor.page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Fortschritt").click()
    visitor.page.wait_for_function("() => document.title.startsWith('Fortschritt')")
    visitor.page.locator("main a[data-why]").first.click()
    visitor.page.locator("#why[open]").wait_for()
    visitor.page.go_back()
    visitor.page.wait_for_function("() => document.title.startsWith('Maßnahmen')")
    assert visitor.page.locator("#why[open]").count() == 0


def test_an_address_without_a_page_says_so_inside_the_frame(visitor: Visitor) -> None:
    visitor.open(TOWN)
    visitor.page.evaluate("Object.assign(document.querySelector('nav.pages a'), {href: '/gibt-es-nicht'}).click()")
    visitor.page.get_by_role("heading", name="Diese Seite gibt es nicht").wait_for()


def test_a_chart_is_saved_with_its_sentence(visitor: Visitor) -> None:
    visitor.open(f"{TOWN}/fortschritt")
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Bild (PNG)").first.click()
    assert download.value.suggested_filename.endswith(".png")


def test_invented_data_are_marked_on_every_page(visitor: Visitor) -> None:
    for path in ("", "/fortschritt", "/quellen"):
        visitor.open(TOWN + path)
        assert visitor.page.locator(".stand .mark").inner_text() == "Erfundene Daten"


@pytest.mark.parametrize("answer", ["none", "503"])
def test_a_step_that_is_not_answered_is_asked_for_by_the_browser_itself(visitor: Visitor, answer: str) -> None:
    visitor.expected = ("ERR_INTERNET_DISCONNECTED", "status of 503")
    visitor.open(f"{TOWN}/fortschritt")
    visitor.page.route(
        "**/_dash-update-component*",
        lambda route: route.abort("internetdisconnected") if answer == "none" else route.fulfill(status=503),
    )
    visitor.page.evaluate("window.before = true")
    visitor.page.get_by_label("Status").select_option("kritisch")
    visitor.page.wait_for_function("() => !window.before")
    visitor.page.wait_for_load_state()
    assert visitor.page.url.endswith("/fortschritt?status=kritisch")
    assert visitor.page.get_by_label("Status").input_value() == "kritisch"
