"""What stands of the comments beside other work: their number, and at the desk what was said last."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.pieces import hidden
from dashboard.operations import comments
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working.comments.layout import counted, href, who
from dashboard.working.people import People
from dashboard.working.site import Site

#: Characters of a comment that is told in one line.
_SHORT = 140


def link(site: Site, slug: str, measure: str, count: int) -> html.A:
    """To the comments on a measure, or to the first one."""
    words = counted(count) if count else _("Write a comment")
    return html.A([words, hidden(f" {measure}")], href=href(site, slug, measure))


def last_words(site: Site, slug: str, measure: str | None) -> html.P | None:
    """How many comments there are on a measure, and the newest if it is short; None where there is none."""
    found = comments.of_measure(site.engine, slug, measure) if measure else []
    if not found or not measure:
        return None
    last = found[-1]
    told: list[Any] = [link(site, slug, measure, len(found)), ", "]
    told.append(_("last by {who}, {when}", who=who(last, People.of(site)), when=formats.moment(last.written_at)))
    if len(last.text) <= _SHORT:
        told.append(html.Span([": ", _("“{text}”", text=" ".join(last.text.split()))]))
    return html.P(told, className="spoken")
