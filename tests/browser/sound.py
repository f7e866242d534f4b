"""What every page must be in each of its states: sound for axe, reached by Tab with a visible focus, no wider than the window."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Windows of a phone, a tablet and a desk; the first is the one in which forms are walked through.
WIDTHS = (320, 768, 1280)
_AXE = Axe()
_AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
#: Stops of the Tab key: of a group of radio buttons one.
_STOPS = """() => [...document.querySelectorAll('a[href], button, select, input:not([type=hidden]), textarea, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
  .map(e => e.type === 'radio' ? 'radio ' + e.name : e)
  .filter((e, at, all) => all.indexOf(e) === at).length"""
_HERE = """() => { const e = document.activeElement; if (!e || e === document.body) return 'out';
  const shown = getComputedStyle(e), first = !window.seen.has(e); window.seen.add(e);
  const seen = shown.outlineStyle !== 'none' && parseFloat(shown.outlineWidth) >= 2;
  return (first ? 'new' : 'old') + (seen ? '' : ' unseen ' + e.outerHTML.slice(0, 150)); }"""


def problems(page: Page) -> list[str]:
    """What is wrong with the page as it stands, on a phone, a tablet and a desk; only the focus is changed.

    Tab is pressed on the phone, where most is folded away and least is beside each other.
    """
    told = violations(page) + by_tab(page)
    for width in WIDTHS[::-1]:
        page.set_viewport_size({"width": width, "height": 800})
        told += [f"at {width}: {one}" for one in too_wide(page) + (violations(page) if width == max(WIDTHS) else [])]
    return told


def violations(page: Page) -> list[str]:
    """What axe finds."""
    found = _AXE.run(page, options=_AXE_OPTIONS).response["violations"]
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


def too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px too wide"] if wide > 0 else []


def by_tab(page: Page) -> list[str]:
    """Controls that the Tab key does not reach, or whose focus cannot be seen."""
    expected, reached, told = page.evaluate(_STOPS), 0, []
    page.evaluate(
        "() => { window.seen = new Set(); document.activeElement.blur(); window.getSelection().removeAllRanges(); }"
    )
    page.evaluate(
        "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }"
    )
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        state = page.evaluate(_HERE)
        if state == "out":
            break
        told += [state] if "unseen" in state else []
        reached += state.startswith("new")
    return told + ([] if reached == expected else [f"{reached} of {expected} controls reached by Tab"])
