"""An invented town in which each measure changed in its own way between 31.12.2024 and 31.12.2025."""

from __future__ import annotations

import datetime as dt

from dashboard.domain.assessment import Assessment, assess
from dashboard.domain.state import StrategyState, back_to
from dashboard.domain.values import Ref
from tests.domain.builders import (
    a_baseline,
    a_field,
    a_measure,
    a_milestone,
    a_plan_version,
    a_posting,
    a_report,
    a_state,
    a_status,
    a_strategy,
    day,
    stated,
)

NOW, BEFORE = dt.date(2025, 12, 31), dt.date(2024, 12, 31)
LATER_PLAN = "plan-2"

#: What must be said of each measure, and why it is so.
EXPECTED = {
    "late": "worse",  # its milestone of March 2025 is still open
    "caught-up": "better",  # the milestone that was overdue is reached
    "undated": "unrateable",  # its only milestone was dropped
    "planned": "rateable",  # the plan of 2025 gives it its first date
    "done": "completed",
    "kept": "completed",  # completed and made permanent in one year
    "new": "new",
    "idle": "resting",
    "parked": "resting",
    "given-up": "stopped",
    "back": "resumed",
    "joined": "merged",
    "as-ever": "unchanged",
    "resting-on": "unchanged",
    "idea": "without",
    "nothing": "without",  # no status on either day
    "long-merged": "without",
}
#: Status changes by measure; all others run since 2024.
_STATUSES = {
    "done": (("running", "01.01.2024"), ("completed", "01.07.2025")),
    "kept": (("running", "01.01.2024"), ("completed", "01.03.2025"), ("permanent", "01.09.2025")),
    "new": (("adopted", "01.05.2025"),),
    "idle": (("running", "01.01.2024"), ("paused", "31.12.2025")),
    "parked": (("running", "01.01.2024"), ("parked", "01.02.2025")),
    "given-up": (("running", "01.01.2024"), ("stopped", "01.02.2025")),
    "back": (("running", "01.01.2024"), ("paused", "01.02.2024"), ("running", "01.02.2025")),
    "joined": (("running", "01.01.2024"), ("merged", "01.02.2025")),
    "resting-on": (("running", "01.01.2024"), ("paused", "01.02.2024")),
    "idea": (("proposed", "01.01.2024"),),
    "nothing": (),
    "long-merged": (("running", "01.01.2024"), ("merged", "01.06.2024")),
}
#: Baselines by measure, each of one milestone; all others have one at the end of 2026.
_BASELINES = {
    "late": ("01.03.2025",),
    "caught-up": ("01.06.2024", "31.12.2026"),
    "planned": (),
    "undated": ("01.12.2026",),
}


def _on(code: str) -> Ref:
    return Ref("measure", code)


def _milestones() -> list:
    return [
        *(a_milestone(f"{code}-1", object=_on(code)) for code in EXPECTED if code not in ("caught-up", "undated")),
        a_milestone("caught-up-1", 1, "01.02.2025", object=_on("caught-up")),
        a_milestone("caught-up-2", 3, object=_on("caught-up")),
        a_milestone(
            "undated-1", object=_on("undated"), dropped_on=day("01.10.2025"), dropped_reason="No longer needed"
        ),
    ]


def _baselines() -> list:
    dated = {code: _BASELINES.get(code, ("31.12.2026",)) for code in EXPECTED}
    first = [(f"{code}-{n}", on) for code, days in dated.items() for n, on in enumerate(days, start=1)]
    second = [*first, ("planned-1", "31.12.2026")]
    return [a_baseline(code, on) for code, on in first] + [a_baseline(code, on, LATER_PLAN) for code, on in second]


def town(**changes) -> StrategyState:
    """The town on 31.12.2025, with single tables replaced."""
    given = {
        "strategy": a_strategy(valid_from=stated("01.01.2024"), valid_to=stated("31.12.2026"), eval_quarter=2),
        "fields": [a_field("F"), a_field("F2")],
        "measures": [
            a_measure(code, "F2" if code in ("late", "done") else "F", position=place)
            for place, code in enumerate(EXPECTED)
        ],
        "measure_statuses": [
            a_status(status, since, code)
            for code in EXPECTED
            for status, since in _STATUSES.get(code, (("running", "01.01.2024"),))
        ],
        "plan_versions": [a_plan_version(), a_plan_version(LATER_PLAN, "01.02.2025")],
        "milestones": _milestones(),
        "baselines": _baselines(),
        "status_reports": [a_report("30.06.2024", measure="late")],
        "postings": [
            a_posting(1000, month="01.12.2024", object=_on("late")),
            a_posting(250, month="01.01.2025", object=_on("late")),
        ],
    }
    return a_state(NOW, **given | changes)


def both_days(state: StrategyState | None = None) -> tuple[Assessment, Assessment]:
    """The town assessed before and now."""
    found = state or town()
    return assess(back_to(found, BEFORE)), assess(found)
