"""Importing a package: all of it or nothing, nothing twice, and a report of what it did."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
import sqlalchemy as sa

from dashboard.errors import PackageError, RefusedError
from dashboard.operations import import_package as module
from dashboard.operations.import_package import import_package
from dashboard.operations.import_report import Difference
from dashboard.storage import facts, history, read, rows
from dashboard.storage.chain import verify_chain
from dashboard.storage.content import shape
from dashboard.storage.engine import reading, writing
from dashboard.storage.facts import Revision
from dashboard.storage.schema import FACTS, change, entity, strategy_root
from tests.storage.packages import SLUG, START, TODAY, by_key, every_table, exported, full_row, row, store, town

TOMORROW = TODAY + dt.timedelta(1)


def counted(engine: sa.Engine) -> Counter[str]:
    """Rows by table, and the data version."""
    with reading(engine) as connection:
        tables = (*FACTS.values(), change, entity, strategy_root)
        found = Counter({t.name: connection.scalar(sa.select(sa.func.count()).select_from(t)) for t in tables})
        found["data_version"] = read.version(connection, SLUG) or 0
    return found


def grown(engine: sa.Engine, before: Counter[str]) -> dict[str, int]:
    return {name: number for name, number in (counted(engine) - before).items() if number}


def test_what_is_imported_is_exported_alike(engine: sa.Engine) -> None:
    package = every_table()
    store(engine, package)
    assert exported(engine) == package.tables


def test_a_town_is_exported_alike_with_its_history(engine: sa.Engine) -> None:
    words = town().tables["goal"][0] | {"title": "Früher", "known_on": dt.date(2023, 5, 1), "known_until": START}
    package = town().with_rows("goal", words)
    store(engine, package)
    assert exported(engine) == by_key(package.tables)


def test_every_day_of_knowledge_is_one_change(engine: sa.Engine) -> None:
    early, late = dt.date(2023, 5, 1), dt.date(2024, 2, 1)
    older = row("goal", code="g2", known_on=early, known_until=late)
    report = store(engine, town().with_rows("goal", older, older | {"known_on": late, "known_until": None}))
    with reading(engine) as connection:
        days = connection.scalars(sa.select(change.c.known_on).order_by(change.c.id)).all()
        ways = set(connection.execute(sa.select(change.c.way, change.c.role, change.c.account)))
    assert days == [early, START, late]
    assert ways == {("import", "test", None)}
    assert report.changes == 3


def test_a_second_import_changes_nothing(engine: sa.Engine) -> None:
    store(engine, town())
    before = counted(engine)
    assert store(engine, town(), TOMORROW).is_empty
    assert counted(engine) == before


def test_rows_that_say_no_day_are_known_since_their_first_import(engine: sa.Engine) -> None:
    silent = town().changed("measure", {}, known_on=None)
    store(engine, silent)
    assert store(engine, silent, TOMORROW).is_empty
    assert {one["known_on"] for one in exported(engine)["measure"]} == {TODAY}


def test_an_export_that_is_imported_elsewhere_is_the_same_export(fresh) -> None:
    here, there = fresh(True), fresh(True)
    store(here, town())
    store(here, town().changed("goal", {}, title="Neu", known_on=None).without("indicator_value", state="draft"))
    module.import_package(there, module_package(exported(here)), today=TOMORROW)
    assert exported(there) == exported(here)
    assert store(there, module_package(exported(here)), TOMORROW).is_empty


def module_package(tables):
    return type(town())(SLUG, tables)


def test_one_changed_cell_is_one_revision(engine: sa.Engine) -> None:
    store(engine, town())
    before = counted(engine)
    report = store(engine, town().changed("goal", {"code": "g1"}, title="Nah am Menschen", known_on=None))
    assert grown(engine, before) == {"goal": 1, "change": 1, "data_version": 1}
    [line] = report.revised
    assert (line.table, line.key, line.known_on) == ("goal", ("g1",), TODAY)
    assert line.differences[0] == Difference("title", "Bürgernah", "Nah am Menschen")
    assert (report.added, report.ended) == ((), ())


def test_equal_numbers_are_no_change(engine: sa.Engine) -> None:
    """7.50 and 7.5 are one value."""
    store(engine, town())
    values = town().tables["indicator_value"]
    halves = [one | {"value": one["value"].normalize()} for one in values]
    assert [str(one["value"]) for one in halves] != [str(one["value"]) for one in values]
    assert store(engine, type(town())(SLUG, town().tables | {"indicator_value": halves})).is_empty


def test_a_row_gone_from_the_package_is_ended_after_a_dry_run_named_it(engine: sa.Engine) -> None:
    store(engine, town())
    before = counted(engine)
    less = town().without("forecast", milestone="lamps-2")
    preview = import_package(engine, less, today=TODAY, dry_run=True)
    assert counted(engine) == before
    assert [(line.table, line.key) for line in preview.ended] == [("forecast", ("lamps-2", str(START)))]
    report = import_package(engine, less, today=TODAY)
    assert report.ended == preview.ended
    assert (preview.dry_run, report.dry_run) == (True, False)
    [ended] = [one for one in exported(engine)["forecast"] if one["milestone"] == "lamps-2"]
    assert (ended["known_on"], ended["known_until"]) == (START, TODAY)


def test_a_preview_of_a_new_strategy_stores_not_even_its_name(engine: sa.Engine) -> None:
    report = import_package(engine, town(), today=TODAY, dry_run=True)
    assert len(report.added) == sum(map(len, town().tables.values()))
    assert sum(counted(engine).values()) == 0


def form(engine: sa.Engine, day: dt.date, title: str) -> None:
    """A form changes the goal's title on a day."""
    with writing(engine) as connection:
        root = history.lock(connection, SLUG)
        assert root
        held = rows.held(connection, root.id, "goal", ("g1",))
        assert held
        content = shape("goal").content(shape("goal").row(held.content) | {"title": title})
        entry = history.Entry("form", "sponsor", account=3)
        history.record(
            connection, root, entry, [Revision("goal", content, day)], [history.Closing("goal", held.row_id, day)]
        )


def test_a_package_older_than_an_entry_in_the_program_is_refused_as_a_whole(engine: sa.Engine) -> None:
    store(engine, town())
    form(engine, TODAY, "Im Programm geändert")
    before = counted(engine)
    package = town().with_rows("goal", row("goal", code="g2"))
    with pytest.raises(PackageError) as refusal:
        store(engine, package, TOMORROW)
    [finding] = refusal.value.findings
    assert (finding.file, finding.column) == ("goal.csv", "known_on")
    assert all(word in finding.reason for word in ("g1", str(START), str(TODAY)))
    assert counted(engine) == before


def test_the_export_after_an_entry_in_the_program_is_imported_without_a_change(engine: sa.Engine) -> None:
    store(engine, town())
    form(engine, TODAY, "Im Programm geändert")
    before = counted(engine)
    assert store(engine, module_package(exported(engine)), TOMORROW).is_empty
    assert counted(engine) == before


def test_every_reason_is_told_at_once(engine: sa.Engine) -> None:
    future = {"known_on": TOMORROW}
    package = town().changed("goal", {}, **future).changed("measure", {"code": "desk"}, **future)
    with pytest.raises(PackageError) as refusal:
        store(engine, package)
    assert [(f.file, f.column) for f in refusal.value.findings] == [
        ("goal.csv", "known_on"),
        ("measure.csv", "known_on"),
    ]
    assert sum(counted(engine).values()) == 0


def test_a_reference_to_nothing_is_refused_and_leaves_nothing(engine: sa.Engine) -> None:
    with pytest.raises(RefusedError, match="nowhere"):
        store(engine, town().changed("measure", {"code": "desk"}, field="nowhere"))
    assert sum(counted(engine).values()) == 0


@pytest.mark.parametrize("table", ["measure", "statement"])
def test_a_crash_in_the_middle_leaves_nothing(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    insert = facts.insert

    def crash(connection: sa.Connection, strategy: int, part: facts.Group, *rest: object) -> None:
        insert(connection, strategy, part, *rest)
        if part.form.table == table:
            raise SystemExit

    monkeypatch.setattr(facts, "insert", crash)
    with pytest.raises(SystemExit):
        store(engine, every_table())
    assert sum(counted(engine).values()) == 0


def test_a_crash_in_the_middle_of_a_second_import_leaves_the_first(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(engine, every_table())
    before, kept = counted(engine), exported(engine)

    def crash(*_arguments: object) -> None:
        raise SystemExit

    monkeypatch.setattr(facts, "insert", crash)
    package = every_table().changed("goal", {}, title="Neu", known_on=None).without("posting")
    with pytest.raises(SystemExit):
        store(engine, package)
    assert (counted(engine), exported(engine)) == (before, kept)


def test_a_plan_is_made_again_when_someone_wrote_meanwhile(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    store(engine, town())
    write = module._write

    def late(*arguments):
        form(engine, TODAY, "Schneller")
        return write(*arguments)

    monkeypatch.setattr(module, "_write", late)
    store(engine, town().changed("goal", {}, title="Langsamer", known_on=None))
    titles = [one["title"] for one in exported(engine)["goal"]]
    assert titles == ["Bürgernah", "Langsamer"]  # "Schneller" held for a part of a day only
    with reading(engine) as connection:
        stored = connection.scalars(sa.select(FACTS["goal"].c.title).order_by(FACTS["goal"].c.id)).all()
        assert verify_chain(connection, SLUG) is None
    assert stored == ["Bürgernah", "Schneller", "Langsamer"]


def test_two_strategies_in_one_database_do_not_touch_each_other(engine: sa.Engine) -> None:
    store(engine, town())
    store(engine, town("nebenstadt"))
    store(engine, town("nebenstadt").changed("goal", {}, title="Anders", known_on=None))
    assert exported(engine) == by_key(town().tables)
    assert exported(engine, slug="nebenstadt")["goal"][1]["title"] == "Anders"


def test_a_code_may_come_back(engine: sa.Engine) -> None:
    store(engine, town())
    store(engine, town().without("forecast", milestone="lamps-2"))
    again = town().changed("forecast", {"milestone": "lamps-2"}, known_on=TOMORROW)
    report = store(engine, again, TOMORROW)
    assert [line.key for line in report.added] == [("lamps-2", str(START))]
    versions = [one for one in exported(engine)["forecast"] if one["milestone"] == "lamps-2"]
    assert [(one["known_on"], one["known_until"]) for one in versions] == [(START, TODAY), (TOMORROW, None)]


def test_every_kind_of_column_survives_a_change(engine: sa.Engine) -> None:
    """Each stated column of each table is emptied, or changed, and read back."""
    store(engine, every_table())
    changed = {}
    for table, [one] in every_table().tables.items():
        key = full_row(table) if table == "strategy" else one
        other = {n: _other(v) for n, v in one.items() if isinstance(v, int | str) and n in ("text", "title", "note")}
        changed[table] = [key | {"slug": SLUG} | other if table == "strategy" else one | other]
    changed["posting"][0] |= {"amount": -1, "eligible": False, "cost_kind": None}
    store(engine, module_package({t: [r[0] | {"known_on": TODAY}] for t, r in changed.items()}))
    current = {table: [one for one in some if not one["known_until"]] for table, some in exported(engine).items()}
    assert current == {table: [r[0] | {"known_on": TODAY}] for table, r in changed.items()}


def _other(value: object) -> object:
    return value + 1 if isinstance(value, int) else "anders"
