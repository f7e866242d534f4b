"""An approved entry as a fact: which row it adds or replaces, by its kind."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from dashboard.domain.model import Milestone
from dashboard.domain.states import milestone_step
from dashboard.domain.values import Period, Ref, StatedDay
from dashboard.errors import ConflictError, NotFound, RefusedError
from dashboard.operations.deed import Deed, Held
from dashboard.operations.row_rules import refuse
from dashboard.text import formats
from dashboard.text.catalog import gettext as _

Values = Mapping[str, Any]


def write(doing: Deed, entry: Values, approver: str, stand: dt.date) -> None:
    """Write what an entry says. Raises ConflictError and RefusedError."""
    _WRITE[entry["kind"]](doing, entry, approver, stand)


def _origin(doing: Deed, entry: Values) -> dict[str, Any]:
    return {"source": doing.source(), "section": entry["source"]}


def _unless_newer(held: Held | None, entry: Values) -> None:
    """The fact must still be the one that was in view when the entry was made."""
    if (held.row_id if held else None) != entry["seen"]:
        raise ConflictError(_("The stored value has changed since this entry was submitted."))


def _value(doing: Deed, entry: Values, approver: str, _stand: dt.date) -> None:
    held = doing.held("indicator_value", entry["subject"], entry["period"])
    _unless_newer(held, entry)
    submitter = entry["title"] or entry["role"]
    stated = {
        name: entry[name] for name in ("value", "value_precision", "value_words", "missing_reason", "quality", "note")
    }
    was_public = held is not None and held.values["state"] == "published"
    values = {
        "indicator": entry["subject"], "period": entry["period"],
        "definition": held.values["definition"] if held else _definition(doing, entry),
        **stated, "state": "published" if was_public else "approved", "submitted_by": submitter,
        # Two people may hold roles of one title; the accounts stand in the history.
        "approved_by": approver if approver != submitter else _("{title} (second person)", title=approver),
        "base_year": held.values["base_year"] if held else None, **_origin(doing, entry),
    }  # fmt: skip
    doing.put("indicator_value", values)


def _definition(doing: Deed, entry: Values) -> int | None:
    """The version of the definition that is in force at the end of the period."""
    last = Period.parse(entry["period"]).last
    number, found = None, doing.held("definition", entry["subject"], 1)
    while found and found.values["valid_from"] <= last:
        number = found.values["version"]
        found = doing.held("definition", entry["subject"], number + 1)
    return number


def _milestone(doing: Deed, entry: Values, _approver: str, stand: dt.date) -> None:
    held = doing.held("milestone", entry["subject"])
    if held is None:
        raise NotFound(_("There is no “{code}” here.", code=entry["subject"]))
    _unless_newer(held, entry)
    if entry["outcome"] == "not_yet":
        _forecast(doing, entry["subject"], entry["day"], entry, stand)
        for code, day in json.loads(entry["followers"] or "{}").items():
            _forecast(doing, code, dt.date.fromisoformat(day), entry, stand)
        return
    changes = (
        {"actual_date": entry["day"], "actual_date_precision": "day", "actual_date_words": None,
         "evidence": entry["evidence"] or held.values["evidence"]}
        if entry["outcome"] == "reached"
        else {"dropped_on": entry["day"], "dropped_reason": entry["reason"]}
    )  # fmt: skip
    refuse(milestone_step(_record(held.values), _record({**held.values, **changes}), doing.actor.today))
    doing.replace("milestone", held, **changes, **_origin(doing, entry))


def _record(values: Values) -> Milestone:
    reached = StatedDay(values["actual_date"]) if values["actual_date"] else None
    names = ("code", "title", "started_on", "dropped_on", "dropped_reason", "critical", "funder_duty", "evidence")
    about = Ref(values["object_kind"], values["object"])
    return Milestone(object=about, actual_date=reached, **{name: values[name] for name in names})


def _forecast(doing: Deed, milestone: str, day: dt.date, entry: Values, stand: dt.date) -> None:
    if day < stand:
        raise RefusedError(
            _("{day} has passed meanwhile. Return the entry, so that another day is named.", day=formats.day(day))
        )
    values = {
        "milestone": milestone, "report_date": stand, "date": day, "date_precision": "day",
        "reason": entry["reason"], **_origin(doing, entry),
    }  # fmt: skip
    doing.put("forecast", values)


def _report(doing: Deed, entry: Values, _approver: str, _stand: dt.date) -> None:
    day = Period.parse(entry["period"]).last
    values = {
        "measure": entry["subject"], "report_date": day, "text": entry["text"], "published": True,
        **{name: entry[name] for name in ("cost_forecast", "cost_forecast_precision", "cost_forecast_words")},
        **_origin(doing, entry),
    }  # fmt: skip
    doing.put("status_report", values)


def _count(doing: Deed, entry: Values, _approver: str, _stand: dt.date) -> None:
    code = f"{entry['subject']}-{entry['period']}"
    values = {
        "code": code, "date": Period.parse(entry["period"]).last, "kind": entry["subject"],
        "count": int(entry["value"]), "document": entry["note"], **_origin(doing, entry),
    }  # fmt: skip
    doing.put("multiplier_event", values)


_WRITE: Mapping[str, Callable[[Deed, Values, str, dt.date], None]] = {
    "value": _value,
    "milestone": _milestone,
    "report": _report,
    "count": _count,
}
