"""Since when a measure has its status: a document that names it as of its own day does not say."""

from __future__ import annotations

import datetime as dt

from dashboard.domain import model
from dashboard.domain.measure_status import status_since
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin
from tests.domain.builders import KEY_DATE, a_measure, a_state, a_status, a_strategy, day

DOCUMENT = model.Source(code="paper", title="A paper", date=day("23.05.2019"))
NAMED = Origin(source="paper")


def since(*statuses: model.MeasureStatus, live: bool = False) -> dt.date | None:
    state: StrategyState = a_state(
        strategy=a_strategy(live=live), sources=[DOCUMENT], measures=[a_measure()], measure_statuses=[*statuses]
    )
    return status_since(state, state.statuses_of["M"])


def test_a_status_dated_like_its_document_says_nothing_of_its_begin() -> None:
    assert since(a_status("completed", "23.05.2019", resolution=None, origin=NAMED)) is None


def test_a_status_dated_like_the_datenstand_says_nothing_of_its_begin_unless_the_town_reports_live() -> None:
    status = a_status("completed", "31.07.2025", resolution=None)
    assert status.valid_from == KEY_DATE
    assert since(status) is None
    assert since(status, live=True) == KEY_DATE


def test_a_status_of_another_day_or_by_a_resolution_began_on_its_day() -> None:
    assert since(a_status("running", "24.05.2019", resolution=None, origin=NAMED)) == day("24.05.2019")
    assert since(a_status("running", "23.05.2019", origin=NAMED)) == day("23.05.2019")


def test_a_change_after_the_first_status_happened_on_its_day() -> None:
    first = a_status("planning", "01.01.2019", resolution=None, origin=NAMED)
    assert since(first, a_status("running", "23.05.2019", resolution=None, origin=NAMED)) == day("23.05.2019")
