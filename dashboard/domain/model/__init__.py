"""The records of a strategy: one class a table of the codebook, the same names in the same order.

The modules beside hold them by subject; `model.Measure` and its like are how the others name them.

A record is what a row says, without its history; `origin` says where it comes from and since when it was known.
Money is cents, days are dates, numbers are Decimal; None is "not stated".
"""

from dashboard.domain.model.council import Assignment, Body, Consultation, Paper
from dashboard.domain.model.indicators import (
    Definition,
    Indicator,
    IndicatorValue,
    InterimTarget,
    MultiplierEvent,
    Target,
)
from dashboard.domain.model.measures import (
    Baseline,
    Forecast,
    Link,
    Measure,
    MeasureStatus,
    Milestone,
    PlanVersion,
    StatusReport,
)
from dashboard.domain.model.money import Appropriation, Drawdown, Grant, GrantVersion, InKind, PlanLine, Posting
from dashboard.domain.model.strategy import Field, Goal, Phase, Source, Statement, Strategy, Threshold

__all__ = [
    "Appropriation",
    "Assignment",
    "Baseline",
    "Body",
    "Consultation",
    "Definition",
    "Drawdown",
    "Field",
    "Forecast",
    "Goal",
    "Grant",
    "GrantVersion",
    "InKind",
    "Indicator",
    "IndicatorValue",
    "InterimTarget",
    "Link",
    "Measure",
    "MeasureStatus",
    "Milestone",
    "MultiplierEvent",
    "Paper",
    "Phase",
    "PlanLine",
    "PlanVersion",
    "Posting",
    "Source",
    "Statement",
    "StatusReport",
    "Strategy",
    "Target",
    "Threshold",
]
