"""What surrounds every question: the heading with how far it is, the card, and the list of all questions beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from dash import html

from dashboard.components.markup import element
from dashboard.components.pieces import aria, hidden
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working import keeping
from dashboard.working.desk import titles
from dashboard.working.page import Place
from dashboard.working.site import Site
from dashboard.working.waiting import Task

PATH = "meine-eintraege"


def href(site: Site, task: Task, *more: str, **query: str | None) -> str:
    """The address of a question."""
    return site.href(PATH, quote(task.slug), quote(task.code, safe=":"), *more, **query)


def place(task: Task | None) -> Place:
    """Where the page stands: with a question in its strategy."""
    if task is None:
        return Place(PATH)
    strategy = task.view.assessment.state.strategy
    return Place(PATH, task.slug, strategy.title, strategy.owner, strategy.invented)


def page(site: Site, tasks: Sequence[Task], current: Task | None, card: Sequence[Any]) -> list[Any]:
    """The whole content: heading, card and list; the card comes first for those who go by Tab."""
    own = element("div", list(card), class_="card question", id="karte")
    beside = html.Nav(
        [_list(site, tasks, current), *_remarks(site)], id="alle", className="all", **aria(label=_("All entries"))
    )
    body = html.Div([own, beside] if tasks else [own], className="desk")
    return [html.H1(_("My entries"), tabIndex=-1), *_how_far(tasks, current), body, keeping.script(site)]


def _how_far(tasks: Sequence[Task], current: Task | None) -> list[Any]:
    if not tasks:
        return []
    left = sum(not task.sent for task in tasks)
    parts: list[Any] = []
    about = current or next((task for task in tasks if not task.sent), None)
    if about is not None and not about.sent:
        due = about.due
        if due.period and due.kind != "milestone":
            parts += [formats.period(due.period), " · "]
        parts += [_("due by") + " ", html.B(formats.full_day(due.due_on)), " · "]
    parts.append(
        _("{left} of {all} left", left=left, all=len(tasks)) if left else ngettext("done", "all {n} done", len(tasks))
    )
    segments = [html.Li(className=_segment(task, current)) for task in tasks]
    shown = html.Ol(segments, className="segments", **aria(hidden="true")) if len(tasks) <= 40 else None
    several = len(tasks) > 1
    jump = (
        html.P(html.A(_("Show all {n} entries", n=len(tasks)), href="#alle"), className="to-all") if several else None
    )
    return [part for part in (html.P(parts, className="how-far"), shown, jump) if part is not None]


def _segment(task: Task, current: Task | None) -> str:
    if task.sent:
        return "done"
    return "now" if current and task.code == current.code and task.slug == current.slug else "open"


def _list(site: Site, tasks: Sequence[Task], current: Task | None) -> html.Ol:
    several = len({task.slug for task in tasks}) > 1
    return html.Ol(
        [_row(site, at, task, current, several) for at, task in enumerate(tasks, start=1)], className="tasks"
    )


def _row(site: Site, at: int, task: Task, current: Task | None, several: bool) -> html.Li:
    here = current is not None and (task.slug, task.code) == (current.slug, current.code)
    mark = [html.Span("✓", **aria(hidden="true")), hidden(_("sent"))] if task.sent else str(at)
    name = html.A(titles.title(task), href=href(site, task), **(aria(current="step") if here else {}))
    below = titles.remark(task)
    if several:
        below = [*below, " · ", task.view.assessment.state.strategy.title]
    return html.Li(
        [html.Span(mark, className="mark-at"), html.Div([name, html.P(below)])],
        className=" ".join(word for word, holds in (("here", here), ("sent", task.sent)) if holds),
    )


def _remarks(site: Site) -> list[Any]:
    return [
        html.P(_("The most urgent is on top. You can change at any time; your text stays."), className="hint"),
        html.P(html.A(_("Report something else"), href=site.href(PATH, "anderes"))),
    ]


def where(tasks: Sequence[Task], task: Task) -> html.P:
    """Which question of how many, of which measure, and in whose place it is answered."""
    at = next(
        (number for number, one in enumerate(tasks, start=1) if (one.slug, one.code) == (task.slug, task.code)), 0
    )
    parts: list[Any] = [_("Question {at} of {all}", at=at, all=len(tasks))] if at else []
    parts += [part for part in (titles.measure(task),) if part]
    tags = [html.Span(_("as a deputy"), className="tag")] if task.as_deputy else []
    joined: list[Any] = [piece for part in parts for piece in (" · ", part)][1:]
    return html.P([*joined, *(piece for tag in tags for piece in (" ", tag))], className="where")
