"""What the log tells: one line an event, and nothing that a person typed.

No body, cookie, password, name or address stands in a line: an account is its number, an address its path alone.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, g, request

log = logging.getLogger("strategiemonitor")

#: Answers that tell of a refusal. What is not there, conflicts and forms to be mended are everyday life.
_REFUSED = frozenset({400, 401, 403, 405, 413, 415, 429, 431})
#: Calls told of an error: the last ones, from the outermost to the place where it happened.
_CALLS = 6


def who() -> str:
    """The account of this request; one that nobody asked for stays unknown."""
    actor = g.get("actor")
    return str(actor.account) if actor is not None and actor.account is not None else "unknown"


def tell(event: str, account: int | str | None = None, *, level: int = logging.INFO) -> None:
    """One line about an event, such as a login."""
    log.log(level, "%s account=%s", event, "unknown" if account is None else account)


def _place() -> str:
    return f"{request.method if request.method.isalpha() else '?'} {quote(request.path[:200])}"


def of_error(error: BaseException) -> str:
    """Tell of a fault of the program: the id under which the log knows it.

    Kind and place stand there, never its words: they may quote what somebody typed.
    """
    number = secrets.token_hex(4)
    calls = traceback.extract_tb(error.__traceback__)[-_CALLS:]
    way = " > ".join(f"{Path(call.filename).name}:{call.lineno} {call.name}" for call in calls)
    log.error("error id=%s %s account=%s %s at %s", number, _place(), who(), type(error).__name__, way)
    return number


def install(server: Flask) -> None:
    """Tell of every request that was refused, and of faults by `of_error` alone: Flask would quote them."""
    server.log_exception = lambda exc_info: None  # type: ignore[method-assign]

    @server.after_request
    def refused(response: Response) -> Response:
        if response.status_code in _REFUSED:
            log.warning("refused %s %s account=%s", response.status_code, _place(), who())
        return response
