"""Milestones of the invented town with their plans, what became of them, and the forecasts reported on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from dashboard.exchange.demo.content import content, listing
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.rows import Row, Rows, on
from dashboard.exchange.demo.town import FIRST_DAY, PACKAGE, REPORTS, known


@dataclass(frozen=True)
class Step:
    """One line of the milestone list: `plan` holds its date in each plan version that knows it."""

    code: str
    measure: str | None
    title: str
    weight: int
    plan: dict[str, dt.date]
    actual: dt.date | None
    dropped: dt.date | None
    critical: bool
    duty: bool
    evidence: str | None
    position: int

    @property
    def closed_on(self) -> dt.date | None:
        return self.actual or self.dropped


def version_days() -> dict[str, dt.date]:
    """The day each plan version comes into force."""
    return {version["code"]: version["valid_from"] for version in content("town")["plan_version"]}


def _plan(line: dict[str, str], dropped: dt.date | None) -> dict[str, dt.date]:
    plan: dict[str, dt.date] = {}
    before = ""
    for version, valid_from in version_days().items():
        before = line[version.lower()] or before
        if before not in ("", "-") and not (dropped and dropped <= valid_from):
            plan[version] = dt.date.fromisoformat(before)
    return plan


def _step(line: dict[str, str], position: int) -> Step:
    measure = None if line["measure"] == "-" else line["measure"]
    marks, _, day = line["marks"].partition("x")
    dropped = dt.date.fromisoformat(day) if day else None
    return Step(
        code=f"{measure or 'S'}-M{position}",
        measure=measure,
        title=line["title"],
        weight=int(line["weight"]),
        plan=_plan(line, dropped),
        actual=dt.date.fromisoformat(line["actual"]) if line["actual"] else None,
        dropped=dropped,
        critical="k" in marks,
        duty="d" in marks,
        evidence=line["evidence"] or None,
        position=position,
    )


@cache
def steps() -> dict[str | None, tuple[Step, ...]]:
    """The milestones by measure, those of the strategy under None."""
    found: dict[str | None, list[Step]] = {}
    for line in listing("milestones"):
        measure = None if line["measure"] == "-" else line["measure"]
        found.setdefault(measure, []).append(_step(line, len(found.get(measure, ())) + 1))
    return {measure: tuple(group) for measure, group in found.items()}


def add_milestones(rows: Rows, slug: str, dice: Random) -> None:
    """Milestones, baselines, forecasts, predecessors."""
    told = _told_forecasts()
    for measure, group in steps().items():
        first = known(content("measures")[measure]) if measure else FIRST_DAY
        for step in group:
            born = max(first, _first_known(step))
            _milestone(rows, slug, step, born, dice)
            for report, date, reason in told.get(step.code) or _usual_forecasts(step, rows.last_day, dice):
                _forecast(rows, step, report, date, reason, dice)
            _baselines(rows, step)
    for line in listing("follows"):
        rows.add(
            "link",
            dt.date(2024, 2, 26),
            source=PACKAGE,
            section=f"Maßnahme {line['milestone'][:3]}",
            subject_kind="milestone",
            subject=line["milestone"],
            relation="follows",
            **on("milestone", line["predecessor"]),
        )


def _section(step: Step) -> str:
    return f"Maßnahme {step.measure}" if step.measure else "Strategie"


def _version_known(version: str) -> dt.date:
    return next(known(entry) for entry in content("town")["plan_version"] if entry["code"] == version)


def _first_known(step: Step) -> dt.date:
    """Milestones become known with the first plan that dates them, undated ones with their measure."""
    return _version_known(next(iter(step.plan))) if step.plan else FIRST_DAY


def _milestone(rows: Rows, slug: str, step: Step, born: dt.date, dice: Random) -> None:
    target = on("measure", step.measure) if step.measure else on("strategy", slug)
    row = rows.add(
        "milestone",
        born,
        source=PACKAGE,
        section=_section(step),
        code=step.code,
        **target,
        title=step.title,
        weight=step.weight,
        critical=step.critical,
        funder_duty=step.duty,
        position=step.position,
    )
    begun = _begun(step, rows.last_day, dice)
    if begun:
        row = rows.revise("milestone", row, max(born, after(begun, 6)), started_on=begun, source=REPORTS)
    if step.actual:
        rows.revise(
            "milestone",
            row,
            after(step.actual, dice.randint(3, 9)),
            actual_date=step.actual,
            evidence=step.evidence,
            source=REPORTS,
        )
    if step.dropped:
        rows.revise("milestone", row, after(step.dropped, 5), dropped_on=step.dropped, dropped_reason=step.evidence)


def _begun(step: Step, last_day: dt.date, dice: Random) -> dt.date | None:
    """Work begins some months before the date planned, if the milestone was not dropped before."""
    if not step.plan:
        return None
    begun = after(step.actual or next(reversed(step.plan.values())), -dice.randint(90, 190))
    begun = max(begun, dt.date(2023, 1, 9))
    too_late = begun > last_day or (step.actual and begun > step.actual) or (step.dropped and begun > step.dropped)
    return None if too_late else begun


def _baselines(rows: Rows, step: Step) -> None:
    for version, date in step.plan.items():
        stated: Row = {"date": date}
        # What lies far ahead was planned to the quarter or the year only.
        if date.year >= 2027 and date.month == 12:
            stated |= {"date_precision": "year", "date_words": f"bis Ende {date.year}"}
        elif date.year >= 2027 and date.month % 3 == 0:
            stated |= {"date_precision": "quarter", "date_words": f"{date.month // 3}. Quartal {date.year}"}
        rows.add(
            "baseline",
            _version_known(version),
            source=PACKAGE,
            section=f"Planfassung {version}",
            milestone=step.code,
            plan_version=version,
            **stated,
        )


def _forecast(rows: Rows, step: Step, report: dt.date, date: dt.date, reason: str | None, dice: Random) -> None:
    rows.add(
        "forecast",
        after(report, dice.randint(2, 8)),
        source=REPORTS,
        section=f"Quartalsmeldung {(report.month + 2) // 3}/{report.year}",
        milestone=step.code,
        report_date=report,
        date=date,
        reason=reason,
    )


def _told_forecasts() -> dict[str, list[tuple[dt.date, dt.date, str | None]]]:
    """Forecasts of the milestones that have a story of their own."""
    told: dict[str, list[tuple[dt.date, dt.date, str | None]]] = {}
    for line in listing("forecasts"):
        report, date = dt.date.fromisoformat(line["report"]), dt.date.fromisoformat(line["date"])
        told.setdefault(line["milestone"], []).append((report, date, line["reason"] or None))
    return told


#: What sponsors write when a date moves by a few days.
_LATER = (
    "Angebote kamen später als erwartet",
    "Abnahme in der Folgewoche",
    "Krankheitsbedingte Ausfälle im Projektteam",
    "Abstimmung mit dem Personalrat dauert länger",
    "Lieferung verspätet angekündigt",
)
_EARLIER = ("Vergabe schneller als geplant", "Vorarbeiten früher fertig", "Zusätzliche Unterstützung aus dem Fachamt")


def _usual_forecasts(step: Step, last_day: dt.date, dice: Random) -> Iterator[tuple[dt.date, dt.date, str | None]]:
    """Two to four reports at quarter ends before the milestone; the last ones move towards the actual date."""
    days = version_days()
    reports = [
        dt.date(year, month, 31 if month in (3, 12) else 30) for year in (2023, 2024, 2025) for month in (3, 6, 9, 12)
    ]
    planned = step.plan
    end = step.closed_on or last_day
    wanted = [report for report in reports if report <= end and any(days[v] <= report for v in planned)]
    chosen = wanted[-dice.randint(3, 4) :]
    for number, report in enumerate(chosen, 1):
        baseline = [date for version, date in planned.items() if days[version] <= report][-1]
        slip = (step.actual - baseline).days if step.actual else 0
        moved = slip if number == len(chosen) else slip // 2 if number == len(chosen) - 1 and abs(slip) > 10 else 0
        date = max(baseline + dt.timedelta(days=moved), report)
        reason = None if not moved else dice.choice(_LATER if moved > 0 else _EARLIER)
        yield report, date, reason
