"""What is seen of the comments: those on one measure with the field for the next, and the newest of a strategy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.components.pieces import empty, hidden
from dashboard.domain.assessment import MeasureAssessment
from dashboard.operations.comments import LONGEST, Comment
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working import fields, keeping
from dashboard.working.fields import EMPTY, Filled
from dashboard.working.people import People
from dashboard.working.site import Site

PATH, TAKE_BACK = "kommentare", "zuruecknehmen"
#: Comments that the page of a strategy lists, and characters it shows of each.
MOST, _SHORT = 30, 400
#: Measures that are offered to be written about; who has more goes by the list of measures.
_OFFERED = 12


@dataclass(frozen=True)
class Shown:
    """How the page of a measure is shown: what was done before, what stands against it, what the field holds.

    `fresh`: comments of a later version came while somebody was typing; None: none did.
    """

    done: str | None = None
    problem: str | None = None
    filled: Filled = EMPTY
    fresh: int | None = None

    @property
    def again(self) -> bool:
        return bool(self.filled.values)


def href(site: Site, slug: str, *more: str, **query: str | None) -> str:
    return site.href(quote(slug), PATH, *(quote(part, safe="") for part in more), **query)


def counted(count: int) -> str:
    return ngettext("{n} comment", "{n} comments", count)


def name(about: MeasureAssessment) -> str:
    return f"{about.measure.code} {about.measure.title}"


def of_measure(
    site: Site, slug: str, about: MeasureAssessment, found: Sequence[Comment], may: Mapping[int, bool], writes: bool,
    people: People, shown: Shown,
) -> list[Any]:  # fmt: skip
    """The page of one measure. `may` says by version which comments the reader may take back, `writes` whether they write."""
    code = about.measure.code
    list_ = _list(site, slug, found, may, people, shown.fresh)
    write: Any = (
        _form(site, slug, code, found, shown)
        if writes
        else html.P(
            _("Sponsors, members and leads of the working group and the coordination write here."), className="soft"
        )
    )
    parts: list[Any] = [
        fields.back(site.href(quote(slug), "massnahmen", quote(code, safe="")), name(about)),
        element("h1", _("Comments: {measure}", measure=about.measure.title), tabindex=-1, autofocus=not shown.filled.errors),
        html.P(_("Everybody who works here reads them. Nothing of it is ever public."), className="lead"),
        fields.notice(shown.done) if shown.done else None,
        fields.problem(_("Not sent yet"), shown.problem, *_to_new(found, shown)) if shown.problem else None,
        list_ if found else html.P(_("No comment yet."), className="soft"),
        write,
        html.P(html.A(_("All comments of the strategy"), href=href(site, slug))),
        keeping.script(site),
    ]  # fmt: skip
    return [part for part in parts if part is not None]


def _to_new(found: Sequence[Comment], shown: Shown) -> list[Any]:
    """The way to the first comment that came while somebody was typing."""
    new = (one for one in found if shown.fresh is not None and one.version > shown.fresh)
    return [html.P(html.A(_("To what is new"), href=f"#k-{one.version}")) for one in [*new][:1]]


def _list(
    site: Site, slug: str, found: Sequence[Comment], may: Mapping[int, bool], people: People, fresh: int | None
) -> html.Ol:
    rows = []
    for one in found:
        parts: list[Any] = [
            _head(one, people, new=fresh is not None and one.version > fresh), html.P(one.text, className="words"),
        ]  # fmt: skip
        parts += [_taking_back(site, slug, one, people)] if may.get(one.version) else []
        rows.append(html.Li(parts, id=f"k-{one.version}"))
    return html.Ol(rows, className="comments")


def who(one: Comment, people: People) -> str:
    return people.who(one.role, one.title, one.account)


def _head(one: Comment, people: People, *, new: bool = False) -> html.P:
    tag: list[Any] = [" ", html.Span(_("new"), className="tag")] if new else []
    return html.P([html.B(who(one, people)), " ", html.Span(formats.moment(one.written_at)), *tag], className="from")


def _taking_back(site: Site, slug: str, one: Comment, people: People) -> Markup:
    told = html.P(_("Nobody is shown it here any more; it stays in the history."), className="hint")
    button = fields.button(_("Take the comment back"), look="outlined small")
    form = fields.form([*fields.hidden(kommentar=one.code), told, button], href(site, slug, one.measure, TAKE_BACK))
    about = " " + _("the one by {who}, {when}", who=who(one, people), when=formats.moment(one.written_at))
    return element("details", [html.Summary([_("Take back …"), hidden(about)]), form], class_="return")


def _form(site: Site, slug: str, code: str, found: Sequence[Comment], shown: Shown) -> Markup:
    wrong = bool(shown.filled.errors)
    field = fields.area("text", _("Your comment"), shown.filled, longest=LONGEST, rows=4, autofocus=wrong)
    buttons: list[Any] = [fields.button(_("Send the comment")), html.Span(id="entwurf", className="hint")]
    last = found[-1].version if found else None
    children = [*fields.hidden(gesehen=last), field, html.Div(buttons, className="buttons")]
    return fields.card(keeping.form(site, href(site, slug, code), children, again=shown.again))


def newest(
    site: Site, slug: str, found: Sequence[Comment], measures: Mapping[str, MeasureAssessment],
    own: Sequence[MeasureAssessment], people: People,
) -> list[Any]:  # fmt: skip
    """The page of a strategy: its newest comments, and the measures the reader writes about."""
    told = [
        html.Li([
            html.P(html.A(name(measures[one.measure]), href=href(site, slug, one.measure) + f"#k-{one.version}")),
            _head(one, people), html.P(formats.shorten(one.text, _SHORT), className="words"),
        ]) for one in found
    ]  # fmt: skip
    nothing = empty(_("No comment yet."), _("What somebody says about a measure stands here."), heading=html.H2)
    parts: list[Any] = [
        html.H1(_("Comments"), tabIndex=-1),
        html.P(_("Everybody who works here reads them. Nothing of it is ever public."), className="lead"),
        html.Ol(told, className="comments") if told else nothing,
        html.P(_("Only the latest {n} are listed.", n=MOST), className="hint") if len(found) == MOST else None,
        _offer(site, slug, own) if own else None,
    ]
    return [part for part in parts if part is not None]


def _offer(site: Site, slug: str, own: Sequence[MeasureAssessment]) -> html.Section:
    """Where to write."""
    if len(own) > _OFFERED:
        words = html.A(
            _("Choose a measure; the way to its comments stands on its page."),
            href=site.href(quote(slug), "massnahmen"),
        )
        return html.Section([html.H2(_("Write about a measure")), html.P(words)], className="section")
    links = [html.Li(html.A(name(one), href=href(site, slug, one.measure.code))) for one in own]
    return html.Section([html.H2(_("Write about a measure")), html.Ul(links)], className="section")
