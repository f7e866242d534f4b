"""What every page must be in each of its states: sound for axe, reached by Tab with a visible focus, no wider than the window."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Windows of a phone, a tablet and a desk; the first is the one in which forms are walked through.
WIDTHS = (320, 768, 1280)
_AXE = Axe()
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_CONTRAST = "color-contrast"
#: Contrast is looked at in the first rows of each table, whose others are written alike: it takes axe ten times all else.
_LATER_ROWS = "tbody tr:nth-child(n + 11)"
_LOOK = """async ([rules, contrast, laterRows, withContrast]) => {
  const told = found => found.flatMap(run => run.violations)
    .flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 150)));
  const all = { runOnly: { type: 'tag', values: rules }, rules: { [contrast]: { enabled: false } }, resultTypes: ['violations'] };
  const colours = { runOnly: { type: 'rule', values: [contrast] }, resultTypes: ['violations'] };
  const found = [await axe.run(document, all)];
  if (!withContrast) { return told(found); }
  const later = [...document.querySelectorAll(laterRows)];
  later.forEach(row => row.style.setProperty('display', 'none', 'important'));
  found.push(await axe.run(document, colours));
  later.forEach(row => row.style.removeProperty('display'));
  return told(found);
}"""
#: Stops of the Tab key: of a group of radio buttons one.
_STOPS = """() => [...document.querySelectorAll('a[href], button, select, input:not([type=hidden]), textarea, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0)
  .map(e => e.type === 'radio' ? 'radio ' + e.name : e)
  .filter((e, at, all) => all.indexOf(e) === at).length"""
#: Tells of every control that gets the focus, in their order, and whether one sees that it has it.
_WATCH = """() => {
  window.focused = [];
  document.addEventListener('focusin', event => {
    const e = event.target, shown = getComputedStyle(e);
    const seen = shown.outlineStyle !== 'none' && parseFloat(shown.outlineWidth) >= 2;
    window.focused.push([e, seen ? '' : 'unseen ' + e.outerHTML.slice(0, 150)]);
  });
  document.activeElement.blur();
  window.getSelection().removeAllRanges();
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  window.focused.length = 0;
}"""


def problems(page: Page) -> list[str]:
    """What is wrong with the page as it stands, on a phone, a tablet and a desk; only the focus is changed.

    Tab is pressed on the phone, where most is folded away and least is beside each other.
    """
    told = violations(page, contrast=False) + by_tab(page)
    for width in WIDTHS[::-1]:
        page.set_viewport_size({"width": width, "height": 800})
        told += [f"at {width}: {one}" for one in too_wide(page) + (violations(page) if width == max(WIDTHS) else [])]
    return told


def violations(page: Page, *, contrast: bool = True) -> list[str]:
    """What axe finds; without `contrast` where the same colours are looked at in another state."""
    page.evaluate(_AXE.axe_script)
    return page.evaluate(_LOOK, [_RULES, _CONTRAST, _LATER_ROWS, contrast])


def too_wide(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{wide} px too wide"] if wide > 0 else []


def by_tab(page: Page) -> list[str]:
    """Controls that the Tab key does not reach, or whose focus cannot be seen."""
    expected = page.evaluate(_STOPS)
    page.evaluate(_WATCH)
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
    reached = page.evaluate("new Set(window.focused.map(([control]) => control)).size")
    told = page.evaluate("[...new Set(window.focused.map(([_control, unseen]) => unseen).filter(unseen => unseen))]")
    return told + ([] if reached == expected else [f"{reached} of {expected} controls reached by Tab"])
