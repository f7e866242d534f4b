"""Invented towns with money: one field, a grant with a changed quota, a second field without grants."""

from __future__ import annotations

from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref
from tests.domain.builders import (
    MEASURE,
    a_drawdown,
    a_field,
    a_grant,
    a_grant_version,
    a_measure,
    a_plan_line,
    a_posting,
    a_status,
    covers,
    day,
    reference_state,
    reference_tables,
)

OTHER = Ref("measure", "N")
PERIOD = {"period_from": "01.01.2024", "period_to": "31.12.2026", "proof_due": day("30.06.2027")}


def a_grant_town(**tables) -> StrategyState:
    """Measure M of 200.000 with 38.000 eligible payments; 90 % approved first, 65 % from 2025; 20.000 drawn."""
    own = a_plan_line("own", 70000, year=2024, side="funding", kind="own")
    paid_by_grant = a_plan_line("by-grant", 130000, year=2024, side="funding", kind="grant", grant="GR")
    given = {
        "plan_lines": (*(x for x in reference_tables()["plan_lines"] if x.side == "cost"), own, paid_by_grant),
        "postings": (
            a_posting(30000, month="01.06.2024", eligible=True),
            a_posting(8000, month="01.03.2025", eligible=True),
            a_posting(2000, month="01.04.2025"),
            a_posting(1000, "third_party_income", "01.05.2025"),
        ),
        "grants": (a_grant(),),
        "grant_versions": (
            a_grant_version(quota="0.9", amount=180000, eligible_cost=200000, total_cost=200000, **PERIOD),
            a_grant_version(
                valid_from="01.01.2025",
                status="changed",
                quota="0.65",
                amount=130000,
                eligible_cost=200000,
                total_cost=200000,
                **PERIOD,
            ),
        ),
        "drawdowns": (
            a_drawdown("d1", 15000, "01.03.2025", "20.03.2025", use_by=day("20.06.2025")),
            a_drawdown("d2", 5000, "01.07.2025", use_by=day("01.10.2025")),
        ),
        "links": (covers(MEASURE),),
    }
    return reference_state(**given | tables)


def two_fields(**tables) -> StrategyState:
    """The town with the grant, and a second field whose measure N has a plan and payments of its own."""
    town = a_grant_town()
    milestones = reference_tables()["milestones"]
    return a_grant_town(
        fields=(a_field("F"), a_field("G")),
        measures=(a_measure("M", "F"), a_measure("N", "G")),
        measure_statuses=(a_status(), a_status(measure="N")),
        milestones=milestones,
        plan_lines=(*town.plan_lines, a_plan_line("n", 50000, OTHER)),
        postings=(*town.postings, a_posting(12000, month="01.02.2025", object=OTHER)),
        **tables,
    )
