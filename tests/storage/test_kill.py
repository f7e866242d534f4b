"""An acknowledged write survives the sudden death of the program."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from dashboard.storage.chain import verify_chain
from dashboard.storage.engine import reading
from dashboard.storage.schema import FACTS, change
from tests.storage.packages import SLUG, store, town

ROOT = Path(__file__).resolve().parents[2]
KILLS, WRITES = 3, 40


def killed_after(engine: sa.Engine, name: str, writes: int) -> list[str]:
    """Starts a writer, kills it in the middle of its work and returns what it acknowledged."""
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.storage.writer", url, name]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        told = [line.strip() for _number, line in zip(range(writes), writer.stdout, strict=False)]
        writer.kill()
        return told + [line.strip() for line in writer.stdout if line.endswith("\n")]


def test_no_acknowledged_write_is_lost_when_the_program_is_killed(engine: sa.Engine) -> None:
    store(engine, town())
    acknowledged = [title for kill in range(KILLS) for title in killed_after(engine, str(kill), WRITES)]
    assert len(acknowledged) >= KILLS * WRITES
    with reading(engine) as connection:
        stored = connection.scalars(sa.select(FACTS["goal"].c.title)).all()
        forms = connection.scalar(sa.select(sa.func.count()).where(change.c.way == "form"))
        assert verify_chain(connection, SLUG) is None
    assert [title for title in acknowledged if title not in stored] == []
    assert forms == len(stored) - 1, "each version but the imported one has its change, each change its version"
