"""Status reports of the sponsors, made from the milestones, with a remark where there is something to tell."""

from __future__ import annotations

import datetime as dt
from random import Random

from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.days import after
from dashboard.exchange.demo.milestones import Step, steps, version_days
from dashboard.exchange.demo.rows import Rows
from dashboard.exchange.demo.town import REPORTS, known

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
#: One measure has not reported for more than half a year.
_SILENT_AFTER = {"4.3": dt.date(2024, 12, 31)}
#: Negotiations that are not for the public.
_INTERNAL = ("5.2",)
_TELLING = ("planning", "running")


def add_reports(rows: Rows, dice: Random) -> None:
    """Two reports a year while a measure is planned or carried out, the last one when it ends."""
    for measure, entry in content("measures").items():
        for year in (2023, 2024, 2025):
            for day in (dt.date(year, 6, 30), dt.date(year, 12, 31)):
                if day <= _SILENT_AFTER.get(measure, rows.last_day) and _tells(entry["status"], day):
                    _report(rows, measure, day, max(known(entry), after(day, dice.randint(2, 8))))


def _tells(statuses: list[list], day: dt.date) -> bool:
    """Whether the measure is under way on the day, or was half a year before."""

    def status_on(on: dt.date) -> str | None:
        return next((status for since, status, *_ in reversed(statuses) if since <= on), None)

    return status_on(day) in _TELLING or status_on(day - dt.timedelta(days=170)) in _TELLING


def _report(rows: Rows, measure: str, day: dt.date, known_on: dt.date) -> None:
    remark = content("remarks").get(measure, {}).get(day.isoformat())
    cost = content("cost_forecasts").get(measure, {}).get(day.isoformat())
    words = f"rund {cost:,} €".replace(",", ".") if cost else None
    expected = f"Wir rechnen insgesamt mit Kosten von {words}." if words else None
    rows.add(
        "status_report",
        known_on,
        source=REPORTS,
        section=f"Sachstand Maßnahme {measure}",
        measure=measure,
        report_date=day,
        text=" ".join(filter(None, (*_sentences(measure, day), remark, expected))),
        published=measure not in _INTERNAL,
        cost_forecast=cost * 100 if cost else None,
        cost_forecast_precision="approx" if cost else None,
        cost_forecast_words=words,
    )


def _sentences(measure: str, day: dt.date) -> list[str]:
    group = steps().get(measure, ())
    reached = [step for step in group if step.actual and step.actual <= day]
    still = [step for step in group if step.plan and not (step.closed_on and step.closed_on <= day)]
    told = ["Die Arbeit hat begonnen."]
    if reached:
        told = [_reached(max(reached, key=lambda step: step.actual or day))]
    planned = sorted((date, step.title) for step in still if (date := _plan_on(step, day)))
    if planned:
        told.append(_next(*planned[0], day))
    elif len(reached) == len(group):
        told.append("Damit sind alle Meilensteine erreicht.")
    return told


def _plan_on(step: Step, day: dt.date) -> dt.date | None:
    """The baseline of the latest plan version in force that dates the milestone."""
    days = version_days()
    return next((date for version, date in reversed(step.plan.items()) if days[version] <= day), None)


def _reached(step: Step) -> str:
    assert step.actual
    plan = _plan_on(step, step.actual)
    late = (step.actual - plan).days if plan else 0
    when = "wie geplant" if abs(late) <= 3 else f"{abs(late)} Tage {'nach' if late > 0 else 'vor'} dem Plan"
    return f"„{step.title}“ ist seit dem {step.actual:%d.%m.%Y} erreicht, {when}."


def _next(date: dt.date, title: str, day: dt.date) -> str:
    month = f"{_MONTHS[date.month - 1]} {date.year}"
    if date < day:
        return f"„{title}“ war für {month} vorgesehen und ist noch offen."
    return f"Als Nächstes folgt „{title}“, vorgesehen für {month}."
