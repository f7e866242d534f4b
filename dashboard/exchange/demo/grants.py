"""Grants of the invented town with their versions and drawdowns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.rows import Row, Rows, on
from dashboard.exchange.demo.shares import cents
from dashboard.exchange.demo.spending import eligible_payments
from dashboard.exchange.demo.town import GRANTS, known

_MONEY = ("total_cost", "eligible_cost", "amount", "own_share", "third_party")
_STEPS = (("received_on", "received"), ("proven_on", "proven"))
_HUNDRED = cents(100)


def add_grants(rows: Rows) -> None:
    """Grants, versions, what they cover, drawdowns. Payments must be there already."""
    for grant in content("grants")["grant"]:
        first = known(grant)
        rows.add(
            "grant",
            first,
            source=GRANTS,
            section=grant["title"],
            code=grant["code"],
            title=grant["title"],
            programme=grant["programme"],
            funder=grant["funder"],
            reference=grant["reference"],
        )
        for version in grant["version"]:
            _version(rows, grant, version)
        for measure in sorted(_covered(grant["code"])):
            day = max(first, known(content("measures")[measure]))
            rows.add(
                "link",
                day,
                source=GRANTS,
                section=grant["title"],
                subject_kind="grant",
                subject=grant["code"],
                relation="covers",
                **on("measure", measure),
            )
    for code in ("BUND", "LAND"):
        _Drawdowns(rows, code).add()


def _covered(grant: str) -> set[str]:
    if grant == "STIFTUNG":
        return {"5.4"}
    return {measure for measure, entry in content("money")["measures"].items() if entry.get("grant") == grant}


def _version(rows: Rows, grant: dict[str, Any], version: dict[str, Any]) -> None:
    given = {name: value for name, value in version.items() if name not in (*_MONEY, "quota", "known", "resolved")}
    resolution = given.pop("resolution", None)
    row = rows.add(
        "grant_version",
        known(version),
        source=GRANTS,
        section=grant["title"],
        grant=grant["code"],
        quota=Decimal(str(version["quota"])),
        interest_rule=grant.get("interest_rule"),
        **{name: cents(version[name]) for name in _MONEY if name in version},
        **given,
    )
    # Where the council decided later than the funder, the resolution became known later, too.
    rows.revise("grant_version", row, version.get("resolved", known(version)), resolution=resolution)


class _Drawdowns:
    """The drawdowns of one grant in the order of their requests."""

    def __init__(self, rows: Rows, grant: str) -> None:
        self._rows, self._grant = rows, grant
        self._payments = list(eligible_payments(rows, _covered(grant), grant))
        self._drawn = 0
        self._number = 0

    def add(self) -> None:
        for entry in content("grants")["drawdown"]:
            if entry["grant"] == self._grant:
                self._number += 1
                self._planned(entry) if "planned" in entry else self._requested(entry)

    def _origin(self) -> Row:
        code = f"A-{self._grant}-{self._number}"
        return {"source": GRANTS, "section": "Mittelabrufe", "code": code, "grant": self._grant}

    def _quota(self, day: dt.date) -> Decimal:
        versions = [row for row in self._rows.table("grant_version") if row["grant"] == self._grant]
        return next(row["quota"] for row in reversed(versions) if row["valid_from"] <= day)

    def _entitled(self, day: dt.date) -> int:
        """What the eligible payments up to the day entitle to, less what was drawn before."""
        paid = sum(amount for date, amount in self._payments if date <= day)
        return int(paid * self._quota(day))

    def _share(self, day: dt.date, share: float) -> int:
        left = int(self._entitled(day) * Decimal(str(share))) - self._drawn
        return max(_HUNDRED, left // _HUNDRED * _HUNDRED)

    def _planned(self, entry: dict[str, Any]) -> None:
        self._rows.add("drawdown", entry["known"], **self._origin(), amount=cents(entry["planned"]), status="planned")

    def _requested(self, entry: dict[str, Any]) -> None:
        day = entry["requested_on"]
        amount = cents(entry["amount"]) if "amount" in entry else self._share(day, entry["share"])
        row = self._rows.add(
            "drawdown", after(day, 3), **self._origin(), amount=amount, status="requested", requested_on=day
        )
        if "rejected_on" in entry:
            decided = entry["rejected_on"]
            self._rows.revise("drawdown", row, after(decided, 4), status="rejected", decided_on=decided)
            return
        if "decided_on" in entry:
            decided = entry["decided_on"]
            amount = self._share(decided, entry["share_left"])
            row = self._rows.revise(
                "drawdown", row, after(decided, 4), status="cut", decided_on=decided, amount_left=amount
            )
        self._drawn += amount
        for column, status in _STEPS:
            if column in entry:
                use_by = {"use_by": entry.get("use_by")} if status == "received" else {}
                row = self._rows.revise(
                    "drawdown", row, after(entry[column], 5), status=status, **{column: entry[column]}, **use_by
                )
