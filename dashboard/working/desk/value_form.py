"""The form of a value: question, what is known, the field with its echo, and the three ways to answer."""

from __future__ import annotations

from typing import Any

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.domain.oddness import usual_change
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.parsing import is_missing
from dashboard.working import fields
from dashboard.working.desk import echo, words
from dashboard.working.desk.frame import href
from dashboard.working.desk.known import Known
from dashboard.working.desk.parts import Opened, Shown, facts, form, way
from dashboard.working.desk.understood import Understood, unit_word
from dashboard.working.fields import Filled
from dashboard.working.site import Site
from dashboard.working.waiting import Task

#: States of the form: "" the field, "missing" the reasons, "odd" and "same" a question about the value.
MISSING, ODD, SAME = "missing", "odd", "same"


def content(site: Site, task: Task, known: Known, shown: Shown, opened: Opened) -> list[Any]:
    """What stands in the card below where it stands."""
    body = _reasons(shown.filled) if shown.mode == MISSING else _value(known, shown)
    return [
        html.H2(words.question(known), tabIndex=-1),
        *_what_counts(known),
        facts(_facts(known, odd=shown.mode == ODD)),
        *form(site, href(site, task), body, opened, heard=("wert",)),
    ]


def _what_counts(known: Known) -> list[Any]:
    definition, what = known.definition, known.indicator.what
    parts: list[Any] = [html.P(what, className="what")] if what else []
    more = [definition.text] if definition and definition.text != what else []
    more += [definition.formula] if definition and definition.formula else []
    if more:
        parts.append(
            html.Details(
                [html.Summary(_("Exact definition")), *(html.P(text) for text in more)], className="definition"
            )
        )
    return parts


def _facts(known: Known, *, odd: bool) -> list[tuple[str, Any, Any] | None]:
    unit = known.indicator.unit
    last, before = known.last, known.year_ago
    return [
        (_("Last value"), words.value(last.value, unit), words.quality(last)) if last else None,
        (_("A year ago"), words.value(before.value, unit), formats.period(before.period))
        if before and before is not last and not odd else None,
        _usual(known) if odd else None,
        (_("Altogether so far"), words.figure(known.total, known), unit) if known.total is not None else None,
        (_("Target for {day}", day=formats.day(known.period.last)), formats.quantity(known.planned, _places(known), unit),
         words.target_name(known)) if known.planned is not None else None,
        (_("Last note"), known.note, None) if known.note else None,
    ]  # fmt: skip


def _places(known: Known) -> int:
    return known.indicator.decimals


def _usual(known: Known) -> tuple[str, Any, Any] | None:
    usual = usual_change(known.before)
    return (
        (_("Usual change"), words.amount(usual, known), _("from one period to the next")) if usual is not None else None
    )


def _value(known: Known, shown: Shown) -> list[Any]:
    told: Understood | None = shown.extra
    asked: list[Any] = []
    if shown.mode == ODD and told:
        asked = [echo.question(told, known, shown.filled)]
    elif shown.mode == SAME:
        asked = [echo.same_again(known)]
    elif told and told.readings:
        asked = [html.Div(echo.readings(told), className="readings")]
    spoken = echo.echo(told, known) if not (asked or shown.filled.errors) else []
    return [
        _field(known, shown.filled, focus=not shown.mode),
        html.Div(spoken, id="echo", className="echo", role="status"),
        *asked,
        *([] if shown.mode in (ODD, SAME) else [_details(shown.filled, known)]),
        *([*_kept(shown.filled)] if shown.mode in (ODD, SAME) else []),
        html.Div(_buttons(known, shown), className="buttons"),
        html.P(_keys(known), className="keys")
        if not shown.mode
        else html.P(_("Nothing submitted yet"), className="keys"),
    ]


def _field(known: Known, filled: Filled, *, focus: bool) -> html.Div:
    return fields.text(
        "wert", _("Your value for {period}", period=formats.period(known.period)), filled,
        unit=unit_word(known.indicator.unit), css="figure", longest=60, autocomplete="off", inputmode="text",
        autofocus=focus, spellcheck="false",
    )  # fmt: skip


def _details(filled: Filled, known: Known) -> Markup:
    """Estimate, source and note; what they hold stands in the closed line."""
    quality = filled.value("guete") if filled.value("guete") in words.QUALITY_WORDS else "measured"
    held = [] if known.count else [str(words.QUALITY_WORDS[quality])]
    held += [_("source as last time")] if filled.value("quelle") and filled.value("quelle") == known.source else []
    held += [_("with a note")] if filled.value("notiz") else []
    options = [(name, str(word)) for name, word in words.QUALITY_WORDS.items()]
    note: list[Any] = [_("Your note") + " ", html.Span(_("(optional)"), className="light")]
    name = _("Source, note") if known.count else _("Estimate, source, note")
    held_words: list[Any] = [" · ", html.Span(", ".join(held))] if held else []
    inner = [
        html.Summary([html.B(name), *held_words]),
        None if known.count else fields.radios("guete", _("The value is"), options, Filled({"guete": quality})),
        html.Div([
            fields.text("quelle", _("Source"), filled),
            fields.text("notiz", note, filled, longest=500, hint=_("The note is public.")),
        ], className="row"),
    ]  # fmt: skip
    wrong = {"quelle", "notiz"} & filled.errors.keys()
    return element("details", inner, class_="more", open=bool(filled.value("notiz") or quality != "measured" or wrong))


def _kept(filled: Filled) -> list[Markup]:
    """What stands in the details while a question about the value is open."""
    return fields.hidden(**{name: filled.value(name) or None for name in ("guete", "quelle", "notiz")})


def _buttons(known: Known, shown: Shown) -> list[Any]:
    mode, focus = shown.mode, not shown.filled.errors
    change = element("a", _("Change the value"), href="#wert", class_="button filled", id="aendern", autofocus=focus)
    if mode == ODD:
        return [change, way(_("The value is right, submit with the reason"), "einreichen", "outlined")]
    if mode == SAME:
        return [change, way(_("Yes, submit the same value"), "wirklich", "outlined")]
    buttons = [way(_("Submit and go on"), "einreichen", key=_("Enter"))]
    if known.last and known.last.value:
        same = words.figure(known.last.value.value, known)
        buttons.append(way(_("Checked, unchanged: {value}", value=same), "unveraendert", "outlined", id="unveraendert"))
    return buttons if known.count else [*buttons, way(_("No value, because …"), "kein_wert", "link")]


def _keys(known: Known) -> list[Any]:
    told: list[Any] = [html.Span(id="entwurf"), html.Span([html.Kbd(_("Enter")), " ", _("submit and go on")])]
    if known.last:
        told.append(html.Span([html.Kbd(_("Ctrl")), " + ", html.Kbd(_("Enter")), " ", _("checked, unchanged")]))
    return told if known.count else [*told, html.Span([html.Kbd("-"), " ", _("in the field: no value")])]


def _reasons(filled: Filled) -> list[Any]:
    """Why there is no value."""
    below = {
        "not_yet": fields.text("kommt_bis", _("It comes by"), filled, longest=40, autocomplete="off",
                               hint=_("A day such as 31.03.2026")),
        "other": fields.text("grund_text", _("Which one, in a sentence"), filled, longest=300,
                             hint=_("This reason is public.")),
    }  # fmt: skip
    options = [
        (name, word, below[name]) if name in below else (name, word)
        for name, word in ((name, str(word)) for name, word in words.REASON_WORDS.items())
    ]
    typed = filled.value("wert")
    return [
        *_kept(filled),
        *fields.hidden(art="ohne", wert=None if is_missing(typed) else typed),
        fields.radios("grund", _("No value, because …"), options, filled),
        html.Div(html.P(_("The gap stays visible with your reason. No 0 is entered.")), className="told locked"),
        html.Div([
            way(_("Submit without a value"), "ohne_wert"), way(_("Enter a value after all"), "mit_wert", "link"),
        ], className="buttons"),
    ]  # fmt: skip
