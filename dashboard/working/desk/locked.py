"""A question whose period is closed: who can open it, and how a correction is proposed."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.text.catalog import gettext as _
from dashboard.working.desk.frame import href
from dashboard.working.site import Site
from dashboard.working.waiting import Task


def told(sentence: str) -> html.Div:
    """The sentence above a form that proposes a correction."""
    return html.Div(html.P(sentence), className="told locked", role="status")


def content(site: Site, task: Task, heading: str, sentence: str) -> list[Any]:
    """The card instead of the form."""
    propose = html.A(_("Propose a correction"), href=href(site, task, vorschlag="1"), className="button filled")
    return [
        html.H2(heading, tabIndex=-1),
        told(sentence),
        html.Div(propose, className="buttons"),
        html.P(_("It waits with your reason until the period is opened; nothing changes before."), className="hint"),
    ]
