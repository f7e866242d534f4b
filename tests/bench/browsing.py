"""What a visitor waits for, in a real Chromium: a filter, a first visit, a second one, a slow line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, TimeoutError, sync_playwright

from tests.bench import promises
from tests.bench.children import Child
from tests.bench.promises import Figure, Promise
from tests.bench.towns import Town
from tests.browser import chromium

#: 10 Mbit/s with the delay of a house line.
_SLOW = {"offline": False, "latency": 20, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
_OVERVIEW = ""
_CLICKED = ("/mittelabfluss", "/fortschritt")

_LONGEST = 20_000.0
#: Milliseconds after which a page has done what it does at rest, so that it does not disturb the next one.
_RESTED = 1_300

#: Milliseconds from the start of navigation until the heading and all charts of the page are drawn.
_DRAWN = """() => {
  const charts = [...document.querySelectorAll('.one-graph, .picture')];
  return document.querySelector('h1') && charts.every(chart => chart.querySelector('.main-svg')) && performance.now();
}"""

#: There once the components stand, of the echo and of the program.
_READY = "#react-entry-point > *:not(._dash-loading)"

#: Milliseconds from a change of the choice to the last change it made: in the window, and anywhere on the page; painted.
_REPAINTED = """([selector, value]) => new Promise((resolve, reject) => {
  const control = document.querySelector(selector);
  let seen = null, last = null, quiet = null;
  const began = performance.now();
  const painted = then => requestAnimationFrame(() => {
    const after = new MessageChannel();  // the frame's callbacks come before its layout and paint, a message after
    after.port1.onmessage = then;
    after.port2.postMessage(null);
  });
  const boxOf = node => {
    const range = document.createRange();
    range.selectNode(node);
    return range.getBoundingClientRect();
  };
  const inWindow = node => node.isConnected && boxOf(node).height > 0
    && boxOf(node).bottom > 0 && boxOf(node).top < window.innerHeight;
  // What was taken away alone stood behind what stands before it.
  const goneFromWindow = ({target, previousSibling: before}) => inWindow(target)
    && (!before || (before.isConnected && boxOf(before).bottom < window.innerHeight));
  const isSeen = record => record.type !== 'childList' ? inWindow(record.target)
    : record.addedNodes.length ? [...record.addedNodes].some(inWindow) : goneFromWindow(record);
  const watcher = new MutationObserver(records => painted(() => {
    last = performance.now();
    if (records.some(isSeen)) seen = last;
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      watcher.disconnect();
      resolve([(seen === null ? last : seen) - began, last - began]);
    }, 300);
  }));
  watcher.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
  setTimeout(() => reject(new Error('nothing changed')), 20000);
  if (control.tagName === 'SELECT') {
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value').set.call(control, value);
    control.dispatchEvent(new Event('change', {bubbles: true}));
  } else { control.click(); }
})"""


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def _visitor(browser: Browser, slow: bool = False) -> Iterator[tuple[BrowserContext, Page, CDPSession]]:
    """A visitor who was never here: nothing is cached."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="de-DE")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if slow:
        session.send("Network.emulateNetworkConditions", _SLOW)
    yield context, page, session
    context.close()


def _load(page: Page, url: str) -> float:
    """Milliseconds until the page is drawn, `_LONGEST` at the most: the emulated slow line stands still now and then."""
    try:
        page.goto(url, wait_until="commit", timeout=_LONGEST)
        return page.wait_for_function(_DRAWN, timeout=_LONGEST).json_value()
    except TimeoutError:
        return _LONGEST


def _settle(page: Page) -> None:
    """Until nothing is fetched any more; one visit that never gets there does not end the whole run."""
    with suppress(TimeoutError):
        page.wait_for_load_state("networkidle", timeout=_LONGEST / 6)


def _loads(browser: Browser, url: str, slow: bool = False) -> tuple[float, float]:
    """Milliseconds of a first and of a second visit."""
    with _visitor(browser, slow) as (_context, page, _session):
        first = _load(page, url)
        _settle(page)
        return first, _load(page, url)


def _bytes(browser: Browser, url: str) -> tuple[int, int]:
    """Bytes over the line of a first visit and of a second one, headers included."""
    with _visitor(browser) as (_context, page, session):
        counted: list[float] = []
        session.on("Network.loadingFinished", lambda event: counted.append(event["encodedDataLength"]))
        totals = []
        for _visit in range(2):
            counted.clear()
            _load(page, url)
            _settle(page)
            page.wait_for_timeout(200)
            totals.append(int(sum(counted)))
    return totals[0], totals[1]


@contextmanager
def _choosing(browser: Browser, url: str, steps: list[tuple[str, str]]) -> Iterator[Page]:
    """A page on which each of these choices was made once."""
    with _visitor(browser) as (_context, page, _session):
        _load(page, url)
        page.wait_for_selector(_READY, state="attached", timeout=_LONGEST)
        _settle(page)
        for step in steps:  # its first read takes longer than the quiet that ends a measurement
            with page.expect_response("**/_dash-update-component*", timeout=_LONGEST):
                page.evaluate(_REPAINTED, step)
        yield page


def _repaint(page: Page, steps: list[tuple[str, str]]) -> tuple[float, float]:
    """Milliseconds of the median of these choices: what is in the window, and all of the page."""
    page.bring_to_front()
    times = [page.evaluate(_REPAINTED, step) for step in steps]
    page.wait_for_timeout(_RESTED)
    return median(seen for seen, _whole in times), median(whole for _seen, whole in times)


def _pairs(promise: Promise, where: str, times: dict[str, list[Any]], ours: str, base: str, at: int) -> Figure:
    return Figure(promise, where, [t[at] for t in times[ours]], [t[at] for t in times[base]], "ms")


def browse(towns: Mapping[str, Town], rounds: int) -> list[Figure]:
    """All figures of the browser, the visits to the baselines and to each size in turn."""
    names = ("bare", "echo", *towns)
    programs = {name: Child(towns[name].url, "public") if name in towns else Child(name) for name in names}
    try:
        base = {name: f"http://127.0.0.1:{program.ask('serve', 4)}" for name, program in programs.items()}
        home = {name: base[name] + (f"/{towns[name].slugs[0]}" if name in towns else "/") for name in names}
        with _chromium() as browser:
            return [
                *_cold(browser, home, towns, rounds),
                *_clicks(browser, home, towns, rounds),
                *_sizes(browser, home, towns),
            ]
    finally:
        for program in programs.values():
            program.__exit__(None, None, None)


def _cold(browser: Browser, home: dict[str, str], towns: Mapping[str, Town], rounds: int) -> list[Figure]:
    found = []
    asked = {"bare": home["bare"]} | {
        f"{size}{page}": home[size] + page for size in towns for page in (_OVERVIEW, *_CLICKED)
    }
    for url in asked.values():
        _loads(browser, url)  # the files are compressed, the figures computed
    for words, slow in (("", False), (", 10 Mbit/s", True)):
        # On a slow line bytes count, and those are the same for every size of town.
        names = [name for name in asked if not slow or name == "bare" or name.startswith(next(iter(towns)))]
        times: dict[str, list[Any]] = {name: [] for name in names}
        for _round in range(rounds):
            for name in names:
                times[name].append(_loads(browser, asked[name], slow))
        for name in names:
            if name != "bare":
                where = name.replace("/", " ") + words
                found.append(_pairs(promises.COLD, where, times, name, "bare", 0))
                found.append(_pairs(promises.WARM_LOAD, where, times, name, "bare", 1))
    return sorted(found, key=lambda figure: figure.promise.text)


def _clicks(browser: Browser, home: dict[str, str], towns: Mapping[str, Town], rounds: int) -> list[Figure]:
    echo = [(f"#choice label:nth-of-type({number}) input", "") for number in (2, 3, 1)]
    ours = [("#filter-handlungsfeld", str(number)) for number in (1, 2, 3)]
    asked = {f"{size} {page[1:]}": (home[size] + page, ours) for size in towns for page in _CLICKED}
    asked["echo"] = home["echo"], echo
    times: dict[str, list[Any]] = {name: [] for name in asked}
    with ExitStack() as visits:
        pages = {name: visits.enter_context(_choosing(browser, *what)) for name, what in asked.items()}
        for _round in range(rounds):
            for name, (_url, steps) in asked.items():
                times[name].append(_repaint(pages[name], steps))
    return [
        _pairs(promise, name, times, name, "echo", at)
        for at, promise in enumerate((promises.REPAINT, promises.REPAINT_WHOLE))
        for name in asked
        if name != "echo"
    ]


def _sizes(browser: Browser, home: dict[str, str], towns: Mapping[str, Town]) -> list[Figure]:
    found = []
    for size in towns:
        for page in (_OVERVIEW, *_CLICKED):
            first, again = _bytes(browser, home[size] + page)
            where = f"{size} {page[1:]}".strip()
            found.append(Figure(promises.BYTES, where, [first]))
            found.append(Figure(promises.REPEAT_BYTES, where, [again]))
    return found
