"""Which measures a page speaks about: the filters field, group and status, the same on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.assessment import Assessment, MeasureAssessment
from dashboard.errors import BadParameter
from dashboard.reporting.status import STATUS_BY_SLUG, severity
from dashboard.text.catalog import gettext as _


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters as they stand in the address; None is "all"."""

    field: str | None = None
    group: str | None = None
    status: str | None = None

    @property
    def is_set(self) -> bool:
        return any((self.field, self.group, self.status))


def check(assessment: Assessment, selection: Selection) -> None:
    """Raises BadParameter for a field or group that this strategy does not have."""
    if selection.field and selection.field not in assessment.fields:
        raise BadParameter("handlungsfeld", _("This strategy has no field of action “{code}”.", code=selection.field))
    if selection.group and selection.group not in assessment.state.body_by_code:
        raise BadParameter("gruppe", _("This strategy has no body “{code}”.", code=selection.group))


def selected(assessment: Assessment, selection: Selection) -> tuple[MeasureAssessment, ...]:
    """The measures that fit, in the strategy's order."""
    light = STATUS_BY_SLUG[selection.status].light if selection.status else None
    return tuple(
        found
        for found in assessment.measures.values()
        if (selection.field is None or found.measure.field == selection.field)
        and (selection.group is None or found.measure.responsible == selection.group)
        and (light is None or found.lights.overall == light)
    )


def by_urgency(measures: Sequence[MeasureAssessment]) -> list[MeasureAssessment]:
    """Worst first: light, then days overdue, then slip of the last milestone, then the strategy's order."""

    def urgency(found: MeasureAssessment) -> tuple:
        return (
            severity(found.lights.overall),
            -(found.overdue_days or 0),
            -(found.slip_days or 0),
            found.measure.position,
        )

    return sorted(measures, key=urgency)


def groups(assessment: Assessment) -> list[tuple[str, str]]:
    """Codes and titles of the bodies that are responsible for a measure, by title."""
    used = {found.measure.responsible for found in assessment.measures.values()}
    return sorted(
        ((body.code, body.title) for body in assessment.state.bodies if body.code in used),
        key=lambda item: item[1].casefold(),
    )
