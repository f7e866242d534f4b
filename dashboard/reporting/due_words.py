"""How a question is called in a letter, a calendar or a sheet: what it is about, and to what it belongs."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.assessment import Assessment
from dashboard.domain.due import Due
from dashboard.text import formats
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

KIND_WORDS: Mapping[str, LazyText] = {
    "value": _l("Value"), "milestone": _l("Milestone"), "report": _l("Status report"), "count": _l("Count"),
}  # fmt: skip
COUNT_TITLES: Mapping[str, LazyText] = {
    "downloads": _l("Downloads of the strategy's documents"),
    "consultation": _l("Advice given to other towns"),
}


def title(assessment: Assessment, due: Due) -> str:
    """What the question is about."""
    if due.kind == "value":
        return assessment.indicators[due.subject].indicator.title
    if due.kind == "milestone":
        return assessment.milestones[due.subject].milestone.title
    if due.kind == "report":
        return assessment.measures[due.subject].measure.title
    return str(COUNT_TITLES[due.subject])


def remark(due: Due) -> str:
    """Kind, measure and period in a few words."""
    parts = [str(KIND_WORDS[due.kind])]
    parts += [_("measure {code}", code=due.measure)] if due.measure else []
    parts += [formats.period(due.period)] if due.period and due.kind != "milestone" else []
    return ", ".join(parts)
