"""Every page of every package, on the phone, the tablet and the desk: nothing breaks, nothing hides, nothing leaves the house."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor
from tests.site import page_paths

pytestmark = pytest.mark.browser

AXE = Axe()
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
#: Everything a keyboard must reach, in the page's own words.
CONTROLS = "a[href], button, select, input, summary, [tabindex='0']"


def violations(visitor: Visitor) -> list[str]:
    found = AXE.run(visitor.page, options=AXE_OPTIONS).response["violations"]
    return [f"{v['id']}: {node['html'][:150]}" for v in found for node in v["nodes"]]


def open_everything(visitor: Visitor) -> None:
    visitor.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", page_paths())
def test_a_page_is_sound_in_all_its_open_states(visitor: Visitor, path: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    visitor.open(path)
    assert visitor.sideways() <= 0
    assert violations(visitor) == []
    open_everything(visitor)
    assert visitor.sideways() <= 0
    assert violations(visitor) == []
    assert visitor.page.locator(".modebar-btn[data-title^='Share']").count() == 0


@pytest.mark.parametrize("path", page_paths())
def test_a_page_is_sound_on_a_tablet(visitor: Visitor, path: str) -> None:
    """Between phone and desk tables and columns change their form; what opens is checked open, which shows all."""
    visitor.page.set_viewport_size({"width": 768, "height": 1024})
    visitor.open(path)
    assert visitor.sideways() <= 0
    open_everything(visitor)
    assert visitor.sideways() <= 0
    assert violations(visitor) == []


@pytest.mark.parametrize("path", page_paths())
def test_every_control_is_reached_by_tab_with_a_visible_focus(visitor: Visitor, path: str) -> None:
    visitor.open(path)
    expected = visitor.page.evaluate(
        "controls => [...document.querySelectorAll(controls)].filter(e => e.checkVisibility() && !e.disabled).length",
        CONTROLS,
    )
    visitor.page.evaluate("document.activeElement.blur()")
    reached = 0
    visitor.page.evaluate("window.seen = new Set()")
    for _ in range(expected + 30):
        visitor.page.keyboard.press("Tab")
        state = visitor.page.evaluate(
            "controls => { const e = document.activeElement; if (!e || e === document.body) return 'out';"
            "  const shown = getComputedStyle(e); const first = !window.seen.has(e); window.seen.add(e);"
            "  const outline = shown.outlineStyle !== 'none' && parseFloat(shown.outlineWidth) >= 2;"
            "  return (e.matches(controls) && first ? 'new' : 'old') + (outline ? '' : ' unseen ' + e.outerHTML.slice(0, 120)); }",
            CONTROLS,
        )
        assert "unseen" not in state
        if state == "out":
            break
        reached += state == "new"
    assert reached == expected
