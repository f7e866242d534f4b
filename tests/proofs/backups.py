"""A backup while people write: complete, and restored whole."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from dashboard.operations.backup import backup, restore
from tests.proofs import town
from tests.proofs.children import rest, start
from tests.proofs.town import Fresh, Proof

_ENTRIES = 100_000  # more than anybody gets done before the last backup


def while_writing(fresh: Fresh, folder: Path, times: int, people: int) -> Proof:
    """`times` a backup is made and restored while `people` submit; each must hold all that was acknowledged before."""
    engine = fresh(True)
    town.fill(engine, people)
    writer = start(engine, 0, people, 0, _ENTRIES // people)
    complete, written = 0, []
    try:
        assert writer.stdout
        for number in range(times):
            before = town.stored(engine) | {writer.stdout.readline().strip()}
            backup(_url(engine), folder / f"{number}.zip")
            meanwhile = town.stored(engine)
            new = fresh(False)
            restore(_url(new), folder / f"{number}.zip")
            kept = town.stored(new)
            complete += before <= kept <= meanwhile and town.recorded(new) == len(kept) and town.whole(new)
            written.append(len(meanwhile) - len(before))
            new.dispose()
    finally:
        writer.kill()
        rest(writer)
    return Proof(
        "a backup is complete while people write",
        f"{times} backups beside {people} writers, each restored into an empty database, {engine.dialect.name}",
        f"{complete} of {times} complete; {sum(written):,} entries were written during them",
        complete == times and sum(written) > 0,
    )


def _url(engine: sa.Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
