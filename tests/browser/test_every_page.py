"""Every page of every package, on the phone, the tablet and the desk: nothing breaks, nothing hides, nothing leaves the house."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Visitor
from tests.browser.sound import by_tab, too_wide, violations
from tests.site import page_paths

pytestmark = pytest.mark.browser


def open_everything(visitor: Visitor) -> None:
    visitor.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")


@pytest.mark.parametrize("path", page_paths())
def test_a_page_is_sound_on_a_desk_and_a_tablet(visitor: Visitor, path: str) -> None:
    """As it opens, where every control is reached by Tab with a visible focus, and with all that opens open."""
    visitor.open(path)
    assert too_wide(visitor.page) == []
    assert violations(visitor.page, contrast=False) == []  # with all open there is more to see
    assert by_tab(visitor.page) == []
    assert visitor.page.locator(".modebar-btn[data-title^='Share']").count() == 0
    visitor.resize(768, 1024)
    assert too_wide(visitor.page) == []
    open_everything(visitor)
    assert too_wide(visitor.page) == []
    visitor.resize(1280, 800)
    assert too_wide(visitor.page) == []
    assert violations(visitor.page) == []


@pytest.mark.parametrize("path", page_paths())
def test_a_page_is_sound_on_a_phone(visitor: Visitor, path: str) -> None:
    visitor.page.set_viewport_size({"width": 320, "height": 800})
    visitor.open(path)
    assert too_wide(visitor.page) == []
    open_everything(visitor)
    assert too_wide(visitor.page) == []
    assert violations(visitor.page) == []
