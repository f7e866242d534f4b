"""What one sees of a page on a desk, 1280 × 800, without scrolling: title, day, the sentence, one whole picture."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Visitor
from tests.site import SLUGS

pytestmark = pytest.mark.browser

HEIGHT = 800
TOWN = "musterstadt-2030"
#: Pages with one main picture that fits a screen, and where it stands.
PICTURES = {"": ".three", "mittelabfluss": "#skala .still", "monitoring": "#zielpfad-picture"}
#: Pages that answer a question about the strategy; the others list measures and documents.
ANSWERS = ("", "fortschritt", "mittelabfluss", "monitoring")
WORDS = ("main h1", ".stand .inner", "main .lead")


END_OF_DATA = re.compile(
    r"Stand der Daten: \d\d\.\d\d\.\d{4} – "
    r"(spätere Angaben liegen nicht vor|einzelne Angaben wurden später bekannt, zuletzt am \d\d\.\d\d\.\d{4}: Quellen)"
)
#: Whether the picture is drawn for the width it has now.
DRAWN = """() => {
  const graph = document.querySelector('#zielpfad-graph');
  return Math.abs(graph.querySelector('.main-svg').getBoundingClientRect().width - graph.clientWidth) < 2;
}"""
#: Labels of the dots that touch another label or the heavy line at 100 %, as they are drawn.
CROWDED = """() => {
  const graph = document.querySelector('#zielpfad-graph');
  const box = e => e.getBoundingClientRect();
  const heavy = [...graph.querySelectorAll('.shapelayer path')].map(box).reduce((a, b) => (b.top > a.top ? b : a));
  const names = [...graph.querySelectorAll('.annotation text')].map(e => ({ words: e.textContent, box: box(e) }))
    .filter(label => label.box.top > heavy.top - 1 && label.box.bottom < heavy.bottom + 4);
  const touch = (a, b) => a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom;
  const found = names.length < 20 ? ['only ' + names.length + ' labels'] : [];
  names.forEach((name, i) => {
    if (touch(name.box, heavy)) { found.push(name.words + ' on the line'); }
    names.slice(i + 1).filter(other => touch(name.box, other.box)).forEach(other => found.push(name.words + ' on ' + other.words));
  });
  return found;
}"""


def visit(visitor: Visitor, slug: str, path: str) -> None:
    visitor.page.set_viewport_size({"width": 1280, "height": HEIGHT})
    visitor.open(f"/{slug}/{path}".rstrip("/"))


def words(visitor: Visitor) -> str:
    """The line of the day as one reads it."""
    return visitor.page.locator(".stand").inner_text().replace("\u00a0", " ")


def bottom(visitor: Visitor, selector: str) -> float:
    """Pixels from the top of the page to the lower edge of the first element; it has to be seen."""
    place = visitor.page.locator(selector).first
    assert place.is_visible()
    box = place.bounding_box()
    assert box is not None
    assert box["height"] > 0
    return box["y"] + box["height"]


@pytest.mark.parametrize("path", PICTURES)
def test_title_day_sentence_and_the_whole_main_picture_are_seen_without_scrolling(visitor: Visitor, path: str) -> None:
    visit(visitor, TOWN, path)
    for selector in (*WORDS, PICTURES[path]):
        assert bottom(visitor, selector) <= HEIGHT, selector


def test_the_list_of_strategies_answers_and_shows_its_bars_and_most_of_its_rows(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 1280, "height": HEIGHT})
    visitor.open("/")
    rows = ".strategies tbody tr"
    assert visitor.page.locator(f"{rows}:nth-child(1) svg.bar").count() == 2
    for selector in ("main h1", "main .lead", f"{rows}:nth-child(1)", f"{rows}:nth-child(4)"):
        assert bottom(visitor, selector) <= HEIGHT, selector


def test_the_table_of_progress_begins_with_its_most_urgent_row_above_the_fold(visitor: Visitor) -> None:
    """Its main picture is the table of all measures on one time axis, taller than any screen: the axis and a row count."""
    visit(visitor, TOWN, "fortschritt")
    for selector in (*WORDS, ".counts", ".rows th.axis", ".rows tbody tr"):
        assert bottom(visitor, selector) <= HEIGHT, selector


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != TOWN])
def test_every_strategy_shows_title_day_and_sentence_without_scrolling(visitor: Visitor, slug: str, path: str) -> None:
    """The day is told once, and so that one sees where the data end; the navigation and the window say where one is."""
    visit(visitor, slug, path)
    for selector in WORDS:
        assert bottom(visitor, selector) <= HEIGHT, selector
    assert END_OF_DATA.search(words(visitor))
    assert visitor.page.locator(".banner").count() == 0
    current = visitor.page.locator("nav.pages [aria-current='page']").inner_text()
    assert visitor.page.title().startswith(current)


def test_on_paper_and_on_the_phone_the_line_of_the_day_says_where_the_data_end(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": HEIGHT})
    visitor.open(f"/{TOWN}")
    assert bottom(visitor, ".stand .end-of-data") <= HEIGHT
    visitor.page.emulate_media(media="print")
    assert visitor.page.locator(".stand .end-of-data").is_visible()


def test_an_earlier_day_is_told_in_a_banner_and_not_called_the_end_of_the_data(visitor: Visitor) -> None:
    visitor.open(f"/{TOWN}?stand=2025-03-31")
    assert "Stand 31.03.2025" in words(visitor)
    assert not END_OF_DATA.search(words(visitor))
    assert visitor.page.locator(".banner.earlier").count() == 1


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_labels_of_indicators_neither_touch_each_other_nor_cross_the_line_at_100(visitor: Visitor, year: int) -> None:
    visitor.open(f"/{TOWN}/monitoring?jahr={year}")
    for width in (1920, 1280, 1101):
        visitor.page.set_viewport_size({"width": width, "height": HEIGHT})
        visitor.page.wait_for_function(DRAWN)
        assert visitor.page.evaluate(CROWDED) == [], width


def test_a_row_of_the_monitoring_is_hardly_higher_than_its_small_picture(visitor: Visitor) -> None:
    visit(visitor, TOWN, "monitoring")
    heights = visitor.page.locator(".indicators tbody tr:not(.group)").evaluate_all(
        "rows => rows.map(row => row.getBoundingClientRect().height)"
    )
    assert heights
    assert max(heights) < 300
