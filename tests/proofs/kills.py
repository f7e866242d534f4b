"""The program dies by `kill -9` in the middle of its writing: what it acknowledged is there."""

from __future__ import annotations

import random

import sqlalchemy as sa

from tests.proofs import town
from tests.proofs.children import rest, start
from tests.proofs.town import Proof


def killed(engine: sa.Engine, times: int, writes: int) -> Proof:
    """`times` a writer begins `writes` entries and is killed after a number of them that lies anywhere between."""
    town.fill(engine, 1)
    chance, acknowledged = random.Random(1), []
    for time in range(times):
        writer = start(engine, 0, 1, time * writes, writes)
        assert writer.stdout
        least = chance.randrange(writes // 10, writes - writes // 10)
        told = [line.strip() for _at, line in zip(range(least), writer.stdout, strict=False)]
        writer.kill()
        acknowledged += told + rest(writer)
    kept, changes = town.stored(engine), town.recorded(engine)
    lost = [code for code in acknowledged if code not in kept]
    holds = not lost and changes == len(kept) and times < len(acknowledged) < times * writes and town.whole(engine)
    return Proof(
        "an acknowledged write survives the death of the program",
        f"kill -9 in the middle of {writes:,} writes, {times} times, {engine.dialect.name}",
        f"{len(lost)} of {len(acknowledged):,} acknowledged lost; {changes:,} recorded = {len(kept):,} stored",
        holds,
    )
