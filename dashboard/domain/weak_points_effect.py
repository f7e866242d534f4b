"""Weak points of effect and data: nothing measured, values missing, off the path, worsening, broken series (D14)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dashboard.domain.assessed import Assessment, IndicatorAssessment, MeasureAssessment
from dashboard.domain.data_quality import EXCUSING_REASONS
from dashboard.domain.state import target_since
from dashboard.domain.values import Ref
from dashboard.domain.weak_point import NO_FIGURES, Hit

LATE_DAYS = 60
OFF_PATH, NEARLY_DONE = Fraction(60, 100), Fraction(80, 100)


def _controls(measure: MeasureAssessment, everything: Assessment) -> list[IndicatorAssessment]:
    """The control indicators that hang on the measure (I5)."""
    own = everything.state.indicators_of.get(Ref("measure", measure.measure.code), ())
    return [everything.indicators[indicator.code] for indicator in own if indicator.role == "control"]


def sp10_unmeasured(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """Measure in_umsetzung without control indicator that has baseline and target: medium."""
    if measure.status == "running" and not any(found.target for found in _controls(measure, everything)):
        yield Hit("medium", NO_FIGURES, measure.status_since)


def sp11_values_missing(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """Value due > 60 days missing / two or more such: medium / high. Excused ones can no longer come."""
    late = [
        (missing.due_on, found.indicator.title)
        for found in _controls(measure, everything)
        for missing in found.missing
        if missing.days > LATE_DAYS and missing.reason not in EXCUSING_REASONS
    ]
    if late:
        since, title = min(late)
        values = {"count": len(late), "indicator": title, "days": (everything.state.as_of - since).days}
        yield Hit("high" if len(late) > 1 else "medium", values, since)


def sp12_off_path(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """ρ < 0,60: medium; at two evaluations in a row the same finding rises to high by itself."""
    for found in sorted(_controls(measure, everything), key=lambda i: i.path_attainment or 0):
        rho = found.path_attainment
        if rho is not None and found.freshness and rho < OFF_PATH:
            yield Hit("medium", {"indicator": found.indicator.title, "rho": rho})


def sp13_worsening(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """Tendency worsening although P ≥ 80 % (output without outcome): medium."""
    if measure.progress is not None and measure.progress >= NEARLY_DONE:
        for found in _controls(measure, everything):
            if found.tendency == "worsening":
                yield Hit("medium", {"indicator": found.indicator.title, "progress": measure.progress})


def sp21_broken_series(measure: MeasureAssessment, everything: Assessment) -> Iterator[Hit]:
    """Series break without re-base or new target: medium."""
    state = everything.state
    for found in _controls(measure, everything):
        code = found.indicator.code
        targets = [target_since(state, target) for target in state.targets_of.get(code, ())]
        for definition in state.definitions_of.get(code, ()):
            mended = definition.rebase_factor or any(since >= definition.valid_from for since in targets)
            if definition.series_break and not mended:
                yield Hit("medium", {"indicator": found.indicator.title}, definition.valid_from)
