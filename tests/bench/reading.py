"""What a read costs: statements of a warm step, the first read after a write, one town beside many."""

from __future__ import annotations

import sqlite3
import time

from tests.bench import promises
from tests.bench.children import Child
from tests.bench.promises import Figure
from tests.bench.serving import PAGES
from tests.bench.towns import Town, requests_of


def statements(size: str, town: Town) -> Figure:
    """SQL statements of a filter change that was asked for before."""
    with Child(town.url, "public") as program:
        for request in requests_of(town.slugs[0], PAGES[0]):
            program.ask("once", request)
        count = len(program.ask("statements", request))
    return Figure(promises.STATEMENTS, f"{size} {PAGES[0]}", [count])


def _plain_read(town: Town, asked: list[str]) -> float:
    """CPU seconds of the same statements in Python's own sqlite3, each once, with all their rows."""
    once = set(asked)
    connection = sqlite3.connect(town.path)
    began = time.process_time()
    for statement in once:
        connection.execute(statement).fetchall()
    spent = time.process_time() - began
    connection.close()
    return spent


def first_read(size: str, town: Town, rounds: int) -> list[Figure]:
    """The first filter change after a write: facts read, assessed, answered; beside reading those rows alone."""
    found = []
    with Child(town.url, "public") as program:
        for page in PAGES:
            request = requests_of(town.slugs[0], page)[0]
            program.ask("once", request)
            program.ask("written", town.slugs[0])
            asked = program.ask("statements", request)
            ours, base = [], []
            for _round in range(rounds):
                base.append(_plain_read(town, asked))
                program.ask("written", town.slugs[0])
                ours.append(program.ask("once", request))
            found.append(Figure(promises.FIRST_READ, f"{size} {page}", ours, base, "s"))
    return found


def beside(size: str, alone: Town, many: Town, rounds: int) -> list[Figure]:
    """A warm step and a first read of one town, beside all the others of its database and alone."""
    warm: tuple[list[float], list[float]] = ([], [])
    first: tuple[list[float], list[float]] = ([], [])
    asked = requests_of(alone.slugs[0], PAGES[0])
    with Child(many.url, "public") as crowded, Child(alone.url, "public") as lonely:
        for _round in range(rounds):
            for at, program in enumerate((crowded, lonely)):
                program.ask("written", alone.slugs[0])
                first[at].append(1000 * program.ask("once", asked[0]))
                warm[at].append(1000 * program.ask("cpu", asked, 0.4))
    others = f"{len(many.slugs) - 1:,} others"
    return [
        Figure(promises.BESIDE, f"{size} warm, {others}", *warm, "ms"),
        Figure(promises.BESIDE, f"{size} first read, {others}", *first, "ms"),
    ]
