"""Measures of the invented town: words, status history, goals, cross topics, who is in charge."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.rows import Row, Rows, on
from dashboard.exchange.demo.shares import cents
from dashboard.exchange.demo.town import FIRST_DAY, PACKAGE, known

_IT_COLUMNS = ("it_interfaces", "it_standard", "it_licence")


def add_measures(rows: Rows, dice: Random) -> None:
    """All measures with what hangs on them directly."""
    for position, (code, entry) in enumerate(content("measures").items(), 1):
        _measure(rows, code, entry, position)
        _statuses(rows, code, entry, dice)
        _links(rows, code, entry)
        _sponsor(rows, code, entry)
    _deputy_and_vacancy(rows)
    _groups(rows)


def _it(entry: dict[str, Any]) -> Row:
    if "it" not in entry:
        return {"it_component": False}
    parts = {name: value or None for name, value in zip(_IT_COLUMNS, entry["it"], strict=True)}
    return {"it_component": True} | parts


def _follow_up(entry: dict[str, Any]) -> Row:
    if "follow_up_approx" in entry:
        euro = entry["follow_up_approx"]
        words = f"rund {euro // 1000} T€"
        return {
            "follow_up_cost": cents(euro),
            "follow_up_cost_precision": "approx",
            "follow_up_cost_words": words,
        }
    return {"follow_up_cost": cents(entry["follow_up"])} if "follow_up" in entry else {}


def _measure(rows: Rows, code: str, entry: dict[str, Any], position: int) -> None:
    starts, ends = entry["corridor"]
    row = rows.add(
        "measure",
        known(entry),
        source=PACKAGE,
        section=f"Maßnahme {code}",
        code=code,
        title=entry.get("former_title", entry["title"]),
        plain_text=entry["plain_text"],
        field=code[0],
        responsible=entry["responsible"],
        key_measure=entry.get("key", False),
        pilot=entry.get("pilot", False),
        phase="A" if ends <= dt.date(2024, 12, 31) else "B",
        corridor_from=starts,
        corridor_to=ends,
        climate=entry["climate"],
        climate_alternatives=entry.get("climate_alternatives"),
        participation=entry["participation"],
        participation_documented=entry.get("participation_documented"),
        space=entry["space"],
        published=True,
        position=position,
        **_it(entry),
        **_follow_up(entry),
    )
    if "renamed_on" in entry:
        rows.revise("measure", row, entry["renamed_on"], title=entry["title"])
    if "changed_on" in entry:
        rows.revise("measure", row, entry["changed_on"], plain_text=entry["plain_text_later"])


def _statuses(rows: Rows, code: str, entry: dict[str, Any], dice: Random) -> None:
    for day, status, resolution, reason, *merged in entry["status"]:
        rows.add(
            "measure_status",
            max(known(entry), after(day, dice.randint(3, 6))),
            source=PACKAGE,
            section=f"Maßnahme {code}",
            measure=code,
            valid_from=day,
            status=status,
            resolution=resolution or None,
            reason=reason or None,
            merged_into=merged[0] if merged else None,
        )
        if resolution and status in ("adopted", "merged", "stopped", "parked"):
            rows.add(
                "link",
                max(known(entry), after(day, 4)),
                source=PACKAGE,
                section=f"Maßnahme {code}",
                subject_kind="measure",
                subject=code,
                relation="decided_by",
                **on("paper", resolution),
            )


def _links(rows: Rows, code: str, entry: dict[str, Any]) -> None:
    origin: Row = {"source": PACKAGE, "section": f"Maßnahme {code}", "subject_kind": "measure", "subject": code}
    for goal, contribution in entry["goals"].items():
        rows.add(
            "link", known(entry), **origin, relation="contributes_to", **on("goal", goal), contribution=contribution
        )
    for topic in entry["cross"]:
        rows.add("link", known(entry), **origin, relation="concerns", **on("field", topic))


def _sponsor(rows: Rows, code: str, entry: dict[str, Any]) -> None:
    first = max(known(entry), dt.date(2023, 1, 16))
    origin: Row = {"source": PACKAGE, "section": f"Maßnahme {code}"} | on("measure", code)
    rows.add(
        "assignment",
        first,
        **origin,
        code=f"P-{code}",
        role="sponsor",
        title=f"Patenrolle Maßnahme {code}",
        body=entry["responsible"],
        starts=first,
    )
    rows.add(
        "assignment",
        first,
        **origin,
        code=f"B-{code}",
        role="member",
        title=f"Begleitung der Maßnahme {code}",
        body=entry["group"],
        starts=first,
    )


def _deputy_and_vacancy(rows: Rows) -> None:
    """One sponsor has a deputy, one changed the office, one left and nobody has followed yet."""
    rows.add(
        "assignment",
        dt.date(2024, 9, 2),
        source=PACKAGE,
        section="Maßnahme 3.2",
        code="P-3.2-V",
        role="sponsor",
        title="Stellvertretende Patenrolle Maßnahme 3.2",
        body="bibliothek",
        **on("measure", "3.2"),
        starts=dt.date(2024, 9, 2),
        deputy_of="P-3.2",
    )
    by_code = {row["code"]: row for row in rows.table("assignment")}
    rows.revise("assignment", by_code["P-1.5"], dt.date(2025, 10, 2), ends=dt.date(2025, 9, 30))
    rows.revise("assignment", by_code["P-5.3"], dt.date(2024, 7, 1), ends=dt.date(2024, 6, 30))
    rows.add(
        "assignment",
        dt.date(2024, 7, 1),
        source=PACKAGE,
        section="Maßnahme 5.3",
        code="P-5.3-2",
        role="sponsor",
        title="Patenrolle Maßnahme 5.3",
        body="statistik",
        **on("measure", "5.3"),
        starts=dt.date(2024, 7, 1),
    )


def _groups(rows: Rows) -> None:
    """Working groups lead their field, the coordination the strategy."""
    slug = rows.table("strategy")[0]["slug"]
    leads = ("ag-verwaltung", "ag-mobilitaet", "ag-bildung", "ag-klima", "ag-wirtschaft")
    for number, body in enumerate(leads, 1):
        rows.add(
            "assignment",
            FIRST_DAY,
            source=PACKAGE,
            section="Gremien und Stellen",
            code=f"L-{number}",
            role="lead",
            title=f"Leitung der Arbeitsgruppe im Handlungsfeld {number}",
            body=body,
            **on("field", str(number)),
            starts=dt.date(2023, 1, 1),
        )
    for code, role, title, body in (
        ("S-1", "overall", "Gesamtverantwortung", "buergermeisteramt"),
        ("S-2", "coordination", "Koordination der Strategie", "koordination"),
        ("S-3", "member", "Wissenschaftliche Begleitung", "hochschule"),
        ("S-4", "drawn_in", "Vertretung der älteren Menschen", "seniorenbeirat"),
    ):
        rows.add(
            "assignment",
            FIRST_DAY,
            source=PACKAGE,
            section="Gremien und Stellen",
            code=code,
            role=role,
            title=title,
            body=body,
            **on("strategy", slug),
            starts=dt.date(2023, 1, 1),
        )
