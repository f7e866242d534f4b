"""Small builders for tests: records with sensible defaults, and the reference measure M of section D.

Every number here is invented for the tests; days are written as in the worked examples ("31.07.2025").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from dashboard.domain import model
from dashboard.domain.state import PostingSum, StrategyState, as_of
from dashboard.domain.values import Period, Ref, StatedDay, StatedMoney, StatedNumber

SLUG = "test-town"
STRATEGY = Ref("strategy", SLUG)
MEASURE = Ref("measure", "M")
PLAN = "plan-1"
PAPER = "paper-1"


def day(text: str) -> dt.date:
    """`31.07.2025` as a date."""
    return dt.datetime.strptime(text, "%d.%m.%Y").date()


def stated(text: str | None) -> StatedDay | None:
    """`31.07.2025` as a stated day; None stays None."""
    return StatedDay(day(text)) if text else None


def euro(text: str | int) -> int:
    """`1834169.98` as cents."""
    return int(Decimal(str(text)) * 100)


def number(text: str | int) -> Decimal:
    return Decimal(str(text))


KEY_DATE = day("31.07.2025")


def a_strategy(**changes) -> model.Strategy:
    given = {
        "slug": SLUG,
        "title": "Strategy of a test town",
        "kind": "smart_city",
        "owner": "Test town",
        "owner_kind": "municipality",
        "data_as_of": KEY_DATE,
        "invented": True,
    }
    return model.Strategy(**given | changes)


def a_state(on: str | dt.date = KEY_DATE, *, audience: str = "internal", **tables) -> StrategyState:
    """A state as of `on` from whole tables; what comes later than `on` is left out, postings excepted."""
    tables.setdefault("strategy", a_strategy())
    key_date = day(on) if isinstance(on, str) else on
    tables = {name: tuple(rows) if isinstance(rows, list) else rows for name, rows in tables.items()}
    return as_of(StrategyState(as_of=key_date, known_on=None, audience=audience, **tables), key_date)


def a_plan_version(code: str = PLAN, valid_from: str = "01.01.2024", resolution: str | None = PAPER, **changes):
    return model.PlanVersion(code=code, valid_from=day(valid_from), resolution=resolution, **changes)


def a_field(code: str = "F", kind: str = "field", **changes) -> model.Field:
    return model.Field(**{"code": code, "kind": kind, "title": f"Field {code}"} | changes)


def a_goal(code: str = "G", **changes) -> model.Goal:
    return model.Goal(**{"code": code, "kind": "goal", "title": f"Goal {code}"} | changes)


def a_measure(code: str = "M", field: str | None = "F", **changes) -> model.Measure:
    return model.Measure(**{"code": code, "title": f"Measure {code}", "field": field, "published": True} | changes)


def a_status(status: str = "running", since: str = "01.01.2024", measure: str = "M", **changes) -> model.MeasureStatus:
    given = {"measure": measure, "valid_from": day(since), "status": status, "resolution": PAPER}
    return model.MeasureStatus(**given | changes)


def a_milestone(
    code: str, weight: int = 1, reached: str | None = None, object: Ref = MEASURE, **changes
) -> model.Milestone:
    given = {
        "code": code,
        "object": object,
        "title": f"Milestone {code}",
        "weight": weight,
        "actual_date": stated(reached),
    }
    return model.Milestone(**given | changes)


def a_baseline(milestone: str, on: str, plan_version: str = PLAN) -> model.Baseline:
    return model.Baseline(milestone=milestone, plan_version=plan_version, date=StatedDay(day(on)))


def a_forecast(milestone: str, reported: str, on: str, reason: str | None = "Reason") -> model.Forecast:
    return model.Forecast(milestone=milestone, report_date=day(reported), date=StatedDay(day(on)), reason=reason)


def a_report(on: str, forecast: str | int | None = None, measure: str = "M", **changes) -> model.StatusReport:
    """A status report, with a forecast of the measure's cost in euro if there is one."""
    cost = None if forecast is None else StatedMoney(euro(forecast))
    given = {"measure": measure, "report_date": day(on), "text": "As planned", "published": True, "cost_forecast": cost}
    return model.StatusReport(**given | changes)


def a_plan_line(code: str, amount: str | int, object: Ref = MEASURE, **changes) -> model.PlanLine:
    given = {
        "code": code,
        "plan_version": PLAN,
        "object": object,
        "year": 2024,
        "side": "cost",
        "kind": "services",
        "budget_kind": "finanz",
        "eligible": "yes",
        "amount": StatedMoney(euro(amount)),
    }
    return model.PlanLine(**given | changes)


def a_posting(
    amount: str | int,
    kind: str = "actual",
    month: str = "01.06.2025",
    object: Ref = MEASURE,
    eligible: bool = False,
    grant: str | None = None,
    cost_kind: str | None = "services",
) -> PostingSum:
    return PostingSum(object, day(month), kind, eligible, grant, cost_kind, euro(amount))


def an_appropriation(
    code: str,
    base: str | int | None,
    year: int = 2025,
    object: Ref = MEASURE,
    as_of: str = "01.01.2025",
    **changes,
) -> model.Appropriation:
    given = {
        "code": code,
        "object": object,
        "year": year,
        "budget_kind": "finanz",
        "account": "11.1",
        "as_of": day(as_of),
        "base": None if base is None else StatedMoney(euro(base)),
    }
    return model.Appropriation(**given | changes)


def a_link(subject: Ref, relation: str, object: Ref, **changes) -> model.Link:
    return model.Link(subject=subject, relation=relation, object=object, **changes)


def follows(after: str, before: str) -> model.Link:
    """The milestone `after` can only come when the milestone `before` is there."""
    return a_link(Ref("milestone", after), "follows", Ref("milestone", before))


def covers(object: Ref, grant: str = "GR") -> model.Link:
    return a_link(Ref("grant", grant), "covers", object)


def a_grant(code: str = "GR", title: str = "Federal grant") -> model.Grant:
    return model.Grant(code=code, title=title)


def a_grant_version(grant: str = "GR", valid_from: str = "01.01.2024", status: str = "approved", **changes):
    for name in ("total_cost", "eligible_cost", "amount", "own_share", "third_party"):
        if changes.get(name) is not None:
            changes[name] = StatedMoney(euro(changes[name]))
    for name in ("period_from", "period_to"):
        if changes.get(name) is not None:
            changes[name] = stated(changes[name])
    if changes.get("quota") is not None:
        changes["quota"] = number(changes["quota"])
    return model.GrantVersion(grant=grant, valid_from=day(valid_from), status=status, **changes)


def a_drawdown(code: str, amount: str | int, requested: str, received: str | None = None, **changes) -> model.Drawdown:
    given = {
        "code": code,
        "grant": "GR",
        "amount": euro(amount),
        "status": "received" if received else "requested",
        "requested_on": day(requested),
        "received_on": day(received) if received else None,
    }
    return model.Drawdown(**given | changes)


def an_in_kind(code: str, amount: str | int, year: int = 2025, recognised: bool = True, **changes) -> model.InKind:
    given = {"code": code, "object": MEASURE, "year": year, "amount": StatedMoney(euro(amount))}
    return model.InKind(**given | {"recognised": recognised} | changes)


def an_indicator(code: str = "I", object: Ref = MEASURE, **changes) -> model.Indicator:
    given = {
        "code": code,
        "object": object,
        "title": f"Indicator {code}",
        "role": "control",
        "level": "outcome",
        "unit": "%",
        "direction": "up",
        "periodicity": "year",
        "published": True,
    }
    return model.Indicator(**given | changes)


def a_target(baseline: tuple[int, str | int], target: tuple[int, str | int], indicator: str = "I", **changes):
    """A target path from (year, value) to (year, value), in force since the end of the baseline year."""
    for name in ("tolerance", "lower", "upper"):
        if changes.get(name) is not None:
            changes[name] = number(changes[name])
    given = {
        "indicator": indicator,
        "version": 1,
        "valid_from": dt.date(baseline[0], 12, 31),
        "resolution": PAPER,
        "baseline_year": baseline[0],
        "baseline_value": number(baseline[1]),
        "target_year": target[0],
        "target_value": number(target[1]),
    }
    return model.Target(**given | changes)


def a_value(
    period: str, value: str | int | None, indicator: str = "I", state: str = "published", **changes
) -> model.IndicatorValue:
    given = {
        "indicator": indicator,
        "period": Period.parse(period),
        "definition": 1,
        "state": state,
        "quality": "measured",
        "value": None if value is None else StatedNumber(number(value)),
        "submitted_by": "Sponsor",
        "approved_by": "Group lead",
    }
    return model.IndicatorValue(**given | changes)


def a_definition(version: int = 1, valid_from: str = "01.01.2020", indicator: str = "I", **changes) -> model.Definition:
    given = {"indicator": indicator, "version": version, "valid_from": day(valid_from), "text": "As counted"}
    return model.Definition(**given | changes)


def _reference_milestones() -> dict:
    return {
        "milestones": (
            a_milestone("M1", 1, "20.04.2024", started_on=day("02.01.2024"), position=1),
            a_milestone("M2", 2, "20.09.2024", started_on=day("21.04.2024"), position=2),
            a_milestone("M3", 3, started_on=day("01.10.2024"), position=3),
            a_milestone("M4", 4, position=4),
        ),
        "baselines": (
            a_baseline("M1", "31.03.2024"),
            a_baseline("M2", "30.09.2024"),
            a_baseline("M3", "30.06.2025"),
            a_baseline("M4", "31.12.2025"),
        ),
        "forecasts": (a_forecast("M4", "30.06.2025", "28.02.2026", "Tender repeated"),),
    }


def _reference_money() -> dict:
    """BAC 200.000,00 of own money; 75.000 paid, 50.000 ordered and open."""
    years = ((2024, 100000), (2025, 100000))
    costs = tuple(a_plan_line(f"cost-{year}", amount, year=year) for year, amount in years)
    own = tuple(
        a_plan_line(f"own-{year}", amount, year=year, side="funding", kind="own", eligible="not_stated")
        for year, amount in years
    )
    return {
        "plan_lines": costs + own,
        "postings": (
            a_posting(40000, month="01.09.2024"),
            a_posting(35000, month="01.03.2025"),
            a_posting(80000, "commitment", "01.02.2024"),
            a_posting(30000, "commitment_release", "01.09.2024"),
        ),
        "appropriations": (
            an_appropriation("app-2024", 100000, 2024, as_of="01.01.2024"),
            an_appropriation("app-2025", 100000),
        ),
    }


def _reference_indicators() -> dict:
    """Three control indicators with ρ = 5/6 each; 12 values due, 9 approved, 1 excused, none late by over 60 days."""
    annual = tuple(a_value(year, value, "IA") for year, value in (("2021", 30), ("2022", 38), ("2023", 50)))
    monthly = tuple(a_value(f"2025-0{month}", 5 * month, "IB") for month in (1, 2, 3, 4))
    excused = (a_value("2025-05", None, "IB", missing_reason="not_collected", note="Counter broken"),)
    spare = (a_value("2023", 9, "IC"), a_value("2024", 20, "IC"))
    return {
        "indicators": (
            an_indicator("IA", lag_days=200, position=1),
            an_indicator("IB", periodicity="month", lag_days=30, position=2),
            an_indicator("IC", lag_days=60, position=3),
        ),
        "definitions": tuple(a_definition(indicator=code) for code in ("IA", "IB", "IC")),
        "targets": (
            a_target((2020, 20), (2025, 80), "IA"),
            a_target((2024, 0), (2025, 72), "IB"),
            a_target((2022, 0), (2026, 48), "IC"),
        ),
        "indicator_values": annual + monthly + excused + spare,
    }


def reference_tables() -> dict:
    """All tables of the reference measure M, to be changed table by table in a test."""
    return (
        {
            "strategy": a_strategy(valid_from=stated("01.01.2024"), valid_to=stated("31.12.2026"), eval_quarter=2),
            "bodies": (model.Body(code="group", title="Working group", kind="working_group"),),
            "papers": (model.Paper(code=PAPER, number="2024/001", title="Resolution on measure M"),),
            "consultations": (
                model.Consultation(
                    code="c1",
                    paper=PAPER,
                    body="group",
                    date=day("15.12.2023"),
                    role="decision",
                    public="public",
                    result="adopted",
                ),
            ),
            "goals": (a_goal(),),
            "fields": (a_field(),),
            "measures": (
                a_measure(
                    corridor_from=stated("01.01.2024"),
                    corridor_to=stated("31.12.2025"),
                    climate="positive",
                    responsible="group",
                ),
            ),
            "measure_statuses": (a_status(),),
            "links": (a_link(MEASURE, "contributes_to", Ref("goal", "G"), contribution="high"),),
            "assignments": (
                model.Assignment(
                    code="a1",
                    role="sponsor",
                    title="Sponsor of measure M",
                    object=MEASURE,
                    starts=day("01.01.2024"),
                    ends=day("16.06.2025"),
                ),
            ),
            "status_reports": (a_report("30.06.2025"),),
            "plan_versions": (a_plan_version(),),
        }
        | _reference_milestones()
        | _reference_money()
        | _reference_indicators()
    )


def reference_state(on: str | dt.date = KEY_DATE, **tables) -> StrategyState:
    """Measure M as of `on` (31.07.2025), with single tables replaced."""
    return a_state(on, **reference_tables() | tables)


def with_record(rows: tuple, code: str, **changes) -> tuple:
    """The table with the record of that code changed."""
    return tuple(replace(row, **changes) if row.code == code else row for row in rows)
