"""The program on a free port of this machine, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from waitress.server import create_server


@contextmanager
def served(server: Flask) -> Iterator[str]:
    """The address at which it answers."""
    sockets: dict = {}
    listening = create_server(server, map=sockets, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=listening.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.effective_port}"
    # Its thread ends when nothing is left to listen to; a socket closed under it would be an error there.
    held = list(sockets.values())
    sockets.clear()
    listening.pull_trigger()
    thread.join(timeout=5)
    listening.task_dispatcher.shutdown()
    for one in held:
        one.close()
