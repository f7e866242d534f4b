"""One read: records out of rows, for a day, a day of knowledge and an audience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from dashboard.codebook import tables
from dashboard.domain import model
from dashboard.domain.state import PostingSum, StrategyState
from dashboard.domain.values import Origin, Period, Ref, StatedDay, StatedMoney, StatedNumber
from dashboard.errors import NotFound
from dashboard.storage import read
from dashboard.storage.batch import record_class
from dashboard.storage.engine import reading
from tests.statements import statements
from tests.storage.packages import SLUG, START, TODAY, every_table, full_row, state, store, town

STAND = dt.date(2024, 12, 31)


@pytest.fixture
def filled(engine: sa.Engine) -> sa.Engine:
    """A database with the town."""
    store(engine, town())
    return engine


def records(facts: StrategyState) -> Iterator[Any]:
    for table in facts.tables:
        yield from table


def test_every_table_of_the_codebook_has_its_record_with_the_same_fields() -> None:
    for table in tables():
        told = [f.name for f in table.fields if f.name not in ("source", "section", "known_on", "known_until")]
        assert [f.name for f in fields(record_class(table.name))] == [*told, "origin"], table.name


def test_every_column_comes_back_in_its_record(engine: sa.Engine) -> None:
    """Each record is built here by hand from the package row."""
    store(engine, every_table())
    with reading(engine) as connection:
        facts = read.load_facts(connection, SLUG, up_to=STAND, audience="internal")
    got = {type(record): record for record in (*records(facts), facts.strategy)}
    for table in tables():
        if table.name == "posting":
            continue
        row = full_row(table.name) | ({"slug": SLUG} if table.name == "strategy" else {})
        made = {f.name: _expected(f.name, f.type, row) for f in table.fields if f.name not in ("source", "section")}
        origin = Origin(row.get("source"), row.get("section"), START)
        del made["known_on"], made["known_until"]
        cls = record_class(table.name)
        assert got[cls] == cls(**made, origin=origin), table.name


def _expected(name: str, kind: str, row: dict[str, Any]) -> Any:
    stated = {"stated_day": StatedDay, "stated_money": StatedMoney, "stated_number": StatedNumber}
    if kind in stated:
        return stated[kind](row[name], row[f"{name}_precision"], row[f"{name}_words"])
    if kind == "object":
        return Ref(row[f"{name}_kind"], row[name])
    return Period.parse(row[name]) if kind == "period" else row[name]


def test_values_have_the_same_types_on_both_databases(engine: sa.Engine) -> None:
    store(engine, every_table())
    facts = state(engine, STAND)
    [milestone], [indicator], [target] = facts.milestones, facts.indicators, facts.targets
    assert milestone.critical is True
    assert type(indicator.lag_days) is int
    assert target.baseline_value == Decimal("0.125")
    assert type(facts.strategy.data_as_of) is dt.date


def test_a_record_cannot_be_changed_and_equals_one_made_by_hand(filled: sa.Engine) -> None:
    plan = state(filled).plan_versions[0]
    assert plan == model.PlanVersion(code="p1", valid_from=START, origin=Origin("x1", None, START))
    assert hash(plan) == hash(model.PlanVersion(code="p1", valid_from=START, origin=Origin("x1", None, START)))
    with pytest.raises(AttributeError):
        plan.code = "p2"  # type: ignore[misc]


def test_an_empty_precision_is_the_exact_day(engine: sa.Engine) -> None:
    store(engine, town())
    [baseline] = [b for b in state(engine, STAND).baselines if b.milestone == "desk-1"]
    assert baseline.date == StatedDay(dt.date(2024, 6, 30), "day", None)


def test_records_stand_in_the_order_of_position_and_code(filled: sa.Engine) -> None:
    facts = state(filled)
    assert [measure.code for measure in facts.measures] == ["secret", "desk", "lamps"]
    assert [field.code for field in facts.fields] == ["f2", "f1"]
    assert [baseline.milestone for baseline in facts.baselines] == ["desk-1", "lamps-1", "secret-1"]
    assert [body.code for body in facts.bodies] == ["council", "office"]


def test_a_revised_row_keeps_its_place(engine: sa.Engine) -> None:
    store(engine, town())
    store(engine, town().changed("body", {"code": "council"}, title="Stadtvertretung", known_on=None))
    assert [body.title for body in state(engine).bodies] == ["Stadtvertretung", "Amt 10"]


def test_postings_are_summed_by_month_and_all_else_that_tells_them_apart(filled: sa.Engine) -> None:
    lamps = [p for p in state(filled, STAND).postings if p.object == Ref("measure", "lamps")]
    january, february, july = (dt.date(2024, month, 1) for month in (1, 2, 7))
    rest = (Ref("measure", "lamps"),)
    assert lamps == [
        PostingSum(*rest, january, "actual", True, None, "staff", 1000),
        PostingSum(*rest, february, "actual", False, None, "staff", 2050),
        PostingSum(*rest, february, "actual", True, None, "staff", -50),
        PostingSum(*rest, july, "actual", True, None, "staff", 999),
    ]


def test_a_posting_of_the_day_asked_for_counts_and_one_of_the_next_day_does_not(filled: sa.Engine) -> None:
    last = START + dt.timedelta(33)

    def spent(day: dt.date) -> int:
        return sum(posting.cents for posting in state(filled, day).postings)

    assert spent(last) == 3 * (1000 + 2050 - 50)
    assert spent(last - dt.timedelta(1)) == 3 * (1000 + 2050)


def test_the_single_postings_add_up_to_the_sums(filled: sa.Engine) -> None:
    with reading(filled) as connection:
        single = read.postings(connection, SLUG, up_to=STAND, audience="internal")
        lamps = read.postings(connection, SLUG, up_to=STAND, audience="internal", on=Ref("measure", "lamps"))
        nothing = read.postings(connection, SLUG, up_to=STAND, audience="internal", on=Ref("measure", "no such"))
    sums = state(filled, STAND).postings
    assert sum(posting.amount for posting in single) == sum(posting.cents for posting in sums)
    assert [posting.code for posting in lamps] == ["lamps-0", "lamps-1", "lamps-2", "lamps-3"]
    assert [posting.date for posting in single] == sorted(posting.date for posting in single)
    assert nothing == ()


def test_a_cent_added_a_thousand_times_is_ten_euros(engine: sa.Engine) -> None:
    one = town().tables["posting"][0]
    many = [one | {"code": f"p{number}", "amount": 1} for number in range(1000)]
    store(engine, type(town())(SLUG, town().tables | {"posting": many}))
    [posting] = state(engine, STAND).postings
    assert (posting.cents, type(posting.cents)) == (1000, int)


def test_the_public_sees_nothing_that_hangs_on_an_unpublished_measure(filled: sa.Engine) -> None:
    facts = state(filled, STAND, audience="public")
    assert [measure.code for measure in facts.measures] == ["desk", "lamps"]
    assert "secret" not in str(facts)
    inside = state(filled, STAND)
    assert "secret" in str(inside)
    lists = ("milestones", "baselines", "forecasts", "links", "indicators", "measure_statuses")
    assert {name: (len(getattr(inside, name)), len(getattr(facts, name))) for name in lists} == {
        "milestones": (6, 4), "baselines": (3, 2), "forecasts": (3, 2), "links": (3, 2), "indicators": (3, 2),
        "measure_statuses": (4, 3),
    }  # fmt: skip


def test_the_public_sees_no_money_of_an_unpublished_measure(filled: sa.Engine) -> None:
    with reading(filled) as connection:
        single = read.postings(connection, SLUG, up_to=STAND, audience="public")
    facts = state(filled, STAND, audience="public")
    assert {posting.object.code for posting in facts.postings} == {"lamps", "desk"}
    assert {posting.object.code for posting in single} == {"lamps", "desk"}
    assert sum(posting.amount for posting in single) == sum(posting.cents for posting in facts.postings)


def test_the_public_sees_published_status_reports_and_values_only(filled: sa.Engine) -> None:
    facts = state(filled, STAND, audience="public")
    assert [report.text for report in facts.status_reports] == ["Begonnen"]
    assert {value.state for value in facts.indicator_values} == {"published"}
    inside = state(filled, STAND)
    assert len(inside.status_reports) == 2
    assert {value.state for value in inside.indicator_values} == {"published", "approved", "draft"}


def test_an_unpublished_indicator_takes_its_values_along(engine: sa.Engine) -> None:
    store(engine, town().changed("indicator", {"code": "lamps-n"}, published=False))
    facts = state(engine, STAND, audience="public")
    assert [indicator.code for indicator in facts.indicators] == ["desk-n"]
    assert {value.indicator for value in facts.indicator_values} == {"desk-n"}


def test_the_public_sees_no_count_of_fewer_than_five_persons(filled: sa.Engine) -> None:
    """X35: an indicator that counts persons hides 3 and shows 7.5; one that counts lamps shows both."""
    found = {(v.indicator, v.period.text): v for v in state(filled, STAND, audience="public").indicator_values}
    hidden = found["desk-n", "2024-01"]
    assert (hidden.value, hidden.missing_reason, hidden.note) == (None, "protected", None)
    assert "3" not in str([hidden.value, hidden.note, hidden.missing_reason])
    for key, number in {("desk-n", "2024-02"): "7.5", ("lamps-n", "2024-01"): "3"}.items():
        assert (found[key].value.value, found[key].missing_reason) == (Decimal(number), None)
    inside = {(v.indicator, v.period.text): v for v in state(filled, STAND).indicator_values}
    assert inside["desk-n", "2024-01"].value == StatedNumber(Decimal(3), "approx", "rund 3")


@pytest.mark.parametrize(
    ("count", "shown"), [("0", True), ("1", False), ("4", False), ("4.9", False), ("5", True), ("-2", True)]
)
def test_from_five_persons_on_and_at_none_the_count_is_shown(fresh, count: str, shown: bool) -> None:
    engine = fresh(True)
    only = {"indicator": "desk-n", "period": "2024-01"}
    store(engine, town().changed("indicator_value", only, value=Decimal(count)))
    found = [v for v in state(engine, STAND, audience="public").indicator_values if v.indicator == "desk-n"]
    assert (found[0].value is not None) is shown


def test_what_is_known_today_is_the_same_with_and_without_the_day(filled: sa.Engine) -> None:
    now, today = state(filled, STAND), state(filled, STAND, TODAY)
    for field in fields(now):
        if field.name != "known_on":
            assert getattr(now, field.name) == getattr(today, field.name), field.name


def test_an_unknown_strategy_is_not_found(engine: sa.Engine) -> None:
    with reading(engine) as connection:
        assert read.version(connection, "nowhere") is None
        assert read.opening(connection, "nowhere") is None
        for ask in (read.load_facts, read.postings):
            with pytest.raises(NotFound, match="nowhere"):
                ask(connection, "nowhere", up_to=TODAY, audience="public")


def test_strategies_are_listed_by_their_short_names(engine: sa.Engine) -> None:
    for slug in (SLUG, "altstadt"):
        store(engine, town(slug))
    with reading(engine) as connection:
        assert read.slugs(connection) == ("altstadt", SLUG)


def test_a_warm_read_is_one_statement(filled: sa.Engine) -> None:
    """Also past SQLAlchemy, on both databases."""
    with reading(filled) as connection:
        assert read.version(connection, SLUG) == read.version_now(filled, SLUG) == 1
        assert read.version(connection, "nowhere") is read.version_now(filled, "nowhere") is None
    if filled.dialect.name == "sqlite":
        with statements(filled) as asked:
            read.version_now(filled, SLUG)
        assert len(asked) == 1


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)  # PostgreSQL scans small tables whatever the indexes
@pytest.mark.parametrize("known_on", [None, TODAY])
def test_no_read_looks_at_the_rows_of_other_strategies(filled: sa.Engine, known_on: dt.date | None) -> None:
    """Each statement of a read finds its rows by an index that begins with the strategy, or by ids."""
    told: list[tuple[str, Any]] = []
    sa.event.listen(filled, "before_cursor_execute", lambda *arguments: told.append((arguments[2], arguments[3])))
    with reading(filled) as connection:
        read.version(connection, SLUG)
        read.opening(connection, SLUG)
        read.strategy_state(connection, SLUG, STAND, known_on, "public")
        read.postings(connection, SLUG, known_on=known_on, up_to=STAND, audience="public")
        selects = [(statement, values) for statement, values in told if statement.startswith("SELECT")]
        plans = [
            (step[3], statement)
            for statement, values in selects
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert len(selects) > len(list(tables()))
    assert [(step, statement) for step, statement in plans if step.startswith("SCAN")] == []
