"""Starting processes that write, and what they acknowledged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

_ROOT = Path(__file__).resolve().parents[2]


def start(engine: sa.Engine, first: int, people: int, number: int, each: int) -> subprocess.Popen[str]:
    """A process as `tests.proofs.child` describes it."""
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.proofs.child", url, *map(str, (first, people, number, each))]
    return subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)


def rest(writer: subprocess.Popen[str]) -> list[str]:
    """What a process still tells until it ends; half a line is nothing that anybody was told."""
    assert writer.stdout
    told = [line.strip() for line in writer.stdout if line.endswith("\n")]
    writer.wait()
    return told
