"""Many people submit at once, in several processes: acknowledged = stored = recorded."""

from __future__ import annotations

import time

import sqlalchemy as sa

from tests.proofs import town
from tests.proofs.children import rest, start
from tests.proofs.town import Proof


def many_writers(engine: sa.Engine, processes: int, people: int, each: int) -> Proof:
    """`people` a process, each with `each` entries one after the other."""
    town.fill(engine, processes * people)
    began = time.perf_counter()
    started = [start(engine, at * people, people, at * people * each, each) for at in range(processes)]
    acknowledged = [code for writer in started for code in rest(writer)]
    seconds = time.perf_counter() - began
    wanted, kept, changes = processes * people * each, town.stored(engine), town.recorded(engine)
    told = set(acknowledged)
    holds = len(acknowledged) == len(told) == wanted == changes and told == kept and town.whole(engine)
    figures = f"{len(told)} acknowledged = {len(kept)} stored = {changes} recorded of {wanted}, {seconds:.0f} s"
    return Proof(
        "many writers at once",
        f"{processes * people} accounts × {each} entries in {processes} processes, {engine.dialect.name}",
        figures,
        holds,
    )
