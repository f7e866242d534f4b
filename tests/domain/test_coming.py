"""What will be due, told before anybody can answer it."""

from __future__ import annotations

import datetime as dt

from dashboard.domain.coming import coming
from dashboard.domain.due import due
from dashboard.reader import Reader
from tests.site import TODAY, Site

SLUG = "musterstadt-2030"


def assessment(site: Site):
    view = Reader(site.engine, today=lambda: TODAY, audience="internal").view(SLUG)
    assert view
    return view.assessment


def test_what_comes_is_due_later_and_cannot_be_answered_yet(site: Site) -> None:
    found = assessment(site)
    until = found.state.as_of + dt.timedelta(days=200)
    later = coming(found, until)
    assert {one.kind for one in later} >= {"value", "report"}
    for one in later:
        assert found.state.as_of < one.due_on <= until
        if one.kind != "milestone":
            assert one.period
            assert one.period.last > found.state.as_of


def test_a_report_of_a_quarter_comes_before_it_is_asked_for(site: Site) -> None:
    found = assessment(site)
    reports = [one for one in coming(found, dt.date(2026, 4, 15)) if one.kind == "report"]
    active = {code for code, measure in found.measures.items() if measure.active}
    assert {(one.subject, one.due_on) for one in reports} == {(code, dt.date(2026, 4, 15)) for code in active}
    assert not {one.code for one in reports} & {one.code for one in due(found)}


def test_an_open_milestone_comes_on_the_day_it_is_expected(site: Site) -> None:
    found = assessment(site)
    for one in coming(found, found.state.as_of + dt.timedelta(days=400)):
        if one.kind == "milestone":
            assert found.milestones[one.subject].expected == one.due_on
