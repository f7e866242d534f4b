"""Figures as people read them: the worked examples of D16 and what they leave open."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from dashboard.domain.values import Period, StatedDay, StatedMoney, StatedNumber
from dashboard.text import formats
from dashboard.text.catalog import in_language

NB = "\u00a0"


@pytest.mark.parametrize(
    ("cents", "german", "english"),
    [
        (183416998, f"1.834.169,98{NB}€", "€1,834,169.98"),
        (-500000, f"−5.000,00{NB}€", "−€5,000.00"),
        (0, f"0,00{NB}€", "€0.00"),
        (Fraction(-1, 3), f"0,00{NB}€", "€0.00"),
        (Fraction(5, 2), f"0,03{NB}€", "€0.03"),
        (Fraction(-5, 2), f"−0,03{NB}€", "−€0.03"),
        (None, "–", "–"),
    ],
)
def test_an_exact_amount_has_two_decimals_and_never_a_minus_before_zero(cents, german, english):
    assert formats.money(cents) == german
    with in_language("en"):
        assert formats.money(cents) == english


@pytest.mark.parametrize(
    ("stated", "german", "english"),
    [
        (StatedMoney(7_100_000, "keur"), f"71{NB}T€", "€71k"),
        (StatedMoney(7_100_000, "keur", "zusätzliche 71 T€"), f"71{NB}T€", "€71k"),
        (StatedMoney(1_250_000, "keur"), f"12,5{NB}T€", "€12.5k"),
        (StatedMoney(7_100_000, "approx"), f"rund{NB}71.000{NB}€", f"about{NB}€71,000"),
        (StatedMoney(55_000_000, "approx", "über 550.000 €"), f"über{NB}550.000{NB}€", f"over{NB}€550,000"),
        (StatedMoney(71_700_000, "keur", "rund 717 Tausend EURO"), f"rund{NB}717{NB}T€", f"about{NB}€717k"),
        (StatedMoney(18_341_701), f"183.417,01{NB}€", "€183,417.01"),
        (None, "nicht angegeben", "not stated"),
    ],
)
def test_a_stated_amount_keeps_its_precision_and_its_limiting_word(stated, german, english):
    assert formats.stated_money(stated) == german
    with in_language("en"):
        assert formats.stated_money(stated) == english


def test_a_word_elsewhere_in_the_sentence_limits_nothing():
    words = "über einen Zeitraum von 5 Jahren"
    assert formats.stated_number(StatedNumber(Decimal(5), "exact", words)) == "5"


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (359_000_000, f"3,59{NB}Mio.{NB}€"),
        (140_000_000_000, f"1,4{NB}Mrd.{NB}€"),
        (71_700_000, f"717{NB}T€"),
        (-71_700_000, f"−717{NB}T€"),
        (99_960_000, f"1{NB}Mio.{NB}€"),
        (500_000, f"5.000{NB}€"),
    ],
)
def test_a_headline_amount_is_short(cents, expected):
    assert formats.short_money(cents) == expected


def test_forecasts_are_whole_euros_and_a_range_names_the_unit_once():
    assert formats.whole_money(21_500_049) == f"215.000{NB}€"
    assert formats.money_range(21_500_000, 25_000_000) == f"215.000–250.000{NB}€"
    assert formats.money_range(21_500_000, 21_500_010) == f"215.000{NB}€"
    with in_language("en"):
        assert formats.money_range(21_500_000, 25_000_000) == "€215,000–€250,000"


@pytest.mark.parametrize(
    ("share", "places", "expected"),
    [
        (Decimal("0.3239"), 1, f"32,4{NB}%"),
        (Fraction(1, 3), 1, f"33,3{NB}%"),
        (Decimal("0.3245"), 1, f"32,5{NB}%"),
        (Decimal("0.32"), 1, f"32,0{NB}%"),
        (Decimal("-0.0001"), 1, f"0,0{NB}%"),
        (Decimal("-0.2"), 0, f"−20{NB}%"),
        (None, 1, "–"),
    ],
)
def test_a_share_is_shown_in_percent_rounded_half_up_once(share, places, expected):
    assert formats.percent(share, places) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (formats.money(750_000, signed=True), f"+7.500,00{NB}€"),
        (formats.money(-6_000_000, signed=True), f"−60.000,00{NB}€"),
        (formats.money(0, signed=True), f"0,00{NB}€"),
        (formats.percent(Decimal("0.075"), signed=True), f"+7,5{NB}%"),
        (formats.points(Decimal("-0.152")), f"−15,2{NB}Punkte"),
        (formats.days(244, signed=True), f"+244{NB}Tage"),
        (formats.days(-10, signed=True), f"−10{NB}Tage"),
        (formats.days(1), f"1{NB}Tag"),
        (formats.ratio(Fraction(85, 140)), "0,61"),
        (formats.number(4600), "4.600"),
        (formats.quantity(Decimal("4600.25"), 1, "t"), f"4.600,3{NB}t"),
    ],
)
def test_a_deviation_has_a_sign_and_a_unit(text, expected):
    assert text == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (StatedNumber(Decimal(50000), "approx", "< 50.000"), f"unter{NB}50.000"),
        (StatedNumber(Decimal(2_400_000), "approx", "rund 2,4 Mio."), f"rund{NB}2.400.000"),
        (StatedNumber(Decimal("2.50")), "2,5"),
        (None, "nicht angegeben"),
    ],
)
def test_a_stated_number_keeps_what_limits_it(stated, expected):
    assert formats.stated_number(stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (StatedDay(dt.date(2025, 7, 31)), "31.07.2025"),
        (StatedDay(dt.date(2019, 9, 30), "month"), "September 2019"),
        (StatedDay(dt.date(2019, 9, 30), "quarter"), "3. Quartal 2019"),
        (StatedDay(dt.date(2019, 9, 30), "quarter", "III. Quartal 2019"), "III. Quartal 2019"),
        (StatedDay(dt.date(2025, 12, 31), "year", "bis 2025"), "bis 2025"),
        (None, "nicht angegeben"),
    ],
)
def test_a_stated_day_is_shown_as_entered(stated, expected):
    assert formats.stated_day(stated) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2024"),
        ("2024-H2", "2. Halbjahr 2024"),
        ("2024-Q2", "2. Quartal 2024"),
        ("2024-05", "Mai 2024"),
        ("2024-05-31", "31.05.2024"),
    ],
)
def test_a_period_is_written_out(text, expected):
    assert formats.period(Period.parse(text)) == expected


def test_a_day_in_a_sentence_names_its_month():
    assert formats.long_day(dt.date(2025, 7, 31)) == f"31.{NB}Juli 2025"
    assert formats.full_day(dt.date(2025, 7, 15)) == f"Dienstag, 15.{NB}Juli 2025"


def test_a_long_title_is_cut_after_a_whole_word():
    assert formats.shorten("Digitales Verkehrsmanagement der Stadt", 33) == "Digitales Verkehrsmanagement der…"
    assert formats.shorten("kurz", 30) == "kurz"


@pytest.mark.parametrize(
    ("words", "german"),
    [
        ("nicht mehr als 15 Teilnehmer", f"bis zu{NB}15"),
        ("nicht weniger als 15 Teilnehmer", f"mindestens{NB}15"),
        ("mehr als 15 Teilnehmer", f"über{NB}15"),
        ("Bis zu fünfzehn Schiffe", f"bis zu{NB}15"),
        ("über einen Zeitraum", "15"),
    ],
)
def test_a_denied_limit_is_turned_round_and_a_written_number_is_limited_too(words, german):
    assert formats.stated_number(StatedNumber(Decimal(15), "exact", words)) == german
