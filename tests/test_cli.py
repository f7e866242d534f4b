"""The command line: what it says, what it stores, and the code it ends with."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.cli import DONE, REFUSED, UNUSABLE, run
from dashboard.settings import PREFIX
from dashboard.storage import engine as engine_module
from tests.exchange.folders import SLUG, added, changed, make

ROOT = Path(__file__).resolve().parent.parent
IDLE = "import waitress, unittest.mock; waitress.create_server = unittest.mock.MagicMock()"
SERVE = f"{IDLE}; from dashboard.cli import run; run(['serve'])"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own database for each test."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    path = tmp_path / "test.db"
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", f"sqlite:///{path.as_posix()}")
    monkeypatch.setenv(f"{PREFIX}TODAY", "2025-08-01")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def imported(modules: str, statement: str) -> list[str]:
    """Which of the modules a fresh Python has loaded after the statement."""
    told = f"print(*[name for name in {modules.split()!r} if name in sys.modules], file=sys.stderr)"
    command = [sys.executable, "-c", f"import sys; {statement}; {told}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True, timeout=60)
    return done.stderr.split()


def test_help_speaks_german_and_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == DONE
    page = capsys.readouterr().out
    assert "Aufruf: strategiemonitor" in page
    for command in (
        "serve", "new", "import", "export", "demo-data", "check", "backup", "restore", "remind", "sheet",
    ):  # fmt: skip
        assert f"  {command} " in page
    assert "Usage" not in page
    assert "Options" not in page


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == DONE
    assert "Aufruf:" in capsys.readouterr().out


def test_help_is_quick_because_nothing_heavy_is_loaded() -> None:
    heavy = "pandas dash sqlalchemy pydantic waitress"
    assert imported(heavy, "from dashboard.cli import run; run(['--help'])") == []


def test_the_application_is_imported_without_pandas() -> None:
    assert imported("dash pandas", "import dashboard.app") == ["dash"]


@pytest.mark.parametrize(
    ("arguments", "command"),
    [(["import"], "import "), (["export", SLUG], "export "), (["importieren"], ""), (["import", "x", "--nix"], "import "),
     (["demo-data", "x", "--measures", "viele"], "demo-data "), (["demo-data", "x", "--measures", "0"], "demo-data "),
     (["check", "zuviel"], "check "), (["new", SLUG], "new "), (["user", "add"], "user add "), (["user", "nix"], "user ")],
)  # fmt: skip
def test_a_call_that_cannot_be_understood_ends_with_2_and_points_to_the_help_of_its_command(
    arguments: list[str], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == UNUSABLE
    assert f"strategiemonitor {command}--help" in capsys.readouterr().err


def test_the_help_of_demo_data_says_how_many_measures_it_can_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo-data", "--help"]) == DONE
    assert "[1 bis 10000]" in capsys.readouterr().out


def test_settings_that_cannot_be_used_end_with_2_and_their_names(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"{PREFIX}PORT", "x")
    assert run(["check"]) == UNUSABLE
    assert f"{PREFIX}PORT" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["sqlite:////gibt/es/nicht/x.db", "postgresql://niemand@127.0.0.1:1/nichts"])
def test_a_database_that_cannot_be_reached_is_a_sentence(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"{PREFIX}DATABASE_URL", url)
    assert run(["check"]) == REFUSED
    told = capsys.readouterr().err
    assert "Datenbank" in told
    assert "Traceback" not in told


def test_a_package_goes_in_and_comes_out_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make(tmp_path / "in")
    assert run(["import", str(folder)]) == DONE
    assert "neu: Maßnahmen M1 (bekannt seit 2024-01-01)" in capsys.readouterr().out
    assert run(["export", SLUG, str(tmp_path / "one")]) == DONE
    assert run(["import", str(tmp_path / "one" / SLUG)]) == DONE
    assert "genau" in capsys.readouterr().out
    assert run(["export", SLUG, str(tmp_path / "two")]) == DONE
    assert files(tmp_path / "one" / SLUG) == files(tmp_path / "two" / SLUG)


def test_the_preview_tells_old_and_new_and_stores_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", str(make(tmp_path / "in"))])
    run(["export", SLUG, str(tmp_path / "before")])
    later = make(tmp_path / "later", **changed("goal", title="Bürgernah", known_on="2025-02-01"))
    capsys.readouterr()
    assert run(["import", "--dry-run", str(later)]) == DONE
    told = capsys.readouterr().out
    assert "title: Bürgernähe → Bürgernah" in told
    assert "Nichts wurde gespeichert" in told
    run(["export", SLUG, str(tmp_path / "after")])
    assert files(tmp_path / "before" / SLUG) == files(tmp_path / "after" / SLUG)


def test_a_refused_package_names_every_cell_and_stores_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make(tmp_path / "in", **changed("milestone", weight="0"), **added("body", code="b c", kind="kind"))
    assert run(["import", str(folder)]) == REFUSED
    told = capsys.readouterr().err
    assert "milestone.csv, Zeile 2, Spalte weight: " in told
    assert "body.csv, Zeile 4, Spalte code: " in told
    assert "body.csv, Zeile 4, Spalte kind: " in told
    assert run(["export", SLUG, str(tmp_path / "out")]) == REFUSED
    assert not (tmp_path / "out").exists()


def test_the_export_of_an_unknown_strategy_is_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "gibt-es-nicht", str(tmp_path)]) == REFUSED
    assert "gibt-es-nicht" in capsys.readouterr().err


def test_check_finds_a_sound_database_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", str(make(tmp_path / "in"))])
    capsys.readouterr()
    assert run(["check"]) == DONE
    assert f"{SLUG}: 1 Änderung, Geschichte unversehrt." in capsys.readouterr().out


def test_check_asks_for_a_database_of_this_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == REFUSED
    assert "Schema" in capsys.readouterr().err


def test_check_names_the_row_that_was_touched_past_the_program(
    tmp_path: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", str(make(tmp_path / "in"))])
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TRIGGER keep_goal_update")
        connection.execute("UPDATE goal SET title = 'Anders' WHERE title = 'Bürgernähe'")
    capsys.readouterr()
    assert run(["check"]) == REFUSED
    assert "goal Z1" in capsys.readouterr().err


def test_check_tells_which_rules_the_facts_break(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", str(make(tmp_path / "in"))])
    monkeypatch.setenv(f"{PREFIX}TODAY", "2024-04-01")
    capsys.readouterr()
    assert run(["check"]) == REFUSED
    assert "Meilensteine T1: 20.04.2024 liegt in der Zukunft." in capsys.readouterr().err


def test_check_tells_what_the_documents_contradict_and_that_is_no_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", str(make(tmp_path / "in", **changed("paper", financial_effects="no")))])
    capsys.readouterr()
    assert run(["check"]) == DONE
    assert "VO/2023/1" in capsys.readouterr().out


def test_a_strategy_that_has_ended_can_be_imported_again_and_checked(tmp_path: Path) -> None:
    ended = make(tmp_path / "in", **changed("strategy", known_until="2025-02-01"))
    assert run(["import", str(ended)]) == DONE
    assert run(["import", str(ended)]) == DONE
    assert run(["check"]) == DONE


def test_invented_data_are_the_same_for_the_same_number_and_can_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"{PREFIX}TODAY", "2030-01-01")
    for folder in ("one", "two"):
        assert run(["demo-data", "--measures", "3", "--seed", "5", str(tmp_path / folder)]) == DONE
    (one,), (two,) = (tmp_path / "one").iterdir(), (tmp_path / "two").iterdir()
    assert files(one) == files(two)
    assert run(["import", str(one)]) == DONE
    told = capsys.readouterr().out
    assert "Maßnahmen" in told
    assert "Zahlungen und Aufträge: 180 Zeilen" in told


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "datei"
    blocked.write_text("keine Mappe", encoding="utf-8")
    assert run(["demo-data", "--measures", "1", str(blocked)]) == REFUSED
    assert "datei" in capsys.readouterr().err


def test_serve_on_a_taken_port_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"{PREFIX}DATA_DIR", str(tmp_path))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv(f"{PREFIX}PORT", str(taken.getsockname()[1]))
        assert run(["serve"]) == UNUSABLE
    told = capsys.readouterr()
    assert f"{PREFIX}PORT" in told.err
    assert "Bereit" not in told.out


def test_serve_on_the_address_of_another_machine_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"DATA_DIR": str(tmp_path), "HOST": "192.0.2.1", "SECRET_KEY": "x" * 32, "PORT": "8999"}.items():
        monkeypatch.setenv(PREFIX + name, value)
    assert run(["serve"]) == UNUSABLE
    assert f"{PREFIX}HOST" in capsys.readouterr().err


def test_a_database_that_cannot_be_written_is_a_sentence_and_nothing_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["import", str(make(tmp_path / "in"))])
    changed_goal = make(tmp_path / "later", **changed("goal", title="Bürgernah"))
    really = engine_module._set_up_sqlite

    def read_only(connection: sqlite3.Connection, record: object) -> None:
        really(connection, record)
        connection.execute("PRAGMA query_only=ON")

    monkeypatch.setattr(engine_module, "_set_up_sqlite", read_only)
    capsys.readouterr()
    assert run(["import", str(changed_goal)]) == REFUSED
    told = capsys.readouterr()
    assert "readonly database" in told.err
    assert "Traceback" not in told.err
    assert "gespeichert." not in told.out
    monkeypatch.undo()


def test_serve_fills_an_empty_database_with_the_packages_and_a_filled_one_needs_no_pandas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "data")
    monkeypatch.setenv(f"{PREFIX}DATA_DIR", str(tmp_path / "data"))
    assert imported("dash pandas", SERVE) == ["dash", "pandas"]
    assert imported("dash pandas", SERVE) == ["dash"]


def towns(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A data folder with two packages, by name."""
    for slug in ("a-stadt", "b-stadt"):
        make(folder / "data", slug, **changed("strategy", slug=slug))
    monkeypatch.setenv(f"{PREFIX}DATA_DIR", str(folder / "data"))
    return ["a-stadt", "b-stadt"]


def stored(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [slug for (slug,) in connection.execute("SELECT slug FROM strategy_root ORDER BY slug")]


def test_a_first_start_that_was_killed_half_way_is_gone_on_with_at_the_next(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = towns(tmp_path, monkeypatch)
    killed = "from dashboard import rollups; rollups.store = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
    done = subprocess.run([sys.executable, "-c", f"import os, signal; {killed}; {SERVE}"], cwd=ROOT, timeout=60)
    assert done.returncode != 0
    assert stored(database) == both[:1]
    subprocess.run([sys.executable, "-c", SERVE], cwd=ROOT, check=True, timeout=60)
    assert stored(database) == both


def test_a_database_of_somebodys_own_gets_none_of_the_packages(
    tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns(tmp_path, monkeypatch)
    assert run(["import", str(make(tmp_path / "own"))]) == DONE
    subprocess.run([sys.executable, "-c", SERVE], cwd=ROOT, check=True, timeout=60)
    assert stored(database) == [SLUG]


def test_a_strategy_goes_out_as_a_workbook_and_comes_in_unchanged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "out" / "mappe.xlsx"
    assert run(["import", str(make(tmp_path / "in"))]) == DONE
    assert run(["export", SLUG, str(book)]) == DONE
    assert f"Geschrieben: {book}" in capsys.readouterr().out
    assert run(["import", str(book)]) == DONE
    assert "genau das" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["", "neu.xlsx"])
def test_a_new_package_is_written_once_and_refused_until_it_is_filled(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "neu" / name
    path = target if name else target / "neustadt"
    assert run(["new", "neustadt", str(target)]) == DONE
    assert f"strategiemonitor import {path} --dry-run" in capsys.readouterr().out
    assert run(["new", "neustadt", str(target)]) == REFUSED
    assert run(["import", str(path)]) == REFUSED
    assert "noch auszufüllen" in capsys.readouterr().err
