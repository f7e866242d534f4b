"""What the server does for warm interactions: CPU, requests a second, growth with size, memory."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Mapping, Sequence

from tests.bench import promises
from tests.bench.child import body_of
from tests.bench.children import Child
from tests.bench.promises import Figure
from tests.bench.towns import Town, requests_of

#: Pages whose filters are tried.
PAGES = ("fortschritt", "mittelabfluss")
#: CPU seconds of one figure, and seconds of one flood of requests.
_SECONDS = 0.4
_FLOOD = 1.5
_CONNECTIONS = 4
_ECHO = ["a", "b", "c"]


def interactions(towns: Mapping[str, Town], rounds: int) -> list[Figure]:
    """CPU of a filter change, of each page and size, beside the echo and the gated echo."""
    asked = {(size, page): requests_of(town.slugs[0], page) for size, town in towns.items() for page in PAGES}
    times: dict[object, list[float]] = {key: [] for key in ("echo", "gated echo", *asked)}
    with Child("echo") as echo, Child("gated echo") as gated:
        programs = {size: Child(town.url, "public") for size, town in towns.items()}
        try:
            for _round in range(rounds):
                times["echo"].append(1000 * echo.ask("cpu", _ECHO, _SECONDS))
                times["gated echo"].append(1000 * gated.ask("cpu", _ECHO, _SECONDS))
                for (size, page), requests in asked.items():
                    times[size, page].append(1000 * programs[size].ask("cpu", requests, _SECONDS))
        finally:
            for program in programs.values():
                program.__exit__(None, None, None)
    found = []
    for size, page in asked:
        where = f"{size} {page}"
        found.append(Figure(promises.INTERACTION, where, times[size, page], times["echo"], "ms"))
        found.append(Figure(promises.GATED_INTERACTION, where, times[size, page], times["gated echo"], "ms"))
    return found + _growth(times, list(towns))


def _growth(times: Mapping[object, list[float]], sizes: Sequence[str]) -> list[Figure]:
    """From the smallest strategy to each larger one; many small ones are no larger strategy."""
    larger = [size for size in sizes if size in ("M", "L")]
    if "S" not in sizes:
        return []
    return [
        Figure(promises.GROWTH, f"S to {size} {page}", times[size, page], times["S", page], "ms")
        for size in larger
        for page in PAGES
    ]


def _ask_on(port: int, requests: Sequence[bytes], until: float, counts: list[int]) -> None:
    """Ask on one connection that stays open, one request after the other."""
    done = 0
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection, connection.makefile("rb") as answers:
        while time.perf_counter() < until:
            connection.sendall(requests[done % len(requests)])
            if not answers.readline().startswith(b"HTTP/1.1 200"):
                raise RuntimeError("a request was refused")
            length = 0
            while (line := answers.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            answers.read(length)
            done += 1
    counts.append(done)


def flood(port: int, component: str, asked: Sequence[str], seconds: float) -> float:
    """Requests a second that a server answers on a few open connections."""
    bodies = [body_of(component, value) for value in asked]
    head = (
        "POST /_dash-update-component HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        "Accept: application/json\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nOrigin: http://127.0.0.1:{port}\r\n"
        "Sec-Fetch-Site: same-origin\r\nContent-Length: {length}\r\n\r\n"
    )
    requests = [head.format(port=port, length=len(body)).encode() + body for body in bodies]
    counts: list[int] = []
    began = time.perf_counter()
    each = (port, requests, began + seconds, counts)
    threads = [threading.Thread(target=_ask_on, args=each) for _ in range(_CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) != len(threads):
        raise RuntimeError("a connection broke")
    return sum(counts) / (time.perf_counter() - began)


def requests_a_second(towns: Mapping[str, Town], rounds: int) -> list[Figure]:
    """One worker with its threads, over sockets, beside the echoes."""
    names = ("echo", "gated echo", *towns)
    counts: dict[str, list[float]] = {name: [] for name in names}
    programs = {name: Child(towns[name].url, "public") if name in towns else Child(name) for name in names}
    try:
        ports = {name: program.ask("serve", 4) for name, program in programs.items()}
        asked = {name: requests_of(town.slugs[0], PAGES[0]) for name, town in towns.items()}
        for name, requests in asked.items():
            for request in requests:
                programs[name].ask("once", request)
        for _round in range(rounds):
            for name in names:
                component = "asked" if name in towns else "choice"
                counts[name].append(flood(ports[name], component, asked.get(name, _ECHO), _FLOOD))
    finally:
        for program in programs.values():
            program.__exit__(None, None, None)
    pairs = ((promises.REQUESTS, "echo"), (promises.GATED_REQUESTS, "gated echo"))
    return [
        Figure(promise, f"{size} {PAGES[0]}", counts[size], counts[other], "/s")
        for size in towns
        for promise, other in pairs
    ]


def memory(size: str, town: Town, rounds: int) -> list[Figure]:
    """Resident memory with two strategies and two past states of one, every page of each asked for once.

    Beside a bare page whose figure is a dict, and beside one whose figure comes from plotly.express.
    """
    ours: list[float] = []
    others: dict[str, list[float]] = {"bare": [], "express": []}
    pages = ("", "/fortschritt", "/mittelabfluss", "/monitoring", "/quellen")
    past = ("?stand=2025-06-30", "?stand=2024-12-31")
    paths = [f"/{slug}{page}" for slug in town.slugs[:2] for page in pages]
    paths += [f"/{town.slugs[0]}{page}{query}" for query in past for page in pages]
    for _round in range(rounds):
        with Child(town.url, "public") as program:
            program.ask("get", paths)
            ours.append(program.ask("memory") / 1e6)
        for name, found in others.items():
            with Child(name) as other:
                other.ask("get", ["/", "/_dash-layout"])
                found.append(other.ask("memory") / 1e6)
    words = {"bare": "figure a dict", "express": "figure of plotly.express"}
    return [Figure(promises.MEMORY, f"{size}, {words[name]}", ours, found, "MB") for name, found in others.items()]
