"""A form about a value, as the answer it means, or as the page on which it is asked again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from dashboard.operations.entries import Answer
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working.desk import echo, words
from dashboard.working.desk.days import typed_day
from dashboard.working.desk.known import Known
from dashboard.working.desk.parts import Shown
from dashboard.working.desk.understood import Understood, understand
from dashboard.working.desk.value_form import MISSING, ODD, SAME
from dashboard.working.fields import Filled
from dashboard.working.site import number
from dashboard.working.waiting import Task

#: The fields of the form.
FIELDS = (
    "wert", "gemeint", "guete", "quelle", "notiz", "begruendung", "grund", "kommt_bis", "grund_text", "art",
)  # fmt: skip


def start(task: Task, known: Known) -> Shown:
    """The form as it opens: empty with last time's source, or what was said before."""
    said = task.entry.values if task.entry and task.entry.state != "taken_back" else None
    if said is None:
        return Shown(Filled({"quelle": known.source or "", "guete": "measured"}))
    values = {
        "wert": said["typed"] or "", "guete": said["quality"] or "measured", "quelle": said["source"] or "",
        "notiz": said["note"] or "", "begruendung": said["reason"] or "", "grund": said["missing_reason"] or "",
        "kommt_bis": formats.day(said["day"]) if said["day"] else "", "grund_text": said["reason"] or "",
    }  # fmt: skip
    return _shown(known, values, MISSING if said["missing_reason"] else "")


def again(known: Known, form: Mapping[str, str]) -> Shown:
    """The form as somebody left it who has not submitted it."""
    return _shown(known, dict(form), MISSING if form.get("art") == "ohne" else "")


def _shown(known: Known, values: dict[str, str], mode: str) -> Shown:
    told = understand(values["wert"], known) if values.get("wert") else None
    return Shown(Filled(values), mode, extra=told if told and told.number else None)


def read(known: Known, form: Mapping[str, str], today: dt.date) -> Answer | Shown:
    """What the form says. `weg` is the button; without one, Enter was pressed in a field."""
    values = dict(form)
    if values.get("gemeint"):
        values["wert"] = values["gemeint"]
    way = values.get("weg") or "einreichen"
    if way in ("unveraendert", "wirklich"):
        return _unchanged(known, values, sure=way == "wirklich")
    if way == "kein_wert" and not known.count:
        return Shown(Filled(values), MISSING)
    if not known.count and (way == "ohne_wert" or (way == "einreichen" and values.get("art") == "ohne")):
        return _without(known, values, today)
    if way == "mit_wert":
        return Shown(Filled(values))
    return _value(known, values)


def _answer(known: Known, values: Mapping[str, str], **more: Any) -> Answer:
    texts: dict[str, Any] = {"source": values.get("quelle"), "note": values.get("notiz")}
    stated: dict[str, Any] = {name: None if one == "" else one for name, one in (texts | more).items()}
    return Answer(
        kind="count" if known.count else "value", subject=known.indicator.code, period=known.period.text, seen=number(values.get("tatsache")), **stated
    )  # fmt: skip


def _value(known: Known, values: dict[str, str]) -> Answer | Shown:
    told = understand(values.get("wert", ""), known)
    if told.missing:
        return Shown(Filled(values), MISSING)
    if told.problem or told.readings:
        problem = told.problem or echo.which(told, known)
        return Shown(Filled(values, {"wert": problem}), extra=told)
    assert told.number is not None
    if told.odd and not values.get("begruendung"):
        errors = {"begruendung": _("Please say in one sentence what the reason is.")} if "begruendung" in values else {}
        return Shown(Filled(values, errors), ODD, extra=told)
    return _answer(
        known, values, typed=values["wert"], value=told.number.value, value_precision=told.number.precision,
        value_words=told.number.words, quality=_quality(known, values), reason=values.get("begruendung") if told.odd else None,
    )  # fmt: skip


def _quality(known: Known, values: Mapping[str, str]) -> str | None:
    if known.count:
        return None
    stated = values.get("guete", "")
    return stated if stated in words.QUALITY_WORDS else "measured"


def _unchanged(known: Known, values: dict[str, str], *, sure: bool) -> Answer | Shown:
    """The last value again; a count of a period is asked about once."""
    if known.last is None or known.last.value is None:
        return Shown(Filled(values, {"wert": _("There is no earlier value.")}))
    if known.counts_a_period and not sure:
        return Shown(Filled(values), SAME)
    last = known.last.value
    return _answer(
        known, values, typed=format(last.value, "f").replace(".", ","), value=last.value, value_precision=last.precision,
        value_words=last.words, quality=_quality(known, values), unchanged=True,
    )  # fmt: skip


def _without(known: Known, values: dict[str, str], today: dt.date) -> Answer | Shown:
    reason = values.get("grund", "")
    if reason not in words.REASON_WORDS:
        return Shown(Filled(values, {"grund": _("Please choose a reason.")}), MISSING)
    day, errors = None, {}
    if reason == "not_yet":
        day = typed_day(values.get("kommt_bis", ""))
        if day is None or day < today:
            errors["kommt_bis"] = _("Please enter a day from today on, such as {day}.", day=formats.day(today))
    if reason == "other" and not values.get("grund_text"):
        errors["grund_text"] = _("Please say in one sentence what the reason is.")
    if errors:
        return Shown(Filled(values, errors), MISSING)
    told = values.get("grund_text") if reason == "other" else None
    note = values.get("notiz") or told or (_("Comes by {day}", day=formats.day(day)) if day else None)
    return _answer(known, {**values, "notiz": note or ""}, missing_reason=reason, day=day, reason=told)


def told(text: str, known: Known) -> Understood | None:
    """What the echo shows for a text; None for an empty field."""
    return understand(text, known) if text.strip() else None
