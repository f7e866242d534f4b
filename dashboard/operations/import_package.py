"""A strategy package into the database: all of it or nothing, and nothing twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import sqlalchemy as sa

from dashboard.codebook import codebook
from dashboard.errors import Finding, PackageError
from dashboard.operations.declared import Declared, Impossible, Outcome, compare
from dashboard.operations.import_report import ImportReport, Line, line
from dashboard.storage import history, read, rows
from dashboard.storage.content import shape
from dashboard.storage.engine import reading, writing
from dashboard.storage.facts import Revision
from dashboard.storage.pause import collector_paused

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


class Package(Protocol):
    """One strategy: its short name and its rows by table, typed and checked cell by cell."""

    @property
    def slug(self) -> str: ...

    @property
    def tables(self) -> Tables: ...

    def line(self, table: str, at: int) -> int | None:
        """Where the row at this place of a table stands in the file that was read, as a spreadsheet counts."""


@dataclass
class Plan:
    """What an import will write, made from the state that has `data_version` (None: the strategy is new)."""

    data_version: int | None
    revisions: list[Revision] = field(default_factory=list)
    closings: list[history.Closing] = field(default_factory=list)
    lines: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))

    @property
    def days(self) -> set[dt.date]:
        """The days of knowledge; each becomes one change."""
        ends = {revision.superseded for revision in self.revisions if revision.superseded}
        return ends | {r.recorded for r in self.revisions} | {c.on for c in self.closings}


@collector_paused()
def import_package(
    engine: sa.Engine, package: Package, *, today: dt.date, dry_run: bool = False, operator: str = "operator"
) -> ImportReport:
    """Make the database say what the package says, and report what that changed.

    `operator` is the role that the history names. With `dry_run` nothing is stored. A second import of the same
    package changes nothing. Raises PackageError, with every finding, when the package's history does not fit.
    """
    with reading(engine) as connection:
        plan = _plan(connection, package, today)
    if not dry_run and plan.days:
        plan = _write(engine, package, today, operator, plan)
    added, revised, ended = (tuple(plan.lines[name]) for name in ("added", "revised", "ended"))
    return ImportReport(package.slug, dry_run, added, revised, ended, changes=len(plan.days))


def _write(engine: sa.Engine, package: Package, today: dt.date, operator: str, plan: Plan) -> Plan:
    with writing(engine) as connection:
        root = history.lock(connection, package.slug)
        if (root.data_version if root else None) != plan.data_version:
            plan = _plan(connection, package, today)  # someone wrote since the plan was made
        root = root or history.add_strategy(connection, package.slug)
        history.record(connection, root, history.Entry("import", operator), plan.revisions, plan.closings)
    return plan


def _plan(connection: sa.Connection, package: Package, today: dt.date) -> Plan:
    plan, findings = Plan(read.version(connection, package.slug)), []
    stored = _stored(connection, package.slug)
    for table in codebook():
        declared = _declared(table, package.tables.get(table, ()))
        for key in {**stored[table], **declared}:
            try:
                outcome = compare(declared.get(key, ()), stored[table].get(key, ()), today)
            except Impossible as reason:
                findings.append(_finding(package, table, key, reason))
            else:
                _enter(plan, table, outcome)
    if findings:
        raise PackageError(findings)
    return plan


def _finding(package: Package, table: str, key: str, reason: Impossible) -> Finding:
    row = None if reason.at is None else package.line(table, reason.at)
    return Finding(f"{table}.csv", row, reason.column, f"{shape(table).readable(key)}: {reason.reason}", reason.remedy)


def _stored(connection: sa.Connection, slug: str) -> dict[str, dict[str, list[rows.Stored]]]:
    """Stored versions by table and key; those that no day ended with are nobody's history."""
    found: dict[str, dict[str, list[rows.Stored]]] = {table: {} for table in codebook()}
    strategy = rows.strategy_id(connection, slug)
    for table, versions in rows.versions(connection, strategy, codebook()) if strategy is not None else ():
        key_text = shape(table).key_text
        for version in versions:
            if version.was_known:
                found[table].setdefault(key_text(version.content), []).append(version)
    return found


def _declared(table: str, package_rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Declared]]:
    form = shape(table)
    found: dict[str, list[Declared]] = {}
    for at, row in enumerate(package_rows):
        content = form.content(row)
        version = Declared(content, row.get("known_on"), row.get("known_until"), at)
        found.setdefault(form.key_text(content), []).append(version)
    return found


def _enter(plan: Plan, table: str, outcome: Outcome) -> None:
    if not outcome.added and not outcome.closed_on:
        return
    for version in outcome.added:
        plan.revisions.append(Revision(table, version.content, version.known_on, version.known_until))
    if outcome.current and outcome.closed_on:
        plan.closings.append(history.Closing(table, outcome.current.row_id, outcome.closed_on))
    name, entry = line(table, outcome)
    plan.lines[name].append(entry)
