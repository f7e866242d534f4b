"""The open panel "where does this number come from?": sound for axe, by keyboard, on the phone and on paper."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visitor
from tests.browser.sound import too_wide, violations

pytestmark = pytest.mark.browser

#: Pages, and the name of a control of theirs.
CONTROLS = [
    ("/", "Woher? Smarte Stadt Musterstadt 2030"),
    ("/musterstadt-2030", "Woher kommt diese Zahl? Meilensteine"),
    ("/musterstadt-2030/massnahmen", "Woher? 2.1"),
    ("/musterstadt-2030/massnahmen/2.1", "Woher? Kostenprognose"),
    ("/musterstadt-2030/mittelabfluss", "Woher? Bundesprogramm Smarte Städte"),
    ("/musterstadt-2030/monitoring", "Woher? Online gestellte Anträge"),
]


def opened(visitor: Visitor, path: str, name: str) -> None:
    visitor.open(path)
    visitor.page.get_by_role("link", name=name).first.click()
    visitor.page.locator("#why[open] h2").wait_for()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("path", "name"), CONTROLS)
def test_the_open_panel_is_sound(visitor: Visitor, path: str, name: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    opened(visitor, path, name)
    visitor.page.evaluate("document.querySelectorAll('#why details').forEach(d => { d.open = true; })")
    assert too_wide(visitor.page) == []
    assert (
        visitor.page.evaluate(
            "(() => { const d = document.getElementById('why'); return d.scrollWidth - d.clientWidth; })()"
        )
        <= 0
    )
    assert violations(visitor.page) == []


def test_tab_walks_through_the_panel_and_escape_gives_the_focus_back(visitor: Visitor) -> None:
    path, name = CONTROLS[3]
    opened(visitor, path, name)
    assert visitor.page.evaluate("document.activeElement.tagName") == "H2"
    controls = visitor.page.locator("#why :is(a[href], button, summary)").count()
    reached = set()
    for _step in range(2 * controls):
        visitor.page.keyboard.press("Tab")
        inside = visitor.page.evaluate("document.activeElement.closest('#why') ? document.activeElement.outerHTML : ''")
        reached.add(inside)
    assert len(reached - {""}) == controls
    visitor.page.keyboard.press("Escape")
    assert visitor.page.locator("#why[open]").count() == 0
    assert visitor.page.evaluate("document.activeElement.textContent") == name


def test_the_open_panel_prints_alone_and_whole(visitor: Visitor) -> None:
    opened(visitor, *CONTROLS[3])
    visitor.page.emulate_media(media="print")
    seen = visitor.page.evaluate(
        "[...document.body.children].filter(e => e.id !== 'why' && e.checkVisibility()).map(e => e.tagName)"
    )
    assert seen == []
    assert visitor.page.locator("#why h2").is_visible()
    assert (
        visitor.page.evaluate(
            "(() => { const d = document.getElementById('why'); return d.scrollHeight - d.clientHeight; })()"
        )
        <= 1
    )


def test_a_list_behind_a_figure_is_a_file_and_the_panel_has_an_address(visitor: Visitor) -> None:
    opened(visitor, "/musterstadt-2030/massnahmen/2.1", "Woher? Ausgegeben")
    with visitor.page.expect_download() as download:
        visitor.page.locator("#why .list a").first.click()
    assert download.value.suggested_filename.endswith(".csv")
    visitor.page.get_by_role("link", name="Diese Erklärung als eigene Seite").click()
    visitor.page.wait_for_url("**/woher/geld/Ausgegeben")
    assert visitor.page.locator("main article.why h2").is_visible()
