"""The frame of the invented town: strategy, sources, bodies, papers, goals, fields, plan versions, statements."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from dashboard.exchange.demo.content import content, listing
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.rows import Rows, on

#: The day the monitoring of the invented town begins.
FIRST_DAY = dt.date(2023, 1, 2)
#: Sources by what they tell; the codes are those of `town.toml`.
PACKAGE, REPORTS, VALUES, GRANTS = "BEISPIEL-1", "BEISPIEL-2", "BEISPIEL-3", "BEISPIEL-4"
#: The annual report of a year, and the day it was there.
YEARLY = {2023: ("BEISPIEL-8", dt.date(2024, 3, 1)), 2024: ("BEISPIEL-9", dt.date(2025, 3, 3))}


def finance_source(year: int) -> str:
    """The finance export of a year; what comes later stands in the last one."""
    return f"BEISPIEL-{5 + min(max(year, 2023), 2025) - 2023}"


def known(entry: dict[str, Any]) -> dt.date:
    return entry.get("known", FIRST_DAY)


def add_town(rows: Rows, slug: str) -> None:
    """Everything that is neither a measure nor an indicator nor money."""
    strategy = content("town")["strategy"] | {"slug": slug}
    rows.add(
        "strategy", FIRST_DAY, source=PACKAGE, owner_kind="municipality", live=False, invented=True, **_own(strategy)
    )
    for source in content("town")["source"]:
        rows.add("source", source["date"], **source)
    _bodies(rows)
    for paper in content("papers")["paper"]:
        _paper(rows, paper)
    _goals_and_fields(rows)
    _phases_and_plans(rows)
    _statements(rows, slug)
    _events(rows)


def _own(strategy: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in strategy.items() if name not in ("owner_kind", "live", "invented")}


def _bodies(rows: Rows) -> None:
    for code, (title, kind, parent, role) in content("town")["bodies"].items():
        rows.add(
            "body",
            FIRST_DAY,
            source=PACKAGE,
            section="Gremien und Stellen",
            code=code,
            title=title,
            kind=kind,
            parent=parent or None,
            role=role,
        )


def _paper(rows: Rows, paper: dict[str, Any]) -> None:
    day = max(FIRST_DAY, after(paper["date"], 4))
    rows.add(
        "paper",
        day,
        source=PACKAGE,
        section="Vorlagen",
        code=paper["code"],
        number=paper["code"].replace("-", "/"),
        title=paper["title"],
        date=paper["date"],
        lead=paper["lead"],
        decision=paper["decision"],
        financial_effects=paper["financial_effects"],
    )
    for number, (body, date, role, public, result, votes) in enumerate(paper["consultations"], 1):
        row = rows.add(
            "consultation",
            day,
            source=PACKAGE,
            section="Vorlagen",
            code=f"{paper['code']}-{number}",
            paper=paper["code"],
            body=body,
            date=date,
            role=role,
            public=public,
            result="not_stated",
        )
        bias = paper.get("bias_note") if role == "decision" else None
        rows.revise(
            "consultation", row, max(FIRST_DAY, after(date, 4)), result=result, votes=votes or None, bias_note=bias
        )


def _goals_and_fields(rows: Rows) -> None:
    for position, goal in enumerate(content("town")["goal"], 1):
        rows.add("goal", FIRST_DAY, source=PACKAGE, section="Ziele", position=position, **goal)
    for position, field in enumerate(content("town")["field"], 1):
        given = {name: value for name, value in field.items() if name not in ("former_title", "renamed_on")}
        row = rows.add("field", FIRST_DAY, source=PACKAGE, section="Handlungsfelder", position=position, **given)
        if "former_title" in field:
            row["title"] = field["former_title"]
            rows.revise("field", row, field["renamed_on"], title=field["title"])


def _phases_and_plans(rows: Rows) -> None:
    for code, (title, starts, ends, months, text) in content("town")["phases"].items():
        rows.add(
            "phase",
            FIRST_DAY,
            source=PACKAGE,
            section="Phasen",
            code=code,
            title=title,
            starts=starts,
            ends=ends,
            max_months=months,
            text=text,
        )
    for version in content("town")["plan_version"]:
        given = {name: value for name, value in version.items() if name != "known"}
        rows.add("plan_version", known(version), source=PACKAGE, section="Planfassungen", **given)


def _statements(rows: Rows, slug: str) -> None:
    for position, entry in enumerate(content("statements")["statement"], 1):
        code = entry.get("code", slug)
        value = Decimal(entry["value"]) if "value" in entry else None
        day = dt.date(2024, 8, 5) if code == "LAND" else dt.date(2023, 5, 30) if code == "BUND" else FIRST_DAY
        rows.add(
            "statement",
            day,
            source=PACKAGE,
            section="Anmerkungen",
            code=f"A{position}",
            category=entry["category"],
            **on(entry["object"], code),
            title=entry["title"],
            text=entry.get("text"),
            value=value,
            unit=entry.get("unit"),
            date=entry.get("date"),
            position=position,
        )


def _events(rows: Rows) -> None:
    for number, event in enumerate(listing("events"), 1):
        date = dt.date.fromisoformat(event["date"])
        rows.add(
            "multiplier_event",
            after(date, 9),
            source=REPORTS,
            section="Verbreitung",
            code=f"W{number:02d}",
            date=date,
            kind=event["kind"],
            count=int(event["count"]),
            region=event["region"] or None,
            document=event["document"] or None,
        )
