"""Takes the README's pictures anew: `python -m tests.browser.take_pictures` (or `make pictures`)."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.serving import served
from tests.site import build

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "readme"
VIEWS = {
    "strategien": "/",
    "ueberblick": "/musterstadt-2030",
    "fortschritt": "/musterstadt-2030/fortschritt",
    "massnahmen": "/musterstadt-2030/massnahmen",
    "massnahme": "/musterstadt-2030/massnahmen/2.1",
    "mittelabfluss": "/musterstadt-2030/mittelabfluss",
    "monitoring": "/musterstadt-2030/monitoring",
    "ziele": "/musterstadt-2030/ziele",
    "quellen": "/wismar-smart-city/quellen",
}


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        served(build(Path(name) / "site.db").internal.server) as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        for picture, path in VIEWS.items():
            page.goto(base + path)
            page.wait_for_selector("main h1")
            page.wait_for_timeout(1500)
            page.screenshot(path=FOLDER / f"{picture}.png")
        browser.close()


if __name__ == "__main__":
    main()
