"""Taking an entry back before it was decided on: a form of its own below the question, and what is said afterwards."""

from __future__ import annotations

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.domain.rights import RULE_OF
from dashboard.text.catalog import gettext as _
from dashboard.working import fields
from dashboard.working.desk.frame import href
from dashboard.working.site import Site
from dashboard.working.waiting import Task

#: The last part of the form's address, and what the next page is asked for with.
PATH, DONE = "zurueckziehen", "zurueckgezogen"
#: The fields of the form: the version that was in view, and why.
FIELDS = ("gesehen", "warum")
#: Characters of a reason.
LONGEST = 500


def can_be(task: Task) -> bool:
    """Whether the entry still waits, and this person's role may take it back."""
    rule = RULE_OF["take_back_entry"]
    return task.entry is not None and task.entry.state in rule.states and task.grant.role in rule.cells


def form(site: Site, task: Task) -> Markup | None:
    """The form, folded away so that the question keeps its one filled button; None where nothing waits."""
    if task.entry is None or not can_be(task):
        return None
    label = [_("Why?") + " ", html.Span(_("(optional)"), className="light")]
    why = fields.text("warum", label, longest=LONGEST, autocomplete="off",
                      hint=_("What the entry said stays in the history, with your reason."))  # fmt: skip
    button = fields.button(_("Take back"), look="outlined")
    content = [*fields.hidden(gesehen=task.entry.version), why, button]
    inner = [html.Summary(_("Take the entry back …")), fields.form(content, href(site, task, PATH))]
    return element("details", inner, class_="fold", id="zurueck")


def done(task: Task) -> html.Div | None:
    """What is said above the question that is open again; None where somebody has answered it since."""
    if task.entry is None or task.entry.state != "taken_back":
        return None
    return fields.notice(_("The entry was taken back."), _("The question is open again."))
