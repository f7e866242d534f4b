"""The page on which an entry meets a stored value that has changed since: both, and the decision."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working import fields
from dashboard.working.approvals.layout import PATH, href
from dashboard.working.approvals.sides import sides, stored_value
from dashboard.working.conflict import both, side
from dashboard.working.desk import titles
from dashboard.working.fields import Filled
from dashboard.working.pending import Pending
from dashboard.working.site import Site

KEEP, TAKE, ASK = "behalten", "nehmen", "nachfragen"


def page(site: Site, slug: str, one: Pending, fact: int | None, filled: Filled) -> list[Any]:
    """The stored value and the entry side by side, with three ways on."""
    shown, said, stored = sides(one), one.entry.values, stored_value(one)
    about = [(_("Who"), one.who), (_("When"), formats.day(one.entry.recorded_at.date()))]
    about += [
        (name, said[key])
        for name, key in ((_("Source"), "source"), (_("Note"), "note"), (_("Reason"), "reason"))
        if said[key]
    ]
    known = [(_("Who"), stored.submitted_by)] if stored and stored.submitted_by else []
    known += [(_("Source"), stored.origin.section)] if stored and stored.origin.section else []
    known += [(_("Note"), stored.note)] if stored and stored.note else []
    buttons = [
        fields.button(_("Keep the stored one: {answer}", answer=shown.before), name="weg", value=KEEP, autofocus=True),
        fields.button(_("Approve the new one: {answer}", answer=shown.new), name="weg", value=TAKE, look="outlined"),
        fields.button(_("Return it and ask"), name="weg", value=ASK, look="link"),
    ]
    answer = fields.text(
        "antwort",
        _("Why?"),
        filled,
        longest=500,
        hint=_("Needed when you return it; else it helps who reads the history."),
    )
    form = fields.form(
        [*fields.hidden(eintrag=one.key, tatsache=fact), answer, html.Div(buttons, className="buttons")], href(site, slug, one.code)
    )  # fmt: skip
    return [
        fields.back(site.href(slug, PATH), _("Approvals")),
        html.H1(_("Two values for the same question"), tabIndex=-1),
        html.P(titles.title(one.task), className="lead"),
        html.P(_("The stored value has changed since this entry was submitted. Nothing is lost: you decide.")),
        both(side(_("Stored"), (shown.before, shown.before_small), known), side(_("Submitted"), (shown.new, shown.new_small), about)),
        form,
    ]  # fmt: skip
