"""What nobody asks about yet: other milestones of one's measures, and what was reported before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.right_words import STATE_WORDS
from dashboard.working import fields
from dashboard.working.desk import answers_words, titles
from dashboard.working.desk.frame import PATH, href
from dashboard.working.site import Site
from dashboard.working.waiting import Task


def page(site: Site, milestones: Sequence[Task], former: Sequence[Task]) -> list[Any]:
    """The whole content."""
    return [
        fields.back(site.href(PATH), _("My entries")),
        html.H1(_("Report something else"), tabIndex=-1),
        html.Section([
            html.H2(_("Open milestones")),
            _milestones(site, milestones) if milestones else html.P(_("All open milestones are in your list already.")),
        ], className="section"),
        html.Section([
            html.H2(_("Former entries")),
            _former(site, former) if former else html.P(_("Nothing has been reported here yet.")),
        ], className="section"),
    ]  # fmt: skip


def _milestones(site: Site, found: Sequence[Task]) -> html.Ul:
    return html.Ul(
        [html.Li([html.A(titles.title(one), href=href(site, one)), html.P(titles.measure(one))]) for one in found],
        className="tasks plain",
    )


def _former(site: Site, found: Sequence[Task]) -> html.Ul:
    return html.Ul([html.Li(_entry(site, one)) for one in found], className="tasks plain")


def _entry(site: Site, one: Task) -> list[Any]:
    assert one.entry is not None
    period = formats.period(one.due.period) if one.due.period and one.due.kind != "milestone" else None
    small = [titles.measure(one), period, answers_words.short(one), _state(one.entry.state),
             formats.day(one.entry.recorded_at.date())]  # fmt: skip
    return [html.A(titles.title(one), href=href(site, one)), html.P(" · ".join(str(part) for part in small if part))]


def _state(state: str) -> str:
    return str(STATE_WORDS[state])
