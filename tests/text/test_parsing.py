"""What people type for amounts and numbers: the examples of X9, X10 and X12, and what may go wrong with them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.domain.values import StatedMoney, StatedNumber
from dashboard.text import preview
from dashboard.text.parsing import (
    Ambiguous,
    NotUnderstood,
    Quantity,
    WrongUnit,
    parse_money,
    parse_number,
    parse_quantity,
    step_of,
)

NB = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "cents", "precision"),
    [
        ("71 T€", 7_100_000, "keur"),
        ("0,7 Mio. €", 70_000_000, "approx"),
        ("1.834.169,98 €", 183_416_998, "exact"),
        ("183417.01", 18_341_701, "exact"),
        ("5.000,-", 500_000, "exact"),
        ("(5.000,00)", -500_000, "exact"),
        ("−5.000", -500_000, "exact"),
        ("-5.000,00 €", -500_000, "exact"),
        ("5.000,00-", -500_000, "exact"),
        ("1 834 169,98", 183_416_998, "exact"),
        ("1\u202f834\u202f169,98\u00a0€", 183_416_998, "exact"),
        ("1,834,169.98", 183_416_998, "exact"),
        ("€ 20", 2_000, "exact"),
        ("T€ 20", 2_000_000, "keur"),
        ("12,5 TEUR", 1_250_000, "keur"),
        ("rund 717 Tausend EURO", 71_700_000, "approx"),
        ("über 550.000 €", 55_000_000, "approx"),
        ("vermutlich 820 Mio. EUR", 82_000_000_000, "approx"),
        ("fast 900.000 €", 90_000_000, "approx"),
        ("0.70", 70, "exact"),
        ("0", 0, "exact"),
    ],
)
def test_an_amount_is_read_with_its_precision(typed, cents, precision):
    words = None if precision == "exact" else typed
    assert parse_money(typed) == StatedMoney(cents, precision, words)


def test_a_point_before_three_digits_is_a_german_thousand():
    assert parse_money("1.234") == StatedMoney(123_400)
    assert parse_number("1.234") == StatedNumber(Decimal(1234))


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1.23", (StatedMoney(123), StatedMoney(12_300))),
        ("-1.23", (StatedMoney(-123), StatedMoney(-12_300))),
        ("71.5 T€", (StatedMoney(7_150_000, "keur", "71.5 T€"), StatedMoney(71_500_000, "keur", "71.5 T€"))),
        ("1,234", (StatedMoney(123_400), StatedMoney(123))),
        ("12,345", (StatedMoney(1_234_500), StatedMoney(1_235))),  # half up, as everywhere
        ("-12,345", (StatedMoney(-1_234_500), StatedMoney(-1_235))),
    ],
)
def test_an_amount_with_two_readings_is_asked_back_and_never_guessed(typed, readings):
    with pytest.raises(Ambiguous) as caught:
        parse_money(typed)
    assert caught.value.readings == readings


def test_the_question_names_both_readings():
    with pytest.raises(Ambiguous) as caught:
        parse_number("1.23")
    assert preview.not_understood(caught.value) == "„1.23“ ist nicht eindeutig. Meinen Sie 1,23 oder 123?"


@pytest.mark.parametrize("typed", ["", " ", "-", "–", "k.A.", "k. A.", "n. b.", "keine Angabe", "nicht angegeben"])
def test_missing_words_are_no_value_and_not_zero(typed):
    assert parse_money(typed) is None
    assert parse_quantity(typed) is None
    assert parse_number(typed, "%") is None


@pytest.mark.parametrize(
    "typed", ["abc", "1.2.3", "12.34.567", "(5.000", "5 €  6 €", "1,2345 €", "1.000.00", "20 %", "=1+1"]
)
def test_an_amount_that_means_nothing_is_refused(typed):
    with pytest.raises(NotUnderstood) as caught:
        parse_money(typed)
    assert not isinstance(caught.value, Ambiguous)


@pytest.mark.parametrize(
    ("typed", "value", "precision", "unit"),
    [
        ("ca. 70 %", "70", "approx", "%"),
        ("über 20%", "20", "approx", "%"),
        ("< 50.000 Einwohner", "50000", "approx", "Einwohner"),
        ("2,4 Mio. Tagesgäste", "2400000", "approx", "Tagesgäste"),
        ("60 Monate", "60", "exact", "Monate"),
        ("−3,5", "-3.5", "exact", None),
        ("bis zu 15 Personen", "15", "approx", "Personen"),
        ("0,125", "0.125", "exact", None),
    ],
)
def test_a_number_is_read_with_its_unit_and_its_limiting_word(typed, value, precision, unit):
    words = typed if precision == "approx" else None
    assert parse_quantity(typed) == Quantity(StatedNumber(Decimal(value), precision, words), unit)


def test_the_expected_unit_may_be_typed_or_left_out():
    assert parse_number("71,2 %", "%") == parse_number("71,2", "%") == parse_number("71,2 Prozent", "%")
    assert parse_number("4.600 Nutzende", "aktive Nutzende") == StatedNumber(Decimal(4600))


def test_a_short_form_of_the_expected_unit_is_understood():
    assert parse_number("12 t", "Tonnen") == parse_number("12", "Tonnen")
    assert parse_number("7,5 min.", "Minuten") == parse_number("7,5 Minuten", "Minuten")


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("4,6 Tsd.", 100),
        ("0,7 Mio. €", 100_000),
        ("rund 12 Mrd.", 10**9),
        ("0,125 Mio.", 1000),
        ("4.600", None),
        ("viele", None),
    ],
)
def test_the_last_digit_before_thousands_or_millions_has_its_worth(typed, step):
    assert step_of(typed) == step


def test_another_unit_than_the_expected_one_is_named():
    with pytest.raises(WrongUnit) as caught:
        parse_number("71 €", "%")
    assert (caught.value.expected, caught.value.given) == ("%", "€")
    assert preview.not_understood(caught.value) == "Hier wird % erwartet, Sie haben € geschrieben."


def test_a_range_is_no_number():
    with pytest.raises(NotUnderstood):
        parse_quantity("5 bis 10 Personen")


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("71 T€", f"Verstanden als 71.000{NB}€, in Tausend Euro angegeben."),
        ("0,7 Mio. €", f"Verstanden als rund{NB}700.000{NB}€."),
        ("(5.000,00)", f"Verstanden als −5.000,00{NB}€."),
        ("k.A.", "Kein Wert."),
    ],
)
def test_the_echo_says_what_was_understood(typed, echo):
    assert preview.understood(parse_money(typed)) == echo
