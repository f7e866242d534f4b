"""Files kept in memory: many visitors at once, each asking for another one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from dashboard.web.static_files import install


@pytest.fixture
def often() -> Iterator[None]:
    """Threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_many_first_visitors_of_many_files_all_get_theirs(often: None) -> None:
    server = Flask(__name__)
    install(server, ("/files/",))

    @server.route("/files/<name>")
    def file(name: str) -> str:
        return name * 50

    def wrong(visitor: int) -> list[str]:
        client = server.test_client()
        names = [f"{visitor}-{number}" for number in range(120)]
        return [name for name in names if client.get(f"/files/{name}").text != name * 50]

    with ThreadPoolExecutor(8) as visitors:
        assert list(visitors.map(wrong, range(8))) == [[]] * 8
