"""A backup holds everything, is made while people write, and comes back whole or not at all."""

from __future__ import annotations

import json
import stat
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from dashboard.errors import RefusedError
from dashboard.operations.backup import backup, restore
from dashboard.storage import archive, migrate
from dashboard.storage.chain import head, verify_chain
from dashboard.storage.engine import reading, writing
from dashboard.storage.guards import take_guards_off
from dashboard.storage.schema import FACTS, account, session
from tests.conftest import Fresh
from tests.storage.packages import SLUG, store, town
from tests.storage.test_engine import rename


def url(engine: sa.Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def rows(engine: sa.Engine) -> dict[str, list[bytes]]:
    """Every row that an archive holds, by table."""
    with reading(engine) as connection:
        return {table.name: list(archive.lines(connection, table)) for table in archive.tables(connection)}


def everything(engine: sa.Engine) -> None:
    """A town with some history, an account and somebody who is logged in."""
    store(engine, town())
    rename(engine, SLUG, "Bürgernah „und“ rasch\nauf zwei Zeilen")
    with writing(engine) as connection:
        day = sa.func.current_date()
        made = {"id": 7, "email": "a@b.example", "password": "$argon2$x", "demo": False, "created_on": day}
        connection.execute(sa.insert(account).values(**made))
        moment = sa.func.current_timestamp()
        connection.execute(sa.insert(session).values(token="t", account_id=7, created_at=moment, seen_at=moment))


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The backup with other bytes in some of its parts."""
    other = path.with_name("other.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return other


def test_every_row_comes_back_and_the_next_one_finds_its_place(fresh: Fresh, tmp_path: Path) -> None:
    old, new = fresh(True), fresh(False)
    everything(old)
    contents = backup(url(old), tmp_path / "b.zip")
    assert contents.tables["account"].rows == 1
    assert restore(url(new), tmp_path / "b.zip") == contents
    assert rows(new) == rows(old)
    assert migrate.is_current(new)
    rename(new, SLUG, "Danach")
    with reading(new) as connection:
        assert verify_chain(connection, SLUG, contents.heads[SLUG]) is None
        assert head(connection, SLUG).changes == contents.heads[SLUG].changes + 1


def test_nobody_is_logged_in_by_an_old_backup(fresh: Fresh, tmp_path: Path) -> None:
    old, new = fresh(True), fresh(False)
    everything(old)
    backup(url(old), tmp_path / "b.zip")
    restore(url(new), tmp_path / "b.zip")
    with reading(new) as connection:
        assert connection.execute(sa.select(session)).all() == []


def test_a_restored_history_is_guarded_like_any_other(fresh: Fresh, tmp_path: Path) -> None:
    old, new = fresh(True), fresh(False)
    everything(old)
    backup(url(old), tmp_path / "b.zip")
    restore(url(new), tmp_path / "b.zip")
    with pytest.raises(sa.exc.DBAPIError), writing(new) as connection:
        connection.execute(sa.delete(FACTS["goal"]))


@pytest.mark.postgres
def test_a_town_moves_from_sqlite_to_postgresql_and_back(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    from tests import conftest

    first, second = conftest._sqlite(request, tmp_path, True), conftest._sqlite(request, tmp_path, False)
    server = conftest._postgresql(request, tmp_path, False)
    everything(first)
    backup(url(first), tmp_path / "one.zip")
    restore(url(server), tmp_path / "one.zip")
    backup(url(server), tmp_path / "two.zip")
    restore(url(second), tmp_path / "two.zip")
    assert rows(second) == rows(first)
    for engine in (first, second, server):
        engine.dispose()


def test_an_older_database_is_kept_as_it_is_and_comes_back_up_to_date(fresh: Fresh, tmp_path: Path) -> None:
    old, new = fresh(False), fresh(False)
    with writing(old) as connection:
        command.upgrade(migrate.config(connection), "0002")
        connection.execute(sa.text("INSERT INTO strategy_root (id, slug, data_version) VALUES (3, 'alt', 0)"))
    assert backup(url(old), tmp_path / "b.zip").revision == "0002"
    restore(url(new), tmp_path / "b.zip")
    assert migrate.is_current(new)
    with reading(new) as connection:
        assert connection.execute(sa.text("SELECT id, slug FROM strategy_root")).all() == [(3, "alt")]


def test_only_an_empty_database_takes_a_backup(fresh: Fresh, tmp_path: Path) -> None:
    old, other = fresh(True), fresh(True)
    everything(old)
    before = rows(other)
    backup(url(old), tmp_path / "b.zip")
    with pytest.raises(RefusedError, match="nicht leer"):
        restore(url(other), tmp_path / "b.zip")
    assert rows(other) == before


def test_a_backup_that_was_touched_leaves_the_new_database_empty(fresh: Fresh, tmp_path: Path) -> None:
    """The digests of the file are made to fit again: only the chain of changes can tell."""
    old, new = fresh(True), fresh(False)
    everything(old)
    with writing(old) as connection:
        take_guards_off(connection)
        connection.execute(sa.update(FACTS["goal"]).values(title="Gefälscht"))
    backup(url(old), tmp_path / "b.zip")
    with pytest.raises(RefusedError, match=SLUG):
        restore(url(new), tmp_path / "b.zip")
    assert sa.inspect(new).get_table_names() == []


@pytest.mark.parametrize("what", ["a row", "a head", "a table", "the head", "another format"])
def test_a_damaged_file_is_refused_before_anything_is_written(fresh: Fresh, tmp_path: Path, what: str) -> None:
    old, new = fresh(True), fresh(False)
    everything(old)
    backup(url(old), tmp_path / "b.zip")

    def damage(name: str, told: bytes) -> bytes:
        if what == "a row" and name == "goal.jsonl":
            return told.replace(b"rasch", b"recht")
        if name == "backup.json":
            head = json.loads(told)
            if what == "a head":
                head["heads"][SLUG][0] += 1
            elif what == "a table":
                head["tables"]["nichts"] = head["tables"]["goal"]
            elif what == "the head":
                return told[:-9]
            elif what == "another format":
                head["format"] = "strategiemonitor-backup-9"
            return json.dumps(head).encode()
        return told

    with pytest.raises(RefusedError):
        restore(url(new), rewritten(tmp_path / "b.zip", damage))
    assert sa.inspect(new).get_table_names() == []


def test_a_backup_of_a_newer_program_is_refused(fresh: Fresh, tmp_path: Path) -> None:
    old, new = fresh(True), fresh(False)
    everything(old)
    backup(url(old), tmp_path / "b.zip")
    newer = rewritten(
        tmp_path / "b.zip",
        lambda name, told: told.replace(b'"revision": "', b'"revision": "9') if name == "backup.json" else told,
    )
    with pytest.raises(RefusedError, match="neuere"):
        restore(url(new), newer)
    assert sa.inspect(new).get_table_names() == []


def test_a_file_that_is_there_stays_and_no_draft_is_left(fresh: Fresh, tmp_path: Path) -> None:
    engine = fresh(True)
    everything(engine)
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "b.zip").write_text("die einzige heile Sicherung")
    with pytest.raises(RefusedError, match=r"b\.zip"):
        backup(url(engine), folder / "b.zip")
    assert (folder / "b.zip").read_text() == "die einzige heile Sicherung"
    backup(url(engine), folder / "c.zip")
    assert sorted(path.name for path in folder.iterdir()) == ["b.zip", "c.zip"]
    assert stat.S_IMODE((folder / "c.zip").stat().st_mode) == 0o600


def test_a_backup_is_complete_while_people_write(fresh: Fresh, tmp_path: Path) -> None:
    engine, stop = fresh(True), threading.Event()
    store(engine, town())
    acknowledged: list[str] = []

    def write() -> None:
        while not stop.is_set():
            title = f"Ziel {len(acknowledged)}"
            rename(engine, SLUG, title)
            acknowledged.append(title)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            before = list(acknowledged)
            backup(url(engine), tmp_path / f"{number}.zip")
            new = fresh(False)
            restore(url(new), tmp_path / f"{number}.zip")
            with reading(new) as connection:
                kept = set(connection.scalars(sa.select(FACTS["goal"].c.title)))
            assert set(before) <= kept
    finally:
        stop.set()
        writer.join()
    assert len(acknowledged) > 3
