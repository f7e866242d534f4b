"""A running program and a real Chromium; whatever goes wrong in the page is noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from tests.browser.serving import served
from tests.site import Site


@pytest.fixture(scope="session")
def base_url(site: Site) -> Iterator[str]:
    """The address of the internal view, served on a free port of this machine."""
    with served(site.internal.server) as base:
        yield base


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    try:
        path = chromium.find()
    except RuntimeError as error:
        pytest.exit(str(error), returncode=3)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@dataclass
class Visitor:
    """A page in the browser, and what went wrong in it."""

    page: Page
    base: str
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    #: Parts of the errors that a test brings about on purpose; named, not forgotten, for they may come at any time.
    expected: tuple[str, ...] = ()

    def open(self, path: str) -> None:
        """Go to a page and wait until its content and its charts stand, and until a link is a step inside it."""
        self.page.goto(self.base + path)
        self.page.wait_for_selector("main h1")
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.picture')].every(p => p.querySelector('.main-svg'))"
            " && document.getElementById('asked')",
            timeout=20_000,
        )

    def resize(self, width: int, height: int) -> None:
        """Another window, such as a tablet that is turned, and the charts drawn again for it."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.js-plotly-plot')].every("
            "  plot => plot.querySelector('.main-svg').clientWidth <= plot.parentElement.clientWidth + 1)",
            timeout=10_000,
        )


@pytest.fixture
def visitor(browser: Browser, base_url: str) -> Iterator[Visitor]:
    """A visitor with a desktop window; errors and requests to other hosts fail the test at its end."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="de-DE")
    page = context.new_page()
    found = Visitor(page, base_url)
    page.on("console", lambda message: found.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.errors.append(str(error)))

    def note(request) -> None:
        place = urlsplit(request.url)
        if place.scheme in ("http", "https", "ws", "wss") and place.hostname != "127.0.0.1":
            found.foreign.append(request.url)

    page.on("request", note)
    yield found
    context.close()
    assert [told for told in found.errors if not any(known in told for known in found.expected)] == []
    assert found.foreign == []
