"""Closing and opening periods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.errors import ConflictError, ForbiddenError, NotFound, RefusedError
from dashboard.operations import entries, periods
from dashboard.operations.periods import closed_periods
from dashboard.storage.chain import verify_chain
from dashboard.storage.engine import reading
from tests.working.entering import enter, question
from tests.working.people import ROLES, SLUG, TODAY, Town


def close(town: Town, text: str, who: str = "koordination") -> None:
    periods.close(town.engine, town.actor(who), SLUG, text, "Abschluss")


def test_a_closed_period_says_who_closed_it_when_and_why(people_town: Town) -> None:
    close(people_town, "2025-Q4")
    [found] = closed_periods(people_town.engine, SLUG)
    assert (found.period.text, found.closed_on, found.reason, found.role) == (
        "2025-Q4",
        TODAY,
        "Abschluss",
        "coordination",
    )
    assert found.account == people_town.actor("koordination").account


def test_only_coordination_closes_and_opens(people_town: Town) -> None:
    for name in (*ROLES, "admin"):
        if name == "koordination":
            continue
        with pytest.raises(ForbiddenError):
            close(people_town, "2025-Q4", name)
    assert closed_periods(people_town.engine, SLUG) == []
    close(people_town, "2025-Q4")
    [found] = closed_periods(people_town.engine, SLUG)
    for name in (*ROLES, "admin"):
        if name != "koordination":
            with pytest.raises(ForbiddenError):
                periods.open_again(people_town.engine, people_town.actor(name), SLUG, "2025-Q4", found.version, "nein")
    assert closed_periods(people_town.engine, SLUG) == [found]


@pytest.mark.parametrize("text", ["2026-Q1", "2026", "2026-01"])
def test_a_period_that_has_not_ended_cannot_be_closed(people_town: Town, text: str) -> None:
    with pytest.raises(RefusedError):
        close(people_town, text)


@pytest.mark.parametrize("text", ["", "2025-12-31", "Q4", "2025-Q5", "../2025"])
def test_what_is_no_period_cannot_be_closed(people_town: Town, text: str) -> None:
    with pytest.raises(RefusedError):
        close(people_town, text)


def test_a_quarter_of_a_closed_year_cannot_be_closed_again(people_town: Town) -> None:
    close(people_town, "2024")
    with pytest.raises(ConflictError):
        close(people_town, "2024-Q2")


def test_nothing_is_reported_into_a_closed_period_until_it_is_opened_with_a_reason(people_town: Town) -> None:
    asked = question(people_town)
    close(people_town, asked.period.text)
    with pytest.raises(RefusedError, match="abgeschlossen"):
        enter(people_town, "patin", asked)
    [found] = closed_periods(people_town.engine, SLUG)
    with pytest.raises(RefusedError):
        periods.open_again(
            people_town.engine, people_town.actor("koordination"), SLUG, found.period.text, found.version, " "
        )
    periods.open_again(
        people_town.engine, people_town.actor("koordination"), SLUG, found.period.text, found.version, "Nachtrag"
    )
    assert enter(people_town, "patin", asked).state == "submitted"
    with reading(people_town.engine) as connection:
        assert verify_chain(connection, SLUG) is None


def test_the_second_of_two_who_open_a_period_is_told(people_town: Town) -> None:
    close(people_town, "2025-Q4")
    [found] = closed_periods(people_town.engine, SLUG)
    who = people_town.actor("koordination")
    periods.open_again(people_town.engine, who, SLUG, "2025-Q4", found.version, "Nachtrag")
    with pytest.raises(NotFound):
        periods.open_again(people_town.engine, who, SLUG, "2025-Q4", found.version, "Nachtrag")
    close(people_town, "2025-Q4")
    with pytest.raises(ConflictError):
        periods.open_again(people_town.engine, who, SLUG, "2025-Q4", found.version, "Nachtrag")


def test_a_correction_of_a_closed_period_waits_until_it_is_opened(people_town: Town) -> None:
    asked = question(people_town)
    close(people_town, asked.period.text)
    seen = entries.fact_seen(people_town.engine, SLUG, asked)
    answer = entries.Answer(kind="value", subject=asked.subject, period=asked.period.text, value=Decimal(80),
                            quality="measured", reason="Zählfehler", seen=seen)  # fmt: skip
    entry = entries.submit(people_town.engine, people_town.actor("patin"), SLUG, answer, None, proposal=True)
    with pytest.raises(RefusedError):
        entries.approve(people_town.engine, people_town.actor("leitung"), SLUG, entry.code, entry.version, TODAY)
