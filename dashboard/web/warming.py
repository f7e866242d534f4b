"""What the first visitor needs, made ready beside the start: component files compressed, the first pages finished.

It only reads, and it waits for nobody: who comes earlier is answered as always.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from http import HTTPStatus
from threading import Thread

from flask import Flask

#: How browsers ask, so that what is kept for one of them is kept for all.
_AS_BROWSERS = {"Accept-Encoding": "gzip, deflate, br, zstd"}
#: Files that a page loads when its scripts run, so that no page names them.
_LATER = ("_dash-component-suites/dash/dcc/async-graph.js", "_dash-dependencies")
_NAMED = re.compile(r'(?:src|href)="([^"]+\.(?:js|css|svg)(?:\?[^"]*)?)"')
#: Overviews made ready; a house with more strategies has visitors for all of them, one after the other.
_MOST_STRATEGIES = 10

log = logging.getLogger("strategiemonitor")


def warm(server: Flask, base: str, slugs: Iterable[str]) -> None:
    """Ask as a browser would: the list of strategies, what it loads, then the overview of each strategy."""
    client = server.test_client()
    first = client.get(base)
    if first.status_code != HTTPStatus.OK:
        log.warning("the first page could not be made")
        return
    files = [*_NAMED.findall(first.text), *(base + name for name in _LATER)]
    for address in (*files, *(base + slug for slug in list(slugs)[:_MOST_STRATEGIES])):
        client.get(address, headers=_AS_BROWSERS).close()


def begin(server: Flask, base: str, slugs: Iterable[str]) -> Thread:
    """Start `warm` beside what the caller goes on with."""
    thread = Thread(target=warm, args=(server, base, slugs), name="warming", daemon=True)
    thread.start()
    return thread
