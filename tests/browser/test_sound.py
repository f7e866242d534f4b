"""What the pages are held against finds what is wrong with a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.sound import by_tab, problems, too_wide, violations

pytestmark = pytest.mark.browser

_PALE = "<p style='color: #ccc; background: #fff'>Kaum zu lesen</p>"


@pytest.fixture
def page(visitor: Visitor) -> Page:
    return visitor.page


def stand(page: Page, content: str) -> None:
    style = "<style>:focus-visible { outline: 3px solid } a { line-height: 2 }</style>"
    page.set_content(f"<!doctype html><html lang='de'><title>x</title>{style}<main><h1>x</h1>{content}</main></html>")


def test_a_page_without_faults_has_none(page: Page) -> None:
    stand(page, "<p><a href='/'>Weiter</a></p>")
    assert problems(page) == []


def test_a_field_without_a_name_is_found_in_every_look(page: Page) -> None:
    stand(page, "<input>")
    assert [found.split(":")[0] for found in violations(page, contrast=False)] == ["label"]


def test_pale_words_are_found_where_colours_are_looked_at(page: Page) -> None:
    stand(page, _PALE)
    assert violations(page, contrast=False) == []
    assert [found.split(":")[0] for found in violations(page)] == ["color-contrast"]
    assert [found.split(":")[:2] for found in problems(page)] == [["at 1280", " color-contrast"]]


def test_rows_that_were_left_out_are_there_again(page: Page) -> None:
    rows = "".join(f"<tr><th scope='row'>{n}</th><td>{n}</td></tr>" for n in range(30))
    stand(page, f"<table><thead><tr><th>Nummer</th><th>Wert</th></tr></thead><tbody>{rows}</tbody></table>{_PALE}")
    assert len(violations(page)) == 1
    assert page.locator("tbody tr:visible").count() == 30


def test_a_control_that_is_not_reached_or_whose_focus_is_not_seen_is_found(page: Page) -> None:
    stand(page, "<a href='/a'>a</a> <a href='/b' style='outline: none'>b</a>")
    [unseen] = by_tab(page)
    assert unseen.startswith('unseen <a href="/b"')
    stand(
        page,
        "<a href='/a'>a</a><button onfocus='this.blur(); document.querySelector(\"a\").focus()'>b</button><button>c</button>",
    )
    assert by_tab(page) != []


def test_a_page_wider_than_the_window_is_found(page: Page) -> None:
    stand(page, "<div style='width: 3000px; height: 1px'></div>")
    assert too_wide(page) != []
