"""Two tabs on one form: one entry is kept, the other person is told and still has the text."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from threading import Barrier

import sqlalchemy as sa

from dashboard.errors import ConflictError
from dashboard.operations import entries
from dashboard.operations.deed import Actor
from dashboard.operations.entries import Answer
from tests.proofs import town
from tests.proofs.town import Proof
from tests.storage.packages import SLUG


def two_tabs(engine: sa.Engine, times: int) -> Proof:
    """`times` two people who opened the same form send it at the same moment, once a new one and once a held one."""
    town.fill(engine, 2)
    people = town.actors(engine)
    told = kept = 0
    for number in range(times):
        first = _race(engine, people, number, None)
        [(winner, version)] = first
        second = _race(engine, people, number, version)
        told += (len(first) == 1) + (len(second) == 1)
        held = entries.versions(engine, SLUG, town.answer(number).code)
        kept += [one.values["value"] for one in held] == [winner, second[0][0]]
    return Proof(
        "two tabs on one form",
        f"{2 * times} forms sent by two people at the same moment, {engine.dialect.name}",
        f"{told} of {2 * times} second ones told; {kept} of {times} entries hold both versions that were accepted",
        told == 2 * times and kept == times and town.whole(engine),
    )


def _race(engine: sa.Engine, people: list[Actor], number: int, seen: int | None) -> list[tuple[Decimal, int]]:
    """Value and version of what was accepted, of two different values sent at once."""
    gate = Barrier(2)

    def send(at: int) -> tuple[Decimal, int] | None:
        answer: Answer = replace(town.answer(number), value=Decimal(1000 * at + number))
        gate.wait()
        try:
            entry = entries.submit(engine, people[at], SLUG, answer, seen)
        except ConflictError:
            return None
        return entry.values["value"], entry.version

    with ThreadPoolExecutor(2) as pool:
        return [one for one in pool.map(send, range(2)) if one]
