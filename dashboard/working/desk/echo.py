"""What stands below the field: what was understood, and what is asked about it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dash import html

from dashboard.components.pieces import aria
from dashboard.domain.values import StatedNumber
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.qualifiers import qualifier
from dashboard.working import fields
from dashboard.working.desk import words
from dashboard.working.desk.known import Known
from dashboard.working.desk.scale import scale
from dashboard.working.desk.understood import Understood


def echo(told: Understood | None, known: Known) -> list[Any]:
    """What was understood, as a sentence with its place on the scale; nothing for an empty field."""
    if told is None:
        return [scale(known, None)]
    if told.problem:
        return [html.P(told.problem, className="error")]
    if told.missing:
        return [html.P(_("No value: please say why on the next page."), className="said")]
    if told.readings:
        return [html.P(which(told, known), className="error")]
    assert told.number is not None
    said: list[Any] = [_("Understood as") + " ", html.B(_said(told.number, known)), _exactness(told, known)]
    body = [html.P(said), html.P(compared(told.number, known), className="against")]
    if told.odd:
        body.append(html.P(_("That is unusual; we will ask before it is sent."), className="unusual"))
    return [html.Div(body, className="said"), scale(known, told.number.value)]


def _said(number: StatedNumber, known: Known) -> str:
    if number.precision == "approx" and not qualifier(number.words):
        return formats.quantity(number.value, 0, known.indicator.unit)
    return words.value(number, known.indicator.unit)


def _exactness(told: Understood, known: Known) -> str:
    if told.step is None or told.step <= 1:
        return "."
    return _(", to the nearest {step}.", step=words.figure(told.step, known))


def compared(number: StatedNumber, known: Known) -> str:
    """How it stands against the last value and the target: "420 mehr als zuletzt, 400 unter dem Ziel."."""
    parts = []
    if known.last and known.last.value and not known.indicator.cumulative:
        parts.append(_than_last(Fraction(number.value - known.last.value.value), known))
    value: Fraction = Fraction(number.value)
    if known.indicator.cumulative:
        if known.total is None:
            return ""
        value += Fraction(known.total)
        parts.append(_("{total} altogether", total=words.figure(value, known)))
    if known.planned is not None:
        parts.append(_against_target(value - known.planned, known))
    return ", ".join(parts)[:1].upper() + ", ".join(parts)[1:] + "." if parts else ""


def _than_last(change: Fraction, known: Known) -> str:
    if change == 0:
        return _("the same as last time")
    told = words.amount(change, known)
    return _("{amount} more than last time", amount=told) if change > 0 else _(
        "{amount} less than last time", amount=told)  # fmt: skip


def _against_target(gap: Fraction, known: Known) -> str:
    if gap == 0:
        return _("exactly on target")
    told = words.amount(gap, known)
    return _("{amount} above the target", amount=told) if gap > 0 else _("{amount} below the target", amount=told)


def which(told: Understood, known: Known) -> str:
    """The question which reading is meant."""
    first, *_more, last = [words.figure(one.value, known) for one in told.readings]
    return _("“{text}” can be read in two ways. Do you mean {first} or {last}?", text=told.text, first=first, last=last)


def readings(told: Understood) -> list[Any]:
    """A button for each reading of an ambiguous number: what it sends is typed as it can only be read."""
    plain = [format(one.value.normalize(), "f").replace(".", ",") for one in told.readings]
    return [
        fields.button(_("I mean {number}", number=text), name="gemeint", value=text, look="outlined small")
        for text in plain
    ]


def question(told: Understood, known: Known, errors: fields.Filled) -> html.Div:
    """An odd value: what is odd, and the field for why it is right."""
    assert told.number is not None
    odd = " ".join(words.oddity(one, known) for one in told.odd)
    asked = [
        html.H3(_("Is {value} right?", value=_said(told.number, known)), id="frage"),
        html.P(odd),
        html.P(_("We ask now, so that nobody has to ask again in three weeks."), className="hint"),
        fields.text(
            "begruendung",
            _("If the value is right: what is the reason?"),
            errors,
            longest=500,
            autofocus="begruendung" in errors.errors,
        ),
    ]
    return html.Div(asked, className="told watch", role="alert", **aria(labelledby="frage"))


def same_again(known: Known) -> html.Div:
    """A count of a period that is reported unchanged is asked about once."""
    assert known.last is not None
    asked = [
        html.H3(_("Really exactly the same value?"), id="frage"),
        html.P(
            _("{value} was counted {when}. What is counted anew each period is seldom exactly the same.",
              value=words.value(known.last.value, known.indicator.unit), when=words.when(known.last.period))
        ),
    ]  # fmt: skip
    return html.Div(asked, className="told watch", role="alert", **aria(labelledby="frage"))
