"""The form of a milestone: three outcomes, and the table of what slips with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.components.pieces import labelled
from dashboard.domain.assessed import MilestoneAssessment
from dashboard.domain.slips import Slip
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working import fields
from dashboard.working.desk.frame import href
from dashboard.working.desk.parts import Opened, Shown, form, way
from dashboard.working.fields import Filled
from dashboard.working.site import Site
from dashboard.working.waiting import Task

#: The fields beside the days of those that follow, which begin with FOLLOWER.
FIELDS = (
    "ausgang", "erreicht_am", "nachweis", "neuer_termin", "grund", "entfallen_am", "weil", "folgen_zu",
)  # fmt: skip
FOLLOWER = "folge_"


@dataclass(frozen=True)
class Follower:
    """A milestone that slips; `own`: this person may change its day."""

    slip: Slip
    title: str
    own: bool

    @property
    def code(self) -> str:
        return self.slip.milestone


def heading(found: MilestoneAssessment) -> str:
    """The question in plain words."""
    return _("Has “{milestone}” been reached?", milestone=found.milestone.title)


def content(site: Site, task: Task, found: MilestoneAssessment, shown: Shown, opened: Opened) -> list[Any]:
    """What stands in the card below where it stands."""
    filled = shown.filled
    day, behind = shown.extra or (None, [])
    body = [
        fields.radios("ausgang", _("What became of it?"), _outcomes(found, filled), filled),
        html.Div(echo((day, behind), filled), id="echo", className="echo", role="status"),
        html.P(filled.errors["folgen"], className="error", role="alert") if "folgen" in filled.errors else None,
        html.Div(way(_("Submit and go on"), "einreichen", key=_("Enter")), className="buttons"),
        html.P(html.Span(id="entwurf"), className="keys"),
    ]
    return [
        html.H2(heading(found), tabIndex=-1),
        html.P(_planned(found), className="what"),
        *form(site, href(site, task), [*body, *suggestions()], opened, heard=("ausgang", "neuer_termin")),
    ]


def _planned(found: MilestoneAssessment) -> list[Any]:
    parts: list[Any] = []
    if found.baseline:
        parts += [_("Planned for") + " ", html.B(formats.stated_day(found.baseline)), ". "]
    if found.forecast:
        parts += [_("Last expected on") + " ", html.B(formats.stated_day(found.forecast.date)), ". "]
    if found.overdue:
        late = ngettext("{days} day overdue", "{days} days overdue", found.overdue, days=formats.number(found.overdue))
        parts += [_("Today") + ": ", html.B(late, className="late"), "."]
    return parts or [_("No day has been set.")]


def _outcomes(found: MilestoneAssessment, filled: Filled) -> list[tuple[Any, ...]]:
    proof = (
        _("Evidence")
        if found.milestone.funder_duty
        else [_("Evidence") + " ", html.Span(_("(optional)"), className="light")]
    )
    return [
        ("reached", html.B(_("Yes, reached")), html.Div([
            _day("erreicht_am", _("Reached on"), filled), fields.text("nachweis", proof, filled, longest=300),
        ], className="row")),
        ("not_yet", html.B(_("Not yet")), html.Div([
            _day("neuer_termin", _("New day"), filled), _reason("grund", filled),
        ], className="row")),
        ("dropped", html.B(_("Dropped, because …")), html.Div([
            _day("entfallen_am", _("Dropped on"), filled), _reason("weil", filled),
        ], className="row")),
    ]  # fmt: skip


def _day(name: str, label: str, filled: Filled) -> html.Div:
    return fields.text(name, label, filled, longest=40, autocomplete="off")


def _reason(name: str, filled: Filled) -> html.Div:
    hint = _("This reason is public.")
    return fields.text(name, _("Reason"), filled, longest=300, hint=hint, autocomplete="off", list=f"{name}-list")


def suggestions() -> list[Markup]:
    """Reasons that are often given, for the fields that take one."""
    often = (_("Delivery is late"), _("Staff is missing"), _("Permission is missing"), _("Funding is not decided yet"),
             _("Tender without an offer"))  # fmt: skip
    options = [element("option", value=words) for words in often]
    return [element("datalist", options, id=f"{name}-list") for name in ("grund", "weil")]


def echo(told: tuple[dt.date | None, list[Follower]], filled: Filled) -> list[Any]:
    """The new day as it was understood, and what slips with it; nothing before a day was entered."""
    day, behind = told
    if day is None:
        return []
    said: list[Any] = [
        html.Div(html.P([_("Understood as") + " ", html.B(formats.full_day(day)), "."]), className="said")
    ]
    if behind:
        said += [
            html.H3(_("What slips with it")),
            _table(day, behind, filled),
            *fields.hidden(folgen_zu=day.isoformat()),
        ]
        said.append(html.P(_("A proposal by the order of the milestones; you can change each day."), className="hint"))
    return said


def _table(day: dt.date, behind: list[Follower], filled: Filled) -> html.Table:
    heads = (_("After that"), _("planned"), _("expected so far"), _("expected now"))
    head = html.Tr([html.Th(words, scope="col") for words in heads])
    fresh = filled.value("folgen_zu") != day.isoformat()
    rows = [_row(one, filled, heads, fresh=fresh) for one in behind]
    return html.Table([html.Thead(head), html.Tbody(rows)], className="slipping")


def _row(one: Follower, filled: Filled, heads: tuple[str, ...], *, fresh: bool) -> html.Tr:
    name, proposed = FOLLOWER + one.code, formats.day(one.slip.after)
    now: Any = html.B(proposed)
    if one.own:
        typed = proposed if fresh or not filled.value(name) else filled.value(name)
        now = fields.text(
            name, f"{one.title}: {heads[3]}", Filled({name: typed}, filled.errors), longest=40, autocomplete="off"
        )
    else:
        now = html.Span([now, " ", html.Span(_("(its sponsor is asked)"), className="light")])
    return html.Tr([
        html.Th(one.title, scope="row"),
        html.Td(formats.day(one.slip.baseline), **labelled(heads[1])),
        html.Td(formats.day(one.slip.before), **labelled(heads[2])),
        html.Td(now, **labelled(heads[3])),
    ])  # fmt: skip
