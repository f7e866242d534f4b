"""What the tests of the weak points ask a state."""

from dashboard.domain.assessment import assess
from dashboard.domain.state import StrategyState
from dashboard.domain.weak_points import findings


def found(state: StrategyState, rule: str) -> list[tuple[str, str]]:
    """Severity and object code of a rule's findings."""
    return [(f.severity, f.object.code) for f in findings(assess(state)) if f.rule == rule]
