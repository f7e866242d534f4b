"""Money of a town of any size: one plan, one grant, four budget years and 60 postings a measure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

from dashboard.domain.values import half_up
from dashboard.exchange.demo.days import next_month, workday
from dashboard.exchange.demo.rows import Rows, on
from dashboard.exchange.demo.shares import cents, split

GRANT, PLAN = "LAND", "F1"
_YEARS = (2023, 2024, 2025, 2026, 2027, 2028)
_QUOTA = Decimal("0.65")
_ORDERS = 12
_THOUSAND = cents(1000)


def add_drawn_grant(rows: Rows, eligible: int, first_day: dt.date, source: str) -> None:
    """One grant over the whole strategy, approved, with two drawdowns; `eligible` is what all measures cost."""
    amount = int(half_up(eligible * _QUOTA))
    rows.add("grant", first_day, source=source, code=GRANT, title="Landesprogramm Digitale Kommune", reference="DK-23")
    for day, status in ((dt.date(2023, 1, 1), "applied"), (dt.date(2023, 4, 3), "approved")):
        rows.add(
            "grant_version",
            max(first_day, day),
            source=source,
            grant=GRANT,
            valid_from=day,
            status=status,
            quota=_QUOTA,
            total_cost=eligible,
            eligible_cost=eligible,
            amount=amount,
            period_from=dt.date(2023, 1, 1),
            period_to=dt.date(2028, 12, 31),
            proof_due=dt.date(2029, 6, 30),
        )
    for number, day in enumerate((dt.date(2024, 3, 4), dt.date(2025, 3, 3)), 1):
        row = rows.add(
            "drawdown",
            day,
            source=source,
            code=f"A{number}",
            grant=GRANT,
            amount=amount // 10,
            status="requested",
            requested_on=day,
        )
        received = day + dt.timedelta(days=28)
        rows.revise("drawdown", row, received, status="received", received_on=received)


def add_drawn_money(rows: Rows, code: str, reached: int, source: str, dice: Random) -> int:
    """Plan, appropriations and postings of one measure; what was paid follows the milestones reached. Its cost."""
    cost = dice.randrange(60, 420) * _THOUSAND
    by_year = dict(zip(_YEARS, split(cost, (3, 4, 4, 4, 3, 2), cents(100)), strict=True))
    _plan(rows, code, by_year, source)
    _appropriations(rows, code, by_year, source, dice)
    # 0.7 to 1.05 of what was done, so that most budgets hold and some do not.
    paid = cost * reached * dice.randrange(70, 106) // 1000
    _postings(rows, code, paid, source, dice)
    return cost


def _plan(rows: Rows, code: str, by_year: dict[int, int], source: str) -> None:
    for year, amount in by_year.items():
        staff = amount * 3 // 10
        granted = int(amount * _QUOTA)
        for side, kind, part in (
            ("cost", "staff", staff),
            ("cost", "services", amount - staff),
            ("funding", "grant", granted),
            ("funding", "own", amount - granted),
        ):
            rows.add(
                "plan_line",
                rows_first(rows),
                source=source,
                code=f"{code}-{year}-{kind}",
                plan_version=PLAN,
                **on("measure", code),
                year=year,
                side=side,
                kind=kind,
                grant=GRANT if kind == "grant" else None,
                budget_kind="finanz",
                eligible="yes" if side == "cost" else "not_stated",
                amount=part,
            )


def rows_first(rows: Rows) -> dt.date:
    """The day the strategy became known."""
    return rows.table("strategy")[0]["known_on"]


def _appropriations(rows: Rows, code: str, by_year: dict[int, int], source: str, dice: Random) -> None:
    for year in _YEARS[:4]:
        as_of = dt.date(year, 1, 1) if year < 2026 else dt.date(2025, 12, 11)
        carried = dice.randrange(0, 12) * _THOUSAND if 2023 < year < 2026 else None
        rows.add(
            "appropriation",
            max(rows_first(rows), as_of),
            source=source,
            code=f"{code}-{year}",
            **on("measure", code),
            year=year,
            budget_kind="finanz",
            account="51110.0001",
            as_of=as_of,
            base=by_year[year],
            carried_over=carried,
            expires_on=dt.date(year, 12, 31) if carried else None,
        )


def _postings(rows: Rows, code: str, paid: int, source: str, dice: Random) -> None:
    """Twelve orders, each paid by two invoices that release what was ordered; of the last one a part stays open."""
    target = on("measure", code)
    number = 0

    def post(day: dt.date, kind: str, amount: int, cost_kind: str) -> None:
        nonlocal number
        number += 1
        rows.add(
            "posting",
            next_month(day, 6),
            source=source,
            code=f"{code}-{number:02d}",
            **target,
            date=day,
            kind=kind,
            amount=amount,
            eligible=kind == "actual",
            cost_kind=cost_kind,
        )

    orders = split(paid, [dice.randrange(5, 15) for _ in range(_ORDERS)])
    for at, amount in enumerate(orders):
        ordered = workday(dt.date(2023, 2, 1) + dt.timedelta(days=at * 85 + dice.randrange(0, 20)))
        kind = ("services", "staff", "investment")[at % 3]
        still_open = amount // 5 if at == _ORDERS - 1 else 0
        post(ordered, "commitment", amount + still_open, kind)
        for late, part in zip((24, 48), split(amount, (dice.randrange(3, 7), 5)), strict=True):
            day = min(workday(ordered + dt.timedelta(days=late)), dt.date(2025, 12, 19))
            post(day, "commitment_release", part, kind)
            post(day, "actual", part, kind)
