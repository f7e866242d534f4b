"""What people type for days: the examples of X2 and X3, and how precise each is."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.domain.values import StatedDay
from dashboard.text import preview
from dashboard.text.parsing import NotUnderstood
from dashboard.text.parsing_days import parse_day


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("Q3 2019", "2019-09-30", "quarter"),
        ("III. Quartal 2019", "2019-09-30", "quarter"),
        ("3. Quartal 2019", "2019-09-30", "quarter"),
        ("ab III. Quartal 2019", "2019-09-30", "quarter"),
        ("2019-Q3", "2019-09-30", "quarter"),
        ("Q1/2024", "2024-03-31", "quarter"),
        ("April/Mai 2021", "2021-05-31", "month"),
        ("November/Dezember 2021", "2021-12-31", "month"),
        ("Anfang 2021", "2021-03-31", "quarter"),
        ("Mitte 2021", "2021-06-30", "quarter"),
        ("Ende 2021", "2021-12-31", "quarter"),
        ("Jahresende 2021", "2021-12-31", "quarter"),
        ("Anfang Mai 2021", "2021-05-10", "month"),
        ("September 2019", "2019-09-30", "month"),
        ("Sept. 2019", "2019-09-30", "month"),
        ("09/2019", "2019-09-30", "month"),
        ("Februar 2024", "2024-02-29", "month"),
        ("Sommer 2022", "2022-08-31", "quarter"),
        ("1. Halbjahr 2025", "2025-06-30", "year"),
        ("bis 2025", "2025-12-31", "year"),
        ("2025", "2025-12-31", "year"),
        ("bis zum 31.12.2019", "2019-12-31", "day"),
        ("voraussichtlich im Mai 2021", "2021-05-31", "month"),
    ],
)
def test_a_day_in_words_is_the_last_day_that_fits_and_keeps_its_words(typed, day, precision):
    assert parse_day(typed) == StatedDay(dt.date.fromisoformat(day), precision, typed)


@pytest.mark.parametrize(
    "typed", ["2025-07-31", "31.07.2025", "31.7.2025", "31. 7. 25", "31. Juli 2025", " 31.07.2025 "]
)
def test_a_plain_day_needs_no_words(typed):
    assert parse_day(typed) == StatedDay(dt.date(2025, 7, 31))


@pytest.mark.parametrize("typed", ["k.A.", "", "-", "n. b."])
def test_missing_words_are_no_day(typed):
    assert parse_day(typed) is None


@pytest.mark.parametrize(
    "typed",
    ["31.02.2025", "2025-13-01", "Winter 2021", "2020–2023", "Mai/April 2021", "demnächst", "5 2021 3", "Q5 2020"],
)
def test_what_is_no_day_or_no_single_one_is_refused(typed):
    with pytest.raises(NotUnderstood):
        parse_day(typed)


def test_the_echo_names_the_day_that_counts():
    expected = "Verstanden als III. Quartal 2019; gerechnet wird mit dem 30.09.2019."
    assert preview.understood(parse_day("III. Quartal 2019")) == expected
    assert preview.understood(parse_day("31.07.2025")) == "Verstanden als 31.07.2025."
