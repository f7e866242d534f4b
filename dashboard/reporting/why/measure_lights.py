"""The lights of a measure, each from the numbers of its own dimension (D12)."""

from __future__ import annotations

from dashboard.domain.assessment import MeasureAssessment
from dashboard.domain.lights import Thresholds
from dashboard.domain.state import StrategyState
from dashboard.reporting.table import Column
from dashboard.reporting.why import measures
from dashboard.reporting.why.explained import Explained, Formula, Input
from dashboard.text.catalog import lazy_gettext as _l

_RULES = {
    "schedule": Formula(
        "light_schedule",
        _l("Green up to the lower limits of D₁ and D₂, yellow up to the upper ones, else red."),
        "",
        _l("Red as well when a date owed to the funder is missed; grey without a milestone that has a date."),
    ),
    "budget": Formula(
        "light_budget",
        _l("Green up to the lower limit of u, yellow up to the upper one, else red."),
        "",
        _l("Red as well when more than the plan is spent and bound; grey without a plan or forecast."),
    ),
    "effect": Formula("light_effect", _l("Green from the upper limit of ρ, yellow from the lower one, else red.")),
    "data": Formula(
        "light_data",
        _l(
            "Green from the upper limit of K, the share of due values that are there; yellow from the lower one, else red."
        ),
    ),
}
_SYMBOLS = {
    "schedule": ("D1", "D2", "duty", "D1_green", "D1_yellow", "D2_green", "D2_yellow"),
    "budget": ("u", "over", "u_green", "u_yellow"),
    "effect": ("rho", "rho_green", "rho_yellow"),
    "data": ("n", "due", "K_green", "K_yellow"),
}


def _more(found: MeasureAssessment, limits: Thresholds) -> tuple[Input, ...]:
    """What the overall light does not need."""
    return (
        Input(Column("rho_green", _l("ρ green from"), "share"), limits.effect_green),
        Input(Column("n", _l("Due values that are there"), "count"), found.data_approved),
        Input(Column("due", _l("Due values"), "count"), found.data_due),
        Input(Column("K_green", _l("K green from"), "share"), limits.data_green),
        Input(Column("K_yellow", _l("K yellow from"), "share"), limits.data_yellow),
    )


def row(state: StrategyState, found: MeasureAssessment, dimension: str, column: str = "light") -> list[Explained]:
    """The light of one dimension, "overall" among them."""
    if dimension == "overall" or not found.active:
        return [measures.light(state, found, column)]
    limits = Thresholds.of(state.thresholds)
    given = {i.column.name: i for i in (*measures.readings(found), *measures.limits_of(limits), *_more(found, limits))}
    return [Explained(column, _RULES[dimension], tuple(given[symbol] for symbol in _SYMBOLS[dimension]))]
