"""What every page with a form must be in each of its states: sound for axe, reached by Tab, no wider than the window."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.test_every_page import AXE, AXE_OPTIONS

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
    """What is wrong with the page as it stands; nothing of it is changed but where the focus is."""
    found = AXE.run(page, options=AXE_OPTIONS).response["violations"]
    told = [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return told + ([f"{wide} px too wide"] if wide > 0 else []) + _by_tab(page)


def _by_tab(page: Page) -> list[str]:
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
