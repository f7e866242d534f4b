"""Declared history against stored history, one key at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from dashboard.operations.declared import Declared, Impossible, Outcome, Version, compare
from dashboard.storage.rows import Stored
from dashboard.text.catalog import in_language

TODAY = dt.date(2024, 6, 3)
JAN, FEB, MAR, APR, MAY = (dt.date(2024, month, 1) for month in range(1, 6))
TOMORROW = TODAY + dt.timedelta(1)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with in_language("en"):
        yield


def declared(words: str, known_on: dt.date | None = None, known_until: dt.date | None = None) -> Declared:
    return Declared((words,), known_on, known_until)


def stored(words: str, known_on: dt.date, known_until: dt.date | None = None, way: str = "import") -> Stored:
    return Stored(7, (words,), known_on, known_until, way, 1, 2 if known_until else None)


def added(outcome: Outcome) -> list[tuple[str, dt.date, dt.date | None]]:
    return [(version.content[0], version.known_on, version.known_until) for version in outcome.added]


def test_a_new_key_is_stored_with_all_its_versions() -> None:
    outcome = compare([declared("b", MAR), declared("a", JAN, MAR)], [], TODAY)
    assert added(outcome) == [("a", JAN, MAR), ("b", MAR, None)]
    assert outcome.closed_on is None


def test_a_new_key_without_a_day_is_known_since_today() -> None:
    assert added(compare([declared("a")], [], TODAY)) == [("a", TODAY, None)]


def test_a_gap_between_two_versions_stays_a_gap() -> None:
    assert added(compare([declared("a", JAN, FEB), declared("b", APR)], [], TODAY)) == [
        ("a", JAN, FEB),
        ("b", APR, None),
    ]


def test_an_older_version_without_an_end_ends_with_the_next() -> None:
    assert added(compare([declared("a", JAN), declared("b")], [], TODAY)) == [("a", JAN, TODAY), ("b", TODAY, None)]


@pytest.mark.parametrize("known_on", [JAN, None])
def test_what_is_stored_alike_stays_untouched(known_on: dt.date | None) -> None:
    outcome = compare([declared("a", known_on)], [stored("a", JAN)], TODAY)
    assert (outcome.added, outcome.closed_on) == ([], None)


def test_a_whole_history_that_is_stored_alike_stays_untouched() -> None:
    outcome = compare([declared("a", JAN, MAR), declared("b", MAR)], [stored("a", JAN, MAR), stored("b", MAR)], TODAY)
    assert (outcome.added, outcome.closed_on) == ([], None)


def test_a_package_without_its_old_versions_leaves_them_alone() -> None:
    outcome = compare([declared("b", MAR)], [stored("a", JAN, MAR), stored("b", MAR)], TODAY)
    assert (outcome.added, outcome.closed_on) == ([], None)


@pytest.mark.parametrize(("known_on", "day"), [(None, TODAY), (APR, APR)])
def test_other_words_are_one_new_version(known_on: dt.date | None, day: dt.date) -> None:
    outcome = compare([declared("b", known_on)], [stored("a", JAN)], TODAY)
    assert (added(outcome), outcome.closed_on) == ([("b", day, None)], day)


def test_the_same_words_known_since_another_day_are_a_new_version() -> None:
    outcome = compare([declared("a", FEB)], [stored("a", JAN)], TODAY)
    assert (added(outcome), outcome.closed_on) == ([("a", FEB, None)], FEB)


def test_a_history_that_goes_on_closes_the_current_version_where_the_next_begins() -> None:
    outcome = compare([declared("a", JAN, FEB), declared("b", MAR, APR), declared("c", MAY)], [stored("a", JAN)], TODAY)
    assert outcome.closed_on == FEB
    assert added(outcome) == [("b", MAR, APR), ("c", MAY, None)]


def test_versions_that_follow_one_another_unseen_close_the_current_one() -> None:
    outcome = compare([declared("b", MAR, APR), declared("c", APR)], [stored("a", JAN)], TODAY)
    assert outcome.closed_on == MAR
    assert added(outcome) == [("b", MAR, APR), ("c", APR, None)]


def test_a_package_older_than_a_form_is_refused_with_both_days() -> None:
    with pytest.raises(Impossible, match=rf"{JAN}.*{MAR}"):
        compare([declared("a", JAN)], [stored("b", MAR, way="form")], TODAY)


@pytest.mark.parametrize("known_on", [MAR, APR, None])
def test_a_package_as_new_as_a_form_is_taken(known_on: dt.date | None) -> None:
    outcome = compare([declared("a", known_on)], [stored("b", MAR, way="form")], TODAY)
    assert len(outcome.added) == 1


@pytest.mark.parametrize("day", [JAN, MAR])
def test_an_import_may_correct_an_import(day: dt.date) -> None:
    outcome = compare([declared("a", day)], [stored("b", MAR)], TODAY)
    assert (added(outcome), outcome.closed_on) == ([("a", day, None)], day)


def test_a_correction_does_not_reach_into_closed_history() -> None:
    with pytest.raises(Impossible, match=str(MAR)):
        compare([declared("c", FEB)], [stored("a", JAN, MAR), stored("b", MAR)], TODAY)


@pytest.mark.parametrize(
    "version",
    [declared("other", JAN, MAR), declared("a", JAN, FEB), declared("a", FEB, MAR), declared("other", FEB, MAR)],
)
def test_closed_history_cannot_be_rewritten(version: Declared) -> None:
    with pytest.raises(Impossible, match="closed"):
        compare([version, declared("b", MAR)], [stored("a", JAN, MAR), stored("b", MAR)], TODAY)


def test_a_closed_version_of_the_same_day_as_the_current_one_is_refused() -> None:
    with pytest.raises(Impossible, match="closed"):
        compare([declared("other", JAN, MAR), declared("b", MAR)], [stored("a", JAN)], TODAY)


def test_a_key_gone_from_the_package_ends_today() -> None:
    outcome = compare([], [stored("a", JAN)], TODAY)
    assert (outcome.added, outcome.closed_on, outcome.final) == ([], TODAY, None)


def test_a_key_ends_on_the_day_its_row_declares() -> None:
    outcome = compare([declared("a", JAN, APR)], [stored("a", JAN)], TODAY)
    assert (outcome.added, outcome.closed_on) == ([], APR)


def test_a_row_with_an_end_and_no_beginning_ends_what_holds() -> None:
    assert compare([declared("a", None, APR)], [stored("a", JAN)], TODAY).closed_on == APR


def test_a_key_that_ended_stays_ended() -> None:
    outcome = compare([], [stored("a", JAN, MAR)], TODAY)
    assert (outcome.added, outcome.closed_on) == ([], None)


@pytest.mark.parametrize(("known_on", "day"), [(None, TODAY), (MAR, MAR), (APR, APR)])
def test_a_key_that_ended_may_come_back_later(known_on: dt.date | None, day: dt.date) -> None:
    assert added(compare([declared("a", known_on)], [stored("a", JAN, MAR)], TODAY)) == [("a", day, None)]


def test_a_key_that_ended_cannot_have_held_all_along() -> None:
    with pytest.raises(Impossible, match=str(MAR)):
        compare([declared("a", JAN)], [stored("a", JAN, MAR)], TODAY)


def test_nobody_knows_what_tomorrow_brings() -> None:
    for version in (declared("a", TOMORROW), declared("a", JAN, TOMORROW)):
        with pytest.raises(Impossible, match=str(TOMORROW)):
            compare([version], [], TODAY)
    assert compare([declared("a", TODAY)], [], TODAY).added == [Version(("a",), TODAY, None)]


@pytest.mark.parametrize("until", [JAN, FEB])
def test_a_version_does_not_end_before_it_was_known(until: dt.date) -> None:
    with pytest.raises(Impossible, match=str(until)):
        compare([declared("a", FEB, until)], [], TODAY)


def test_two_versions_do_not_hold_on_one_day() -> None:
    with pytest.raises(Impossible, match=str(FEB)):
        compare([declared("a", JAN, MAR), declared("b", FEB)], [], TODAY)
