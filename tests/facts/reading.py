"""What a quotation says: the numbers, the days and the ticked words that stand in it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal

_COUNTED = (
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig",
)  # fmt: skip
NUMBER_WORDS = {word: number for number, word in enumerate(_COUNTED)} | {"beiden": 2, "dritten": 3, "zweistufiges": 2}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_SCALES = {"T€": 10**3, "Tausend": 10**3, "Mio.": 10**6, "Millionen": 10**6, "Mrd.": 10**9}
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[. ]\d{3})+(?:,\d+)?(?!\d)|\d+(?:,\d+)?")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
_WORDED_DAY = re.compile(rf"(?:(\d{{1,2}})\. )?({'|'.join(_MONTHS)}) (\d{{4}})")
_QUARTER = re.compile(r"\b(I{1,3}|IV)\. Quartal (\d{4})")
_SPAN = re.compile(r"(\d{4})–(\d{4})")
_YEAR = re.compile(r"(?<![\d./-])(20\d{2})(?!\d)")

#: What a cell of choices is called in the documents.
CHOICE_WORDS = {
    "preliminary": "Vorberatung",
    "decision": "Entscheidung",
    "public": "öffentlich",
    "not_public": "Nichtöffentlich",
    "recommended": "empfahl",
    "yes": "x Ja",
    "no": "X Keine",
    "goal": "Ziele",
    "value": "Werte",
    "principle": "Technik",
}


def numbers_in(quote: str) -> set[Decimal]:
    """The numbers of a quotation, in figures, words or Roman, with their T€, Tausend, Mio. or Mrd."""
    scale = next((factor for word, factor in _SCALES.items() if word in quote), 1)
    found = [Decimal(re.sub(r"[. ]", "", text).replace(",", ".")) for text in _NUMBER.findall(quote)]
    words = re.findall(r"\w+", quote)
    found += [Decimal(NUMBER_WORDS[word.casefold()]) for word in words if word.casefold() in NUMBER_WORDS]
    found += [Decimal(_ROMAN[numeral]) for numeral in re.findall(r"\b(I{1,3}|IV)\. Quartal", quote)]
    return {number * scale for number in found}


def months_in(quote: str) -> set[Decimal]:
    """A duration in months: as it stands, or the years times twelve."""
    return {number * (12 if "Jahr" in quote else 1) for number in numbers_in(quote)}


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def days_in(quote: str) -> set[tuple[dt.date, str]]:
    """Day and precision of each date of a quotation; what is less than a day is read as its last day.

    "Anfang" of a year is its first quarter; the first year of a span is read as its first day.
    """
    days = {
        (dt.date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)), "day")
        for day, month, year in _DAY.findall(quote)
    }
    for day, name, year in _WORDED_DAY.findall(quote):
        month = _MONTHS.index(name) + 1
        days.add((dt.date(int(year), month, int(day)), "day") if day else (_month_end(int(year), month), "month"))
    days |= {(_month_end(int(year), _ROMAN[numeral] * 3), "quarter") for numeral, year in _QUARTER.findall(quote)}
    days |= {(dt.date(int(year), 3, 31), "quarter") for year in re.findall(r"Anfang (\d{4})", quote)}
    for first, last in _SPAN.findall(quote):
        days |= {(dt.date(int(first), 1, 1), "year"), (dt.date(int(last), 12, 31), "year")}
    return days or {(dt.date(int(year), 12, 31), "year") for year in _YEAR.findall(quote)}


def plain(text: str) -> str:
    """Text for comparing: one kind of quotation mark and dash, one space, small letters."""
    text = re.sub(r"[„“”»«]", '"', text).replace("–", "-")
    return re.sub(r"\s+", " ", text).casefold()
