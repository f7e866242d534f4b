"""`strategiemonitor check` with the file that shows a cut tail."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.cli import DONE, REFUSED, UNUSABLE, run
from dashboard.settings import PREFIX
from tests.exchange.folders import SLUG, make


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own database for each test, with one strategy and a file for the ends of its chains."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    path = tmp_path / "test.db"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", f"sqlite:///{path.as_posix()}")
    monkeypatch.setenv(f"{PREFIX}TODAY", "2025-08-01")
    monkeypatch.setenv(f"{PREFIX}AUDIT_HEAD", str(tmp_path / "ends.json"))
    run(["import", str(make(tmp_path / "in"))])
    return path


def cut(database: Path) -> None:
    """The last change goes, with all it wrote, by somebody who takes the guards off first."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for (guard,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{guard}"')
        [[last]] = connection.execute("SELECT max(id) FROM change").fetchall()
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
            if "recorded" in columns:
                connection.execute(f'DELETE FROM "{table}" WHERE recorded = ?', (last,))
        connection.execute("DELETE FROM change WHERE id = ?", (last,))


def test_a_check_that_finds_all_whole_keeps_and_prints_the_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check"]) == DONE
    kept = json.loads((tmp_path / "ends.json").read_text(encoding="utf-8"))
    told = capsys.readouterr().out
    assert kept[SLUG]["hash"] in told
    assert f"Ende der Kette: {kept[SLUG]['count']} {kept[SLUG]['hash']}" in told


def test_the_next_check_notices_a_cut_tail_and_keeps_the_old_end(
    tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check"])
    before = (tmp_path / "ends.json").read_bytes()
    cut(database)
    capsys.readouterr()
    assert run(["check"]) == REFUSED
    assert "das Ende der Geschichte ist nicht das der letzten Prüfung" in capsys.readouterr().err
    assert (tmp_path / "ends.json").read_bytes() == before
    assert run(["check"]) == REFUSED


def test_without_the_file_nobody_notices(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(f"{PREFIX}AUDIT_HEAD")
    run(["check"])
    cut(database)
    run(["check"])
    assert "nicht das der letzten Prüfung" not in capsys.readouterr().err


def test_a_broken_file_of_ends_is_told_and_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ends.json").write_text("kaputt", encoding="utf-8")
    assert run(["check"]) == REFUSED
    assert "Kettenenden" in capsys.readouterr().err
    assert (tmp_path / "ends.json").read_text(encoding="utf-8") == "kaputt"


def test_a_place_that_cannot_be_written_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}AUDIT_HEAD", str(tmp_path / "nirgends" / "ends.json"))
    assert run(["check"]) == UNUSABLE
