"""The words of the desk: a question as a person would ask it, a period, a value, a difference."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from dashboard.domain import model
from dashboard.domain.oddness import Oddity
from dashboard.domain.values import Period, StatedNumber, half_up
from dashboard.text import formats
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.working.desk.known import Known, is_percent
from dashboard.working.desk.understood import unit_word

KIND_WORDS: Mapping[str, LazyText] = {
    "value": _l("Value"), "milestone": _l("Milestone"), "report": _l("Status report"), "count": _l("Count"),
}  # fmt: skip
QUALITY_WORDS: Mapping[str, LazyText] = {
    "measured": _l("measured"), "estimated": _l("estimated"), "provisional": _l("provisional"),
}  # fmt: skip
#: Why there is no value, in the order in which they are offered.
REASON_WORDS: Mapping[str, LazyText] = {
    "not_yet": _l("not collected yet"),
    "not_collected": _l("not collected in this period"),
    "no_data_from_source": _l("the source does not deliver"),
    "not_applicable": _l("no longer applies to the measure"),
    "protected": _l("must not be told (fewer than five persons)"),
    "other": _l("another reason"),
}
COUNT_TITLES: Mapping[str, LazyText] = {
    "downloads": _l("Downloads of the strategy's documents"),
    "consultation": _l("Advice given to other towns"),
}
COUNT_QUESTIONS: Mapping[str, LazyText] = {
    "downloads": _l("How often were documents of the strategy downloaded {when}?"),
    "consultation": _l("How often did you advise other towns and counties {when}?"),
}


def when(period: Period) -> str:
    """A period within a sentence: "im 2. Quartal 2025", "im Jahr 2024", "am 31.12.2025"."""
    if period.first == period.last:
        return _("on {day}", day=formats.day(period.last))
    if len(period.text) == 4:
        return _("in the year {period}", period=period.text)
    return _("in {period}", period=formats.period(period)).replace("\u0020", formats.NBSP)


def question(known: Known) -> str:
    """The question about a value, made of what the indicator is called and counted in."""
    if known.count:
        return COUNT_QUESTIONS[known.indicator.code].format(when=when(known.period))
    unit = known.indicator.unit
    at = _("on {day}", day=formats.day(known.period.last)) if known.on_a_day else when(known.period)
    if known.indicator.cumulative:
        asked = _("how many {unit} were added {when}?", unit=unit, when=at)
    elif is_percent(unit):
        asked = _("what percentage was it {when}?", when=at)
    elif unit[:1].islower():
        asked = _("how many were there {when}, {unit}?", unit=unit, when=at)
    else:
        asked = _("how many {unit} were there {when}?", unit=unit_word(unit), when=at)
    return f"{known.indicator.title}: {asked}"


def value(number: StatedNumber | None, unit: str) -> str:
    """A value with its unit, with as many decimals as it has."""
    return formats.stated_number(number, unit=unit)


def figure(number: Decimal | Fraction, known: Known) -> str:
    """A number of an indicator with as many decimals as it needs, at most one more than the indicator shows."""
    exact, most = Fraction(number), known.indicator.decimals + 1
    places = next((at for at in range(most) if half_up(exact, at) == exact), most)
    return formats.number(exact, places)


def amount(number: Decimal | Fraction, known: Known) -> str:
    """A difference without sign, with the unit of differences."""
    unit = _("percentage points") if known.percent else known.indicator.unit
    return f"{figure(abs(Fraction(number)), known)}{formats.NBSP}{unit}"


def quality(row: model.IndicatorValue) -> str:
    """The period of a value and how good it is."""
    known_quality = QUALITY_WORDS.get(row.quality or "")
    return ", ".join(str(part) for part in (formats.period(row.period), known_quality) if part)


def target_name(known: Known) -> str:
    """What the target is for a direction: a path has a version, everything else is a limit."""
    direction = known.indicator.direction
    limits = {"min": _("at least this"), "max": _("at most this"), "maintain": _("should stay")}
    if direction in limits:
        return limits[direction]
    version = known.target.version if known.target else 1
    return _("target path, version {version}", version=version)


def oddity(one: Oddity, known: Known) -> str:
    """Why a value is asked about, as a sentence."""
    if one.kind == "sign":
        return _("The last value had the other sign.")
    if one.kind == "over_100":
        return _("That is more than 100 percent.")
    assert one.change is not None
    change = amount(one.change, known)
    told = (
        _("That is {amount} more than last time", amount=change)
        if one.change > 0
        else _("That is {amount} less than last time", amount=change)
    )
    if one.times is None:
        return _("{told}; so far it has hardly ever changed.", told=told)
    return _("{told}, about {times} times as much as usual.", told=told, times=formats.number(Fraction(one.times)))
