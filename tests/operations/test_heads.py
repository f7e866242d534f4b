"""The file outside the database that shows a cut tail, and the check of every chain."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dashboard.domain.rights import Grant
from dashboard.errors import RefusedError
from dashboard.operations import accounts, periods
from dashboard.operations.check_database import check_strategies
from dashboard.operations.heads import read_heads, write_heads
from dashboard.storage.chain import Head
from dashboard.storage.schema import INSTALLATION
from tests.working.people import OPERATOR, SLUG, TODAY, Town


def heads(town: Town) -> dict[str, Head]:
    return {one.slug: one.head for one in check_strategies(town.engine, TODAY)}


def touched(town: Town, kept: dict[str, Head] | None = None) -> dict[str, str | None]:
    """What does not fit, by chain."""
    found = check_strategies(town.engine, TODAY, kept or {})
    return {one.slug: one.touched.what if one.touched else None for one in found}


def past_the_program(town: Town, *statements: str) -> None:
    """What somebody does with a tool of the database who takes the guards off first."""
    name = town.engine.url.database
    assert name
    with closing(sqlite3.connect(name)) as connection, connection:
        guards = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (guard,) in guards:
            connection.execute(f'DROP TRIGGER "{guard}"')
        for statement in statements:
            connection.execute(statement)


def test_the_ends_come_back_from_the_file_as_they_were_kept(tmp_path: Path) -> None:
    ends = {"stadt": Head(3, "ab"), INSTALLATION: Head(0, "")}
    write_heads(tmp_path / "ends.json", ends)
    assert read_heads(tmp_path / "ends.json") == ends
    told = json.loads((tmp_path / "ends.json").read_text(encoding="utf-8"))
    assert told["stadt"] == {"count": 3, "hash": "ab"}


def test_without_a_file_nothing_is_compared(tmp_path: Path) -> None:
    assert read_heads(tmp_path / "none.json") == {}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": {"count": "x", "hash": "y"}}'])
def test_a_file_that_holds_something_else_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "ends.json").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError):
        read_heads(tmp_path / "ends.json")


def test_a_role_that_was_changed_past_the_program_is_named(people_town: Town) -> None:
    assert touched(people_town) == {INSTALLATION: None, SLUG: None}
    past_the_program(people_town, "UPDATE role_grant SET role = 'admin' WHERE role = 'sponsor'")
    [installation, town] = list(check_strategies(people_town.engine, TODAY))
    assert installation.touched
    assert (installation.touched.what, installation.touched.table) == ("content", "role_grant")
    assert town.touched is None


def test_a_cut_tail_is_noticed_by_the_kept_end_alone(people_town: Town) -> None:
    periods.close(people_town.engine, people_town.actor("koordination"), SLUG, "2025-Q3", "fertig")
    kept = heads(people_town)
    past_the_program(
        people_town,
        "DELETE FROM period_lock",
        "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
    )
    assert touched(people_town) == {INSTALLATION: None, SLUG: None}
    assert touched(people_town, kept) == {INSTALLATION: None, SLUG: "head"}


def test_a_tail_that_was_written_anew_is_noticed_too(people_town: Town) -> None:
    periods.close(people_town.engine, people_town.actor("koordination"), SLUG, "2025-Q3", "fertig")
    kept = heads(people_town)
    past_the_program(
        people_town, "DELETE FROM period_lock", "DELETE FROM change WHERE id = (SELECT max(id) FROM change)"
    )
    periods.close(people_town.engine, people_town.actor("koordination"), SLUG, "2025-Q2", "anders")
    assert touched(people_town)[SLUG] is None
    assert touched(people_town, kept)[SLUG] == "head"


def test_a_chain_that_has_gone_on_still_passes_through_the_kept_end(people_town: Town) -> None:
    kept = heads(people_town)
    periods.close(people_town.engine, people_town.actor("koordination"), SLUG, "2025-Q3", "fertig")
    made = accounts.add_account(
        people_town.engine, OPERATOR, "neu@musterstadt.example", "Neu", "sieben blaue Kähne im Wind"
    )
    accounts.grant_role(people_town.engine, OPERATOR, Grant(code="", account=made.id, role="council"))
    assert touched(people_town, kept) == {INSTALLATION: None, SLUG: None}


def test_a_strategy_that_is_gone_altogether_is_noticed(people_town: Town) -> None:
    kept = heads(people_town) | {"verschwunden": Head(4, "ab")}
    assert touched(people_town, kept)["verschwunden"] == "head"
