"""A town of any size: the same kinds of rows as the told town, drawn by lot, for trying out and for measuring.

A measure has 10 milestones with 3 forecasts each, 60 postings and 3 control indicators with 24 values each.
"""

from __future__ import annotations

import datetime as dt
from random import Random

from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.many_indicators import add_drawn_indicators
from dashboard.exchange.demo.many_money import add_drawn_grant, add_drawn_money
from dashboard.exchange.demo.rows import Row, Rows, on
from dashboard.exchange.demo.shares import cents
from dashboard.exchange.package import Package
from dashboard.storage.pause import collector_paused

FIRST_DAY = dt.date(2023, 1, 2)
LAST_DAY = dt.date(2025, 12, 31)
SOURCE, PLAN, PAPER = "BEISPIEL-1", "F1", "VO-2022-0001"
_START, _END = dt.date(2023, 1, 1), dt.date(2028, 12, 31)
#: Of a hundred measures, how many have each status at the end; the list ends with the usual one.
_STATUSES = (("completed", 8), ("paused", 3), ("planning", 7), ("adopted", 2), ("running", 80))


@collector_paused()
def generate_many(measures: int, seed: int, slug: str) -> Package:
    """A package with that many measures; ValueError for fewer than one."""
    if measures < 1:
        raise ValueError(f"a town has at least one measure, not {measures}")
    rows = Rows(LAST_DAY)
    dice = Random(f"{seed}/{measures}")
    fields = min(12, max(1, measures // 5))
    _frame(rows, slug, measures, fields)
    cost = 0
    for number in range(1, measures + 1):
        code = f"M{number:05d}"
        reached = _measure(rows, code, number, fields, dice)
        cost += add_drawn_money(rows, code, reached, SOURCE, dice)
        add_drawn_indicators(rows, code, f"G{(number - 1) % fields + 1}", reached, SOURCE, dice)
    add_drawn_grant(rows, cost, FIRST_DAY, SOURCE)
    return rows.package(slug)


def _frame(rows: Rows, slug: str, measures: int, fields: int) -> None:
    """Strategy, source, bodies, resolution, plan version, fields and a goal for each field."""
    words = content("many")
    rows.add(
        "source",
        FIRST_DAY,
        code=SOURCE,
        title=f"Erfundene Beispieldaten: Strategie mit {measures} Maßnahmen",
        number=SOURCE,
        date=FIRST_DAY,
        publisher="Koordinierungsstelle (erfunden)",
        note="Alle Angaben sind erfunden.",
    )
    origin: Row = {"source": SOURCE}
    rows.add(
        "strategy",
        FIRST_DAY,
        **origin,
        slug=slug,
        title=f"Smarte Beispielstadt mit {measures} Maßnahmen",
        kind="smart_city",
        owner="Beispielstadt",
        owner_kind="municipality",
        council_label="Rat",
        valid_from=_START,
        valid_to=_END,
        data_as_of=LAST_DAY,
        live=False,
        invented=True,
        eval_quarter=2,
        summary="Eine erfundene Strategie, um das Programm auszuprobieren und zu messen.",
    )
    rows.add("body", FIRST_DAY, **origin, code="rat", title="Rat der Beispielstadt", kind="council")
    for number, title in enumerate(words["offices"]):
        rows.add("body", FIRST_DAY, **origin, code=f"amt-{number}", title=title, kind="office")
    rows.add(
        "paper",
        FIRST_DAY,
        **origin,
        code=PAPER,
        number="VO/2022/0001",
        title="Strategie und Planfassung",
        date=dt.date(2022, 11, 10),
        lead="amt-0",
        decision="Der Rat beschließt die Strategie.",
        financial_effects="yes",
    )
    rows.add(
        "consultation",
        FIRST_DAY,
        **origin,
        code=f"{PAPER}-1",
        paper=PAPER,
        body="rat",
        date=dt.date(2022, 12, 15),
        role="decision",
        public="public",
        result="adopted",
    )
    rows.add("plan_version", FIRST_DAY, **origin, code=PLAN, valid_from=_START, resolution=PAPER)
    for position, title in enumerate(words["fields"][:fields], 1):
        rows.add("field", FIRST_DAY, **origin, code=str(position), kind="field", title=title, position=position)
        rows.add(
            "goal",
            FIRST_DAY,
            **origin,
            code=f"G{position}",
            kind="goal",
            title=f"Fortschritt in {title}",
            position=position,
        )


def _title(number: int) -> str:
    """Another title for each measure: what × where, then numbered parts."""
    what, where = content("many")["what"], content("many")["where"]
    part, rest = divmod(number - 1, len(what) * len(where))
    title = f"{what[rest % len(what)]} {where[rest // len(what) % len(where)]}"
    return f"{title}, {part + 1}. Bauabschnitt" if part else title


def _status(dice: Random) -> str:
    lot = dice.randrange(100)
    for status, share in _STATUSES:
        if lot < share:
            return status
        lot -= share
    return _STATUSES[-1][0]


def _measure(rows: Rows, code: str, number: int, fields: int, dice: Random) -> int:
    """The measure with its status, links and milestones; how many of the ten milestones are reached."""
    field = (number - 1) % fields + 1
    status = _status(dice)
    start = _START + dt.timedelta(days=dice.randrange(0, 240))
    rows.add(
        "measure",
        FIRST_DAY,
        source=SOURCE,
        code=code,
        title=_title(number),
        plain_text="Eine erfundene Maßnahme. Sie zeigt, wie Termine, Geld und Wirkung zusammen dargestellt werden.",
        field=str(field),
        responsible=f"amt-{dice.randrange(6)}",
        key_measure=number % 10 == 1,
        pilot=number % 12 == 5,
        corridor_from=start,
        corridor_to=_END,
        climate="positive" if number % 3 else "none",
        participation="information",
        participation_documented="Veröffentlicht im Amtsblatt",
        space="Ganze Stadt",
        it_component=False,
        follow_up_cost=cents(dice.randrange(2, 60) * 1000),
        published=True,
        position=number,
    )
    rows.add(
        "link",
        FIRST_DAY,
        source=SOURCE,
        subject_kind="measure",
        subject=code,
        relation="contributes_to",
        **on("goal", f"G{field}"),
        contribution=("low", "medium", "high")[number % 3],
    )
    rows.add(
        "assignment",
        FIRST_DAY,
        source=SOURCE,
        code=f"P-{code}",
        role="sponsor",
        title=f"Patenrolle Maßnahme {code}",
        body=f"amt-{number % 6}",
        **on("measure", code),
        starts=FIRST_DAY,
    )
    _statuses(rows, code, status, start, dice)
    _report(rows, code, dice)
    return _milestones(rows, code, status, start, dice)


def _statuses(rows: Rows, code: str, status: str, start: dt.date, dice: Random) -> None:
    steps = [(_START, "adopted")]
    if status != "adopted":
        steps.append((start + dt.timedelta(days=1), "planning"))
    if status not in ("adopted", "planning"):
        steps.append((start + dt.timedelta(days=dice.randrange(30, 120)), "running"))
    if status in ("completed", "paused"):
        steps.append((dt.date(2025, 12, 1), status))
    for day, name in steps:
        rows.add(
            "measure_status",
            max(FIRST_DAY, day),
            source=SOURCE,
            measure=code,
            valid_from=day,
            status=name,
            resolution=PAPER,
            reason="Finanzierung wird neu geregelt" if name == "paused" else None,
        )


def _report(rows: Rows, code: str, dice: Random) -> None:
    day = dt.date(2025, 9, 30)
    rows.add(
        "status_report",
        after(day, dice.randrange(2, 9)),
        source=SOURCE,
        measure=code,
        report_date=day,
        text="Die Arbeiten gehen voran. Offene Punkte sind mit den beteiligten Ämtern besprochen.",
        published=True,
    )


def _milestones(rows: Rows, code: str, status: str, start: dt.date, dice: Random) -> int:
    """Ten milestones in order; the late ones of a measure are late together."""
    step = (_END - start).days // 11
    drift = dice.choice((0, 0, 0, 0, 0, 0, 1, 2, 4)) if status != "completed" else 0
    due = 10 if status == "completed" else min(9, (dt.date(2025, 12, 1) - start).days // step)
    reached = max(0, due - (dice.randrange(0, 2) if drift else 0))
    titles = content("many")["milestones"]
    for position in range(1, 11):
        name = f"{code}-{position}"
        done = position <= reached
        # A completed measure was planned to end by now; the others spread over the whole period.
        days = step * position if status != "completed" else (dt.date(2025, 11, 1) - start).days * position // 10
        baseline = start + dt.timedelta(days=days)
        row = rows.add(
            "milestone",
            FIRST_DAY,
            source=SOURCE,
            code=name,
            **on("measure", code),
            title=titles[position - 1],
            weight=dice.randrange(1, 4),
            critical=position == 8,
            funder_duty=False,
            position=position,
        )
        rows.add("baseline", FIRST_DAY, source=SOURCE, milestone=name, plan_version=PLAN, date=baseline)
        actual = min(after(baseline, dice.randrange(-12, 12)), dt.date(2025, 11, 28)) if done else None
        if actual:
            rows.revise("milestone", row, after(actual, 5), started_on=after(actual, -60), actual_date=actual)
        _forecasts(rows, name, baseline, actual, drift, dice)
    return reached


def _forecasts(rows: Rows, milestone: str, baseline: dt.date, actual: dt.date | None, drift: int, dice: Random) -> None:
    """Three reports at quarter ends, the last before the milestone was reached, or before the data end."""
    last = min(actual or LAST_DAY, dt.date(2025, 9, 30))
    for number in (3, 2, 1):
        report = last - dt.timedelta(days=91 * (number - 1) + 5)
        moved = drift * 9 * (3 - number) if not actual else 0
        date = max(actual or baseline, report) + dt.timedelta(days=moved)
        rows.add(
            "forecast",
            max(FIRST_DAY, report + dt.timedelta(days=4)),
            source=SOURCE,
            milestone=milestone,
            report_date=report,
            date=date,
            reason=dice.choice(content("many")["reasons"]) if moved else None,
        )
