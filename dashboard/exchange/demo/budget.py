"""Appropriations of four budget years and in-kind work: the budget as passed, what was left over, what changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.plan import plans, yearly_cost
from dashboard.exchange.demo.rows import Row, Rows, on
from dashboard.exchange.demo.shares import cents
from dashboard.exchange.demo.town import FIRST_DAY, PACKAGE, YEARLY, finance_source

#: Of each budget year: the plan it was made from, the day it was passed as of, the day it was known.
_BUDGETS = {
    2023: ("F1", dt.date(2023, 1, 1), FIRST_DAY),
    2024: ("F1", dt.date(2024, 1, 1), dt.date(2024, 1, 4)),
    2025: ("F2", dt.date(2025, 1, 1), dt.date(2025, 1, 6)),
    2026: ("F3", dt.date(2025, 12, 11), dt.date(2025, 12, 15)),
}
_THOUSAND = cents(1000)
#: Per cent of what was left over that the town carries into the next year.
_CARRIED = 75
_PARTS = ("supplementary", "carried_over", "over_plan", "transfer", "blocked")


def add_budget(rows: Rows, slug: str) -> None:
    """Appropriations by measure and year, and in-kind work."""
    paid = _paid_by_year(rows)
    for measure, entry in plans():
        _of_object(rows, slug, measure, entry, paid)
    for entry in content("money")["in_kind"]:
        _in_kind(rows, entry)


def _paid_by_year(rows: Rows) -> dict[tuple[str, int], int]:
    paid: dict[tuple[str, int], int] = {}
    for row in rows.table("posting"):
        if row["kind"] == "actual" and row["known_until"] is None:
            key = row["object"], row["date"].year
            paid[key] = paid.get(key, 0) + row["amount"]
    return paid


def _of_object(
    rows: Rows, slug: str, measure: str | None, entry: dict[str, Any], paid: dict[tuple[str, int], int]
) -> None:
    left = 0
    for year, (version, as_of, known_on) in _BUDGETS.items():
        base = -(-yearly_cost(measure, version).get(year, 0) // _THOUSAND) * _THOUSAND
        changes = [c for c in content("money")["change"] if c["measure"] == measure and c["year"] == year]
        if not (base or left or changes):
            continue
        state: Row = {"base": base} | dict.fromkeys(_PARTS, 0)
        number = _Numbers(rows, slug, measure, year)
        if base or left:
            number.add(as_of, known_on, state)
        carried = left * entry.get("carried", _CARRIED) // 100 // _THOUSAND * _THOUSAND if year < 2026 else 0
        if carried:
            state |= {"carried_over": carried}
            expires = dt.date(year + (1 if entry["profile"] in ("building", "hardware") else 0), 12, 31)
            number.add(dt.date(year, 3, 31), dt.date(year, 4, 8), state, expires)
        for change in changes:
            state[change["part"]] += cents(change["amount"])
            number.add(change["on"], after(change["on"], 5), state, None)
        left = max(0, _adjusted(state) - paid.get((measure or slug, year), 0))


def _adjusted(state: Row) -> int:
    return state["base"] + sum(state[part] for part in _PARTS if part != "blocked") - state["blocked"]


class _Numbers:
    """The appropriations of one object and year, one row for each day on which they changed."""

    def __init__(self, rows: Rows, slug: str, measure: str | None, year: int) -> None:
        self._rows, self._measure, self._year = rows, measure, year
        self._target = on("measure", measure) if measure else on("strategy", slug)
        self._count = 0
        self._expires: dt.date | None = None

    def add(self, as_of: dt.date, known_on: dt.date, state: Row, expires: dt.date | None = None) -> None:
        self._count += 1
        self._expires = expires or self._expires
        name = self._measure or "S"
        self._rows.add(
            "appropriation",
            known_on,
            source=PACKAGE if self._year == 2023 else finance_source(known_on.year),
            section=f"Haushalt {self._year}",
            code=f"H-{name}-{self._year}-{self._count}",
            **self._target,
            year=self._year,
            budget_kind="finanz",
            account=f"51110.{name.replace('.', '').rjust(4, '0')}",
            as_of=as_of,
            base=state["base"],
            expires_on=self._expires,
            **{part: state[part] or None for part in _PARTS},
        )


def _in_kind(rows: Rows, entry: dict[str, Any]) -> None:
    for year, amount in entry["amounts"].items():
        source, day = YEARLY.get(int(year), (finance_source(int(year)), dt.date(int(year), 11, 28)))
        rows.add(
            "in_kind",
            day,
            source=source,
            section="Eigenleistungen",
            code=f"E-{entry['measure']}-{year}",
            **on("measure", entry["measure"]),
            year=int(year),
            amount=cents(amount),
            amount_precision="keur",
            amount_words=f"{amount // 1000} T€",
            recognised=entry["recognised"],
            funded=False,
        )
