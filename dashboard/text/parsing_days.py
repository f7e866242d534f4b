"""What people type for days (X2, X3): the last day that fits, how precise it is, and the words.

"Anfang", "Mitte" and "Ende" of a year are its first, second and last quarter; a half-year is as precise as a year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from dashboard.domain.values import StatedDay
from dashboard.text.parsing import NotUnderstood, is_missing

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan", "january"), ("februar", "feb", "february"), ("märz", "mär", "mrz", "maerz", "march"),
            ("april", "apr"), ("mai", "may"), ("juni", "jun", "june"), ("juli", "jul", "july"), ("august", "aug"),
            ("september", "sept", "sep"), ("oktober", "okt", "october", "oct"), ("november", "nov"),
            ("dezember", "dez", "december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SEASONS = {"frühjahr": 5, "frühling": 5, "sommer": 8, "herbst": 11}
_PARTS_OF_YEAR = {"anfang": 3, "beginn": 3, "mitte": 6, "ende": 12}
_DAYS_IN_MONTH = {"anfang": 10, "beginn": 10, "mitte": 20, "ende": 31}

_MONTH = r"(?P<month>[a-zäöü]+)\.?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_PART = r"(?P<part>anfang|beginn|mitte|ende)"
#: Words before a day that limit it; they stay in the words of the value.
_LIMITS = re.compile(
    r"^(?:(?:spätestens|voraussichtlich|vermutlich|vsl\.|etwa|rund|ca\.|circa|bis|zum|ab|seit|im|am|in|vom|von|der|des|den)\s+)+"
)


def _month_end(year: int, month: int, precision: str) -> tuple[dt.date, str]:
    return dt.date(year, month, calendar.monthrange(year, month)[1]), precision


def _day(found: re.Match) -> tuple[dt.date, str]:
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    return dt.date(year, int(found["month"]), int(found["day"])), "day"


def _named_day(found: re.Match) -> tuple[dt.date, str]:
    return dt.date(int(found["year"]), _MONTHS[found["month"]], int(found["day"])), "day"


def _named_month(found: re.Match) -> tuple[dt.date, str]:
    if found["first"] and not _MONTHS[found["first"]] < _MONTHS[found["month"]]:
        raise ValueError(found[0])
    return _month_end(int(found["year"]), _MONTHS[found["month"]], "month")


def _numbered_month(found: re.Match) -> tuple[dt.date, str]:
    return _month_end(int(found["year"]), int(found["month"]), "month")


def _quarter(found: re.Match) -> tuple[dt.date, str]:
    quarter = _ROMAN.get(found["quarter"]) or int(found["quarter"])
    return _month_end(int(found["year"]), quarter * 3, "quarter")


def _half(found: re.Match) -> tuple[dt.date, str]:
    half = _ROMAN.get(found["half"]) or int(found["half"])
    return _month_end(int(found["year"]), half * 6, "year")


def _season(found: re.Match) -> tuple[dt.date, str]:
    return _month_end(int(found["year"]), _SEASONS[found["season"]], "quarter")


def _part_of_year(found: re.Match) -> tuple[dt.date, str]:
    return _month_end(int(found["year"]), _PARTS_OF_YEAR[found["part"]], "quarter")


def _part_of_month(found: re.Match) -> tuple[dt.date, str]:
    end, precision = _month_end(int(found["year"]), _MONTHS[found["month"]], "month")
    return end.replace(day=min(_DAYS_IN_MONTH[found["part"]], end.day)), precision


def _year(found: re.Match) -> tuple[dt.date, str]:
    return _month_end(int(found["year"]), 12, "year")


_SHAPES: tuple[tuple[str, Callable[[re.Match], tuple[dt.date, str]]], ...] = (
    (r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _day),
    (r"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4}|\d\d)", _day),
    (rf"(?P<day>\d\d?)\.?\s?{_MONTH}\s{_YEAR}", _named_day),
    (rf"(?:jahres)?{_PART}\s(?:des\sjahres\s)?{_YEAR}", _part_of_year),
    (rf"{_PART}\s{_MONTH}\s{_YEAR}", _part_of_month),
    (rf"(?P<season>{'|'.join(_SEASONS)})\s{_YEAR}", _season),
    (rf"(?:(?P<first>[a-zäöü]+)\.?\s?(?:/|-|–|und|bis|oder)\s?)?{_MONTH}\s{_YEAR}", _named_month),
    (rf"(?P<month>0?[1-9]|1[0-2])[./]\s?{_YEAR}", _numbered_month),
    (rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])", _numbered_month),
    (rf"q\s?(?P<quarter>[1-4])[\s/.]\s?{_YEAR}", _quarter),
    (rf"{_YEAR}[-/\s]?q(?P<quarter>[1-4])", _quarter),
    (rf"(?P<quarter>[1-4]|i{{1,3}}|iv)\.?\s?(?:quartal|quarter|qu?\.)[\s/]\s?{_YEAR}", _quarter),
    (rf"(?P<half>[12]|ii?)\.?\s?(?:halbjahr|hj\.?)[\s/]\s?{_YEAR}", _half),
    (rf"{_YEAR}-h(?P<half>[12])", _half),
    (_YEAR, _year),
)


def parse_day(text: str) -> StatedDay | None:
    """The stated day of "31.07.2025", "III. Quartal 2019", "April/Mai 2021", "bis 2025"; None for missing words.

    Raises NotUnderstood. Words are kept unless the text is a plain day.
    """
    if is_missing(text):
        return None
    words = re.sub(r"\s+", " ", text).strip()
    plain = _LIMITS.sub("", words.lower())
    for shape, reading in _SHAPES:
        found = re.fullmatch(shape, plain)
        if not found:
            continue
        try:
            day, precision = reading(found)
        except (ValueError, KeyError):
            continue
        return StatedDay(day, precision, None if precision == "day" and plain == words.lower() else words)
    raise NotUnderstood(text)
