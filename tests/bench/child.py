"""One program in a process of its own, asked over a pipe, one JSON line a question and one an answer.

    python -m tests.bench.child "bare"                     a baseline
    python -m tests.bench.child sqlite:///path public      the program on a database

CPU is the process's own (`time.process_time`) around calls of the WSGI application: no socket, no test client.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import logging
import sys
import threading
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dash import Dash
from waitress.server import create_server

from tests.bench.plain import PLAIN
from tests.statements import statements

#: The day of all measurements; it stands here, because a program that only serves loads nothing that imports.
TODAY = dt.date(2026, 1, 15)
#: What the browser sends, and no proxy adds.
_ENCODINGS = "gzip, deflate, br, zstd"


#: By the component whose value is sent: what the callback fills, a paragraph of the echo, the program's store of a step.
_FILLED = {"choice": "children", "asked": "data"}


def body_of(component: str, value: str) -> bytes:
    """The body of a callback as the renderer sends it."""
    changed, filled = [f"{component}.value"], _FILLED[component]
    output = {"output": f"page.{filled}", "outputs": {"id": "page", "property": filled}}
    sent = {"inputs": [{"id": component, "property": "value", "value": value}]}
    more = {"changedPropIds": changed, "parsedChangedPropsIds": changed}
    return json.dumps(output | sent | more, separators=(",", ":")).encode()


def _environ(body: bytes) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "", "PATH_INFO": "/_dash-update-component", "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8077", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1:8077",
        "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)), "HTTP_ACCEPT_ENCODING": _ENCODINGS,
        "HTTP_ORIGIN": "http://127.0.0.1:8077", "HTTP_SEC_FETCH_SITE": "same-origin", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr,
        "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip


class Program:
    """The application of this process, and what can be asked of it."""

    def __init__(self, app: Dash, engine: sa.Engine | None) -> None:
        self.app, self.engine = app, engine
        self.component = "asked" if "page.data" in app.callback_map else "choice"
        with app.server.test_request_context("/"):
            app._setup_server()

    def _call(self, body: bytes) -> int:
        """The length of the answer; RuntimeError unless it is a 200."""
        status: list[str] = []
        answer = self.app.server.wsgi_app(_environ(body), lambda line, headers, _info=None: status.append(line))
        length = sum(map(len, answer))
        answer.close()
        if not status[0].startswith("200"):
            raise RuntimeError(status[0])
        return length

    def cpu(self, requests: list[str], seconds: float) -> float:
        """CPU seconds of one of these requests, warm: each was asked for before."""
        bodies = [body_of(self.component, request) for request in requests]
        for body in bodies:
            self._call(body)
        gc.collect()
        began, spent, done = time.process_time(), 0.0, 0
        while spent < seconds or done < len(bodies):
            self._call(bodies[done % len(bodies)])
            spent, done = time.process_time() - began, done + 1
        return spent / done

    def once(self, request: str) -> float:
        """CPU seconds of one request, the first of its kind or not."""
        body = body_of(self.component, request)
        began = time.process_time()
        self._call(body)
        return time.process_time() - began

    def get(self, paths: list[str]) -> int:
        """The lengths of these pages, all in all."""
        client = self.app.server.test_client()
        answers = [client.get(path, headers={"Accept-Encoding": _ENCODINGS}) for path in paths]
        return sum(len(answer.data) for answer in answers if answer.status_code == 200)

    def memory(self) -> float:
        """Resident bytes of this process."""
        lines = Path("/proc/self/status").read_text().splitlines()
        return 1024.0 * next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

    def statements(self, request: str) -> list[str]:
        """The SQL statements of one request, with their values."""
        assert self.engine is not None
        with statements(self.engine) as found:
            self.once(request)
        return found

    def written(self, slug: str) -> int:
        """Raise the data version of a strategy, as the transaction of every write does at its end."""
        assert self.engine is not None
        raise_it = sa.text("UPDATE strategy_root SET data_version = data_version + 1 WHERE slug = :slug")
        with self.engine.begin() as connection:
            return connection.execute(raise_it, {"slug": slug}).rowcount

    def serve(self, threads: int) -> int:
        """Serve on a free port of this machine; the port."""
        server = create_server(self.app.server, host="127.0.0.1", port=0, threads=threads, ident=None)
        threading.Thread(target=server.run, daemon=True).start()
        return server.effective_port


def make(name: str, audience: str) -> Program:
    """A baseline by its name, or the program on a database."""
    if name in PLAIN:
        return Program(PLAIN[name](), None)
    from dashboard.app import create_app
    from dashboard.settings import Settings
    from dashboard.storage.engine import create_engine

    host = "127.0.0.1" if audience == "internal" else "0.0.0.0"
    engine = create_engine(name)
    settings = Settings(database_url=name, host=host, secret_key="x" * 32, today=TODAY)
    return Program(create_app(settings, engine), engine)


def main() -> None:
    answers = sys.stdout
    sys.stdout = sys.stderr  # what a library prints must not end up among the answers
    logging.getLogger("waitress").setLevel(logging.ERROR)
    program = make(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "internal")
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            answer = {"is": getattr(program, name)(*arguments)}
        except Exception as error:  # told to the asker, who ends the run
            answer = {"error": repr(error)}
        print(json.dumps(answer, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
