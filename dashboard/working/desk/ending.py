"""The end: what was reported and what happens with it; or that nothing is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dash import html

from dashboard.components.pieces import hidden, labelled
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.working import fields
from dashboard.working.comments.layout import href as comments_href
from dashboard.working.desk import answers_words, titles
from dashboard.working.desk.frame import PATH, href
from dashboard.working.site import Site
from dashboard.working.waiting import Task, slugs

#: Strategies whose comments are offered where nothing is due.
_STRATEGIES = 5


def done(site: Site, tasks: Sequence[Task], next_day: dt.date | None) -> list[Any]:
    """The card after the last answer."""
    sent = [task for task in tasks if task.sent]
    count = _("{n} of {n} · {day}", n=len(sent), day=formats.full_day(site.today))
    rest = _("All is stored.")
    if next_day:
        rest += " " + _("Nothing more is due from you until {day}.", day=formats.long_day(next_day))
    return [
        html.P(count, className="where"),
        html.H2([html.Span("✓ ", className="tick"), _("Done. Thank you.")], tabIndex=-1, id="fertig"),
        html.P(rest, className="what"),
        _table(site, sent),
        html.P(_("You can change an answer or take it back until it has been approved. After that it becomes a correction."), className="hint"),
        html.H3(_("What happens next")),
        _steps(sent),
        _leave(site),
    ]  # fmt: skip


def _table(site: Site, sent: Sequence[Task]) -> html.Table:
    head = html.Tr(
        [
            html.Th(_("Entry"), scope="col"),
            html.Th(_("You have reported"), scope="col"),
            html.Th(hidden(_("Change this answer")), scope="col"),
        ]
    )
    return html.Table([html.Thead(head), html.Tbody([_row(site, task) for task in sent])], className="sent-list")


def _row(site: Site, task: Task) -> html.Tr:
    assert task.entry is not None
    main, small = answers_words.main_and_small(task, task.entry.values)
    change = html.A(
        [_("Change this answer"), html.Span(" " + titles.title(task), className="visually-hidden")],
        href=href(site, task),
    )
    said: list[Any] = [html.B(main), *([" ", html.Span(small)] if small else [])]
    return html.Tr([
        html.Th(titles.title(task), scope="row"), html.Td(said, **labelled(_("You have reported"))), html.Td(change),
    ])  # fmt: skip


def _steps(sent: Sequence[Task]) -> html.Ol:
    """Three steps from the entry to the public page; the key date of the next evaluation is the end of the year."""
    year = max((task.view.default_stand.year for task in sent), default=0)
    council = next((task.view.assessment.state.strategy.council_label for task in sent), None) or _("council")
    steps = (
        (_("now"), _("The lead of the group looks at it and approves.")),
        (_("on {day}", day=formats.day(dt.date(year, 12, 31))), _("The figures of this day go into the evaluation {year}.", year=year)),
        (_("after that"), _("They are presented to the {council}, then everybody sees them.", council=council)),
    )  # fmt: skip
    return html.Ol([html.Li([html.B(when), html.P(what)]) for when, what in steps], className="steps")


def _leave(site: Site) -> html.Div:
    out = fields.form([fields.button(_("Log out"))], site.href("abmelden"))
    ways = (
        html.A(_("Subscribe to the days as a calendar"), href=site.href("mein-konto") + "#kalender"),
        html.A(_("Report something else"), href=site.href(PATH, "anderes")),
    )
    return html.Div([out, *ways], className="buttons")


def nothing(site: Site, next_day: dt.date | None) -> list[Any]:
    """The card where nothing is due; members of a working group find their way on from here."""
    rest = _("The next time is on {day}.", day=formats.long_day(next_day)) if next_day else None
    return [
        html.H2(_("Nothing is due today."), tabIndex=-1),
        html.P(rest, className="what") if rest else None,
        html.P(html.A(_("Report something else, or look at former entries"), href=site.href(PATH, "anderes"))),
        *(html.P(html.A(_("Comments: {measure}", measure=title), href=comments_href(site, slug)))
          for slug, title in _talking(site)),
    ]  # fmt: skip


def _talking(site: Site) -> list[tuple[str, str]]:
    """Short name and title of the strategies in which this person writes comments."""
    found = slugs(site, "comment")[:_STRATEGIES]
    return [(slug, site.view(slug).assessment.state.strategy.title) for slug in found]
