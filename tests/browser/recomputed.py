"""Figures of a package out of its CSV files alone: the formulas written down once more, with nothing of the program."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

Row = dict[str, str]
#: Status of a measure that is counted in progress (D13).
COUNTED = {"adopted", "planning", "running", "completed", "permanent", "paused"}
GRANTED = {"approved", "changed"}


def half_up(value: Fraction | Decimal, places: int = 0) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


class Recomputed:
    """A package as of a day, by what is known last."""

    def __init__(self, folder: Path, day: dt.date) -> None:
        self.folder, self.day = folder, day.isoformat()

    def rows(self, table: str) -> list[Row]:
        """The rows of a table that still hold."""
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            return [row for row in csv.DictReader(handle) if not row["known_until"]]

    def latest(self, rows: list[Row], day: str = "valid_from") -> Row | None:
        return max((row for row in rows if row[day] <= self.day), key=lambda row: row[day], default=None)

    @cached_property
    def field_of(self) -> dict[str, str]:
        return {row["code"]: row["field"] for row in self.rows("measure")}

    @cached_property
    def counted(self) -> set[str]:
        """Measures that count in progress."""
        statuses = self.rows("measure_status")
        last = {code: self.latest([s for s in statuses if s["measure"] == code]) for code in self.field_of}
        return {code for code, status in last.items() if status and status["status"] in COUNTED}

    @cached_property
    def paused(self) -> set[str]:
        """Measures that have ever rested."""
        return {row["measure"] for row in self.rows("measure_status") if row["status"] in ("paused", "parked")}

    @cached_property
    def baseline(self) -> dict[str, str]:
        """Day by milestone in the plan version in force."""
        plan = self.latest(self.rows("plan_version"))
        assert plan is not None
        return {row["milestone"]: row["date"] for row in self.rows("baseline") if row["plan_version"] == plan["code"]}

    @cached_property
    def milestones(self) -> dict[str, list[Row]]:
        """By measure, those that are not dropped."""
        found: dict[str, list[Row]] = {code: [] for code in self.field_of}
        for row in self.rows("milestone"):
            dropped = row["dropped_on"] and row["dropped_on"] <= self.day
            if row["object_kind"] == "measure" and not dropped:
                found[row["object"]].append(row)
        return found

    def reached(self, measure: str) -> Fraction | None:
        """D2: weight of the milestones reached by the day, of all."""
        done = [m for m in self.milestones[measure] if m["actual_date"] and m["actual_date"] <= self.day]
        return _share(done, self.milestones[measure])

    def planned(self, measure: str) -> Fraction | None:
        """D3: weight of the milestones planned by the day, of those with a day."""
        dated = [m for m in self.milestones[measure] if self.baseline.get(m["code"])]
        return _share([m for m in dated if self.baseline[m["code"]] <= self.day], dated)

    def mean(self, figure: dict[str, Fraction | None], field: str | None = None) -> Fraction:
        """D13: each measure that counts, of one field or all, counts the same."""
        values = [
            value
            for code, value in figure.items()
            if value is not None and code in self.counted and field in (None, self.field_of[code])
        ]
        return sum(values, Fraction(0)) / len(values)

    def overdue(self, measure: str, title: str) -> int:
        """Days since the baseline of an open milestone."""
        [milestone] = [m for m in self.milestones[measure] if m["title"] == title]
        assert not milestone["actual_date"] or milestone["actual_date"] > self.day
        base = dt.date.fromisoformat(self.baseline[milestone["code"]])
        return max(0, (dt.date.fromisoformat(self.day) - base).days)

    def spent(self, field: str | None = None) -> Decimal:
        """Payments to the day, of the measures of a field or of all there is."""
        return _sum(
            row
            for row in self.rows("posting")
            if row["kind"] == "actual" and row["date"] <= self.day and self._in(row, field)
        )

    def spent_of_plan(self) -> Decimal:
        """D13: payments to the day for what counts, which is what the plan is compared with."""
        return _sum(
            row
            for row in self.rows("posting")
            if row["kind"] == "actual" and row["date"] <= self.day and self._counts(row)
        )

    def _counts(self, row: Row) -> bool:
        return row["object_kind"] != "measure" or row["object"] in self.counted

    def cost_lines(self, field: str | None = None) -> list[Row]:
        """D13: cost of all years of what counts, in the plan version in force that has a resolution."""
        version = self.latest([v for v in self.rows("plan_version") if v["resolution"]])
        assert version is not None
        lines = [row for row in self.rows("plan_line") if row["plan_version"] == version["code"]]
        cost = [row for row in lines if row["side"] == "cost" and row["budget_kind"] == "finanz"]
        counts = [row for row in cost if row["object_kind"] == "strategy" or row["object"] in self.counted]
        return [row for row in counts if self._in(row, field)]

    def plan(self, field: str | None = None) -> Decimal:
        return _sum(self.cost_lines(field))

    def planned_spending(self) -> Fraction:
        """Share of the plan that is due by the day, each year's amount spread evenly over its days."""
        due = Fraction(0)
        for row in self.cost_lines():
            first, after = dt.date(int(row["year"]), 1, 1), dt.date(int(row["year"]) + 1, 1, 1)
            gone = (dt.date.fromisoformat(self.day) - first).days + 1
            due += Fraction(row["amount"]) * Fraction(min(max(gone, 0), (after - first).days), (after - first).days)
        return due / Fraction(self.plan())

    def _in(self, row: Row, field: str | None) -> bool:
        return field is None or (row["object_kind"] == "measure" and self.field_of[row["object"]] == field)

    def grant(self, code: str) -> dict[str, Decimal] | None:
        """D7: granted, entitlement, drawn and drawable; None where nothing is granted."""
        version = self.latest([v for v in self.rows("grant_version") if v["grant"] == code])
        if version is None or version["status"] not in GRANTED:
            return None
        links = [row for row in self.rows("link") if row["relation"] == "covers"]
        covers = {row["object"]: row["subject"] for row in links}
        paid = _sum(
            row
            for row in self.rows("posting")
            if row["kind"] == "actual"
            and row["eligible"] == "true"
            and row["date"] <= self.day
            and (row["grant"] or covers.get(row["object"])) == code
        )
        approved = Decimal(version["amount"])
        entitlement = min(half_up(paid * Decimal(version["quota"]), 2), approved)
        drawn = sum((self._drawn(row) for row in self.rows("drawdown") if row["grant"] == code), Decimal(0))
        return {"approved": approved, "entitlement": entitlement, "drawn": drawn, "drawable": entitlement - drawn}

    def _drawn(self, row: Row) -> Decimal:
        """What was requested by the day; nothing of what was rejected, the rest of what was cut."""
        if not row["requested_on"] or row["requested_on"] > self.day:
            return Decimal(0)
        if row["decided_on"] and row["decided_on"] <= self.day:
            return Decimal(0) if row["status"] == "rejected" else Decimal(row["amount_left"])
        return Decimal(row["amount"])

    def value(self, indicator: str, year: int) -> Decimal | None:
        """The latest published value of a year; of values that add up, the baseline and all of them since."""
        known = [
            row
            for row in self.rows("indicator_value")
            if row["indicator"] == indicator and row["value"] and row["state"] in ("approved", "published")
        ]
        this_year = sorted((row["period"], row["value"]) for row in known if row["period"].startswith(str(year)))
        if not this_year:
            return None
        [about] = [row for row in self.rows("indicator") if row["code"] == indicator]
        if about["cumulative"] == "false":
            return Decimal(this_year[-1][1])
        target = max((t for t in self.rows("target") if t["indicator"] == indicator), key=lambda t: int(t["version"]))
        since = [row for row in known if int(target["baseline_year"]) < int(row["period"][:4]) <= year]
        return Decimal(target["baseline_value"]) + sum(Decimal(row["value"]) for row in since)


def _share(part: list[Row], whole: list[Row]) -> Fraction | None:
    weights = [sum(int(row["weight"]) for row in rows) for rows in (part, whole)]
    return Fraction(weights[0], weights[1]) if weights[1] else None


def _sum(rows) -> Decimal:
    return sum((Decimal(row["amount"]) for row in rows), Decimal(0))
