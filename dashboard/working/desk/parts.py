"""Parts that the forms of all kinds share: the facts above the field, the note of who returned an entry, hidden fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.text.catalog import gettext as _
from dashboard.working import fields, keeping
from dashboard.working.fields import EMPTY, Filled
from dashboard.working.site import Site
from dashboard.working.waiting import Task


@dataclass(frozen=True)
class Shown:
    """How a form is shown: what its fields hold, what is wrong, and which state it is in.

    `mode` is "" or the name of a state of the form; `told` is what went wrong with the whole of it, `extra` what a kind
    of form keeps for itself.
    """

    filled: Filled = EMPTY
    mode: str = ""
    told: str | None = None
    extra: Any = None


def facts(rows: Iterable[tuple[str, Any, Any] | None]) -> html.Dl | None:
    """What is known already: name, value, and what stands small below the value."""
    items = [
        html.Div([html.Dt(name), html.Dd([html.B(value), html.Span(small) if small else None])])
        for row in rows if row for name, value, small in (row,)
    ]  # fmt: skip
    return html.Dl(items, className="known") if items else None


def returned(task: Task) -> html.Div | None:
    """The note with which an entry came back, above its question."""
    if not task.returned or task.entry is None:
        return None
    return html.Div(
        [html.B(_("Returned. Please change:")), html.P(task.entry.values["answer"] or "")],
        className="told watch returned",
    )


@dataclass(frozen=True)
class Opened:
    """What a form was opened with: the version of the entry and of the fact it is about; `again`: it came back.

    `proposal` holds the reason for which a closed period is to be corrected; None where the period is open. `drafted`:
    when the draft was kept that is in the fields; `own`: the entry is this person's.
    """

    entry: str | None
    fact: str | None
    again: bool
    proposal: Filled | None = None
    drafted: dt.datetime | None = None
    own: bool = False

    @classmethod
    def of(cls, task: Task, fact: int | None, shown: Shown, *, again: bool, proposal: bool) -> Opened:
        """A form that comes back keeps what it was opened with, so that what others did meanwhile is still noticed."""
        why = shown.filled if proposal else None
        if again:
            return cls(shown.filled.value("gesehen"), shown.filled.value("tatsache"), again, why)
        entry = task.entry
        own = entry is not None and entry.values["account"] == task.grant.account
        return cls(str(entry.version) if entry else None, str(fact) if fact else None, again, why, own=own)


def first_button(words: str) -> Markup:
    """What Enter in a field presses, wherever the visible buttons stand."""
    return element("button", words, type="submit", name="weg", value="einreichen", class_="visually-hidden", tabindex=-1,
                   aria_hidden="true")  # fmt: skip


def way(words: Any, value: str, look: str = "filled", key: str | None = None, **more: Any) -> Markup:
    """A button of the form, which says which way it goes."""
    return fields.button(words, name="weg", value=value, look=look, key=key, **more)


def form(site: Site, action: str, children: list[Any], opened: Opened, *, heard: Sequence[str] = ()) -> list[Any]:
    """The form of a question. `heard` are the fields whose meaning is asked for while they are being filled."""
    kept = fields.hidden(gesehen=opened.entry or None, tatsache=opened.fact or None)
    later = element("noscript", fields.button(_("Keep as a draft"), look="link", formaction=f"{action}/entwurf"))
    if opened.proposal:
        why = fields.text("vorschlag", _("What is to be corrected, and why?"), opened.proposal, longest=400)
        children = [why, *children]
    return keeping.form(
        site, action, [first_button(_("Submit and go on")), *kept, *children, later], again=opened.again,
        echo=f"{action}/verstanden" if heard else None, heard=" ".join(heard) or None,
        draft=f"{action}/entwurf", own="1" if opened.own else None,
        drafted=opened.drafted.isoformat() if opened.drafted else None,
    )  # fmt: skip
