"""Small packages built by code: one row of every table, and a town that goes on for a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from dashboard.codebook import Column, stored, tables, working
from dashboard.domain.state import StrategyState
from dashboard.operations.import_package import import_package
from dashboard.operations.import_report import ImportReport
from dashboard.storage import history, read, rows
from dashboard.storage.content import shape
from dashboard.storage.engine import reading, writing
from dashboard.storage.facts import Revision

Row = dict[str, Any]
SLUG = "musterstadt"
START = dt.date(2024, 1, 2)
MERGED = dt.date(2024, 5, 1)
TODAY = dt.date(2024, 6, 3)


@dataclass(frozen=True)
class Package:
    """What `import_package` asks for."""

    slug: str
    tables: dict[str, list[Row]]

    def line(self, table: str, at: int) -> int | None:
        """No file was read."""
        return None

    def with_rows(self, table: str, *more: Row) -> Package:
        """The package with more rows in a table."""
        return Package(self.slug, self.tables | {table: [*self.tables.get(table, []), *more]})

    def without(self, table: str, **having: Any) -> Package:
        """The package without the rows that have these values."""
        kept = [row for row in self.tables[table] if not having.items() <= row.items()]
        return Package(self.slug, self.tables | {table: kept})

    def changed(self, table: str, having: Row, **values: Any) -> Package:
        """The package with other values in the rows that have these ones."""
        new = [row | values if having.items() <= row.items() else row for row in self.tables[table]]
        assert new != self.tables[table], "nothing to change"
        return Package(self.slug, self.tables | {table: new})


_VALUES: dict[str, Any] = {
    "code": "x1",
    "text": "Ein Satz mit „Zeichen“, Komma; und\nUmbruch",
    "day": dt.date(2024, 1, 31),
    "integer": 1,
    "number": Decimal("0.1250"),
    "money": 18341701,
    "flag": True,
    "period": "2023",
}


def _value(column: Column) -> Any:
    if column.type == "choice":
        return column.values[0]
    if column.type in ("ref", "object"):
        return SLUG if column.kinds[:1] == ("strategy",) else "x1"
    return _VALUES[column.type]


def full_row(table: str, **values: Any) -> Row:
    """A row in which everything but references to its own table is stated."""
    row = {column.name: _value(column) for column in stored()[table].columns if column.to != table}
    row |= {column.name: None for column in stored()[table].columns if column.to == table}
    return row | {"known_on": START, "known_until": None} | values


def row(table: str, **values: Any) -> Row:
    """A row in which only what is required is stated."""
    columns = stored()[table].columns
    made = {column.name: _value(column) if column.required else None for column in columns}
    assert values.keys() <= made.keys(), values.keys() - made.keys()
    return made | {"known_on": START} | values


def store_working_rows(engine: sa.Engine, slug: str = SLUG) -> None:
    """One row of every table of the work in progress, which no package holds."""
    with writing(engine) as connection:
        root = history.lock(connection, slug)
        assert root
        rows = [Revision(table, shape(table).content(full_row(table)), TODAY) for table in working()]
        history.record(connection, root, history.Entry("form", "sponsor", 1), rows, [])


def every_table() -> Package:
    """One row of every table, with every column that can be stated."""
    made = {table.name: [full_row(table.name)] for table in tables()}
    made["strategy"] = [full_row("strategy", slug=SLUG)]
    return Package(SLUG, made)


def town(slug: str = SLUG) -> Package:
    """A strategy with two published measures and one that is not, each with what can hang on a measure."""
    measures = ("lamps", "desk", "secret")
    return Package(slug, {
        "strategy": [row("strategy", slug=slug, title="Smarte Musterstadt", live=False, invented=True)],
        "source": [row("source", code="x1", title="Vorlage 1")],
        "body": [row("body", code="office", title="Amt 10"), row("body", code="council", title="Rat", kind="council")],
        "goal": [row("goal", code="g1", title="Bürgernah", position=1)],
        "field": [
            row("field", code="f1", title="Verwaltung", position=2), row("field", code="f2", title="Licht", position=1),
        ],
        "measure": [
            row("measure", code=code, title=f"Maßnahme {code}", field="f1", responsible="office",
                published=code != "secret", position=3 - at, key_measure=False, pilot=False, it_component=False)
            for at, code in enumerate(measures)
        ],
        "measure_status": [
            *(row("measure_status", measure=code, valid_from=START, status="running") for code in measures),
            row("measure_status", measure="desk", valid_from=MERGED, status="merged", merged_into="secret"),
        ],
        "link": [
            row("link", subject_kind="measure", subject=code, relation="contributes_to",
                object_kind="goal", object="g1")
            for code in measures
        ],
        "status_report": [
            row("status_report", measure="lamps", report_date=START, text="Begonnen", published=True),
            row("status_report", measure="lamps", report_date=TODAY, text="Stockt", published=False),
        ],
        "plan_version": [row("plan_version", code="p1", valid_from=START)],
        "milestone": [
            row("milestone", code=f"{code}-{at}", object_kind="measure", object=code, title="Schritt", position=at,
                actual_date=dt.date(2024, 3, 31), actual_date_precision="quarter", actual_date_words="Q1 2024")
            for code in measures for at in (1, 2)
        ],
        "baseline": [
            row("baseline", milestone=f"{code}-1", plan_version="p1", date=dt.date(2024, 6, 30)) for code in measures
        ],
        "forecast": [
            row("forecast", milestone=f"{code}-2", report_date=START, date=dt.date(2024, 9, 30)) for code in measures
        ],
        "posting": list(_postings(measures)),
        "indicator": [
            row("indicator", code=f"{code}-n", object_kind="measure", object=code, title="Fälle",
                counts_persons=code == "desk", published=True, cumulative=False)
            for code in measures
        ],
        "indicator_value": list(_values(measures)),
    })  # fmt: skip


def _postings(measures: Iterable[str]) -> Iterable[Row]:
    for code in measures:
        for at, (day, cents) in enumerate([(2, 1000), (30, 2050), (33, -50), (200, 999)]):
            yield row(
                "posting", code=f"{code}-{at}", object_kind="measure", object=code, kind="actual", eligible=at != 1,
                date=START + dt.timedelta(day), amount=cents, cost_kind="staff",
            )  # fmt: skip


def _values(measures: Iterable[str]) -> Iterable[Row]:
    for code in measures:
        for at, (value, state) in enumerate(
            [("3", "published"), ("7.50", "published"), ("9", "approved"), ("1", "draft")]
        ):
            yield row(
                "indicator_value", indicator=f"{code}-n", period=f"2024-{at + 1:02}", value=Decimal(value), state=state,
                value_precision="approx", value_words=f"rund {value}", note="aus der Liste",
            )  # fmt: skip


def store(engine: sa.Engine, package: Package, today: dt.date = TODAY) -> ImportReport:
    """Import the package."""
    return import_package(engine, package, today=today, operator="test")


def exported(engine: sa.Engine, known_on: dt.date | None = None, slug: str = SLUG) -> dict[str, list[Row]]:
    """The package rows that are stored."""
    with reading(engine) as connection:
        return rows.export_rows(connection, slug, known_on)


def state(
    engine: sa.Engine, stand: dt.date = TODAY, known_on: dt.date | None = None, audience: str = "internal"
) -> StrategyState:
    """The strategy as the pages read it."""
    with reading(engine) as connection:
        return read.strategy_state(connection, SLUG, stand, known_on, audience)


def by_key(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Rows in the order of an export."""

    def place(table: str, one: Row) -> tuple[Any, ...]:
        return (*(one[name] for name in stored()[table].key), one["known_on"])

    return {
        table: sorted(some, key=lambda one, table=table: place(table, one)) for table, some in tables.items() if some
    }
