"""What is seen of the approvals: one row an entry, with what held before, what is new, and what was said to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from dash import html
from markupsafe import Markup

from dashboard.components.markup import element
from dashboard.components.pieces import empty, hidden, labelled
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.working import fields
from dashboard.working.approvals.sides import sides
from dashboard.working.comments.beside import link
from dashboard.working.desk import titles, words
from dashboard.working.pending import Pending
from dashboard.working.site import Site

PATH = "freigaben"
#: The form that all ticks and the row buttons belong to.
FORM = "freigaben-form"


@dataclass(frozen=True)
class Told:
    """What is said on the page besides its rows: what was done, what is wrong with a row (by code), texts that stay.

    `nothing` : the button was pressed with nothing ticked. `answers` are typed returns, by code.
    """

    done: str | None = None
    nothing: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)
    wrong_answers: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    both: frozenset[str] = frozenset()


def href(site: Site, slug: str, *more: str, **query: str | None) -> str:
    return site.href(quote(slug), PATH, *(quote(part, safe=":") for part in more), **query)


def page(
    site: Site, slug: str, found: Sequence[Pending], told: Told, below: Sequence[Any], spoken: Mapping[str, int]
) -> list[Any]:
    """The whole content: how many wait, the one filled button, the rows, and what is below them.

    `spoken` is the number of comments by measure.
    """
    parts: list[Any] = [html.H1(heading(found, site), tabIndex=-1), html.P(_waiting(found), className="lead")]
    if told.done:
        parts.append(fields.notice(told.done))
    if told.problems:
        count = ngettext("{n} entry was not approved", "{n} entries were not approved", len(told.problems))
        parts.append(fields.problem(count, _("It stays here; the reason stands in its row."), *_gone(found, told)))
    elif told.wrong_answers and _gone(found, told):
        parts.append(fields.problem(_("The entry was not returned"), "", *_gone(found, told)))
    if not found:
        parts.append(
            empty(_("Everything is approved."), _("When somebody submits an entry, it stands here."), heading=html.H2)
        )
    else:
        mine = any(one.mine for one in found)
        parts += [_bar(site, slug, told) if mine else None, _table(site, slug, found, told, spoken)]
        parts.append(html.P(_("Solid: approved values. Dashed: target path. Dot: the new value. Once approved, values count; "
                              "they become public when they are published."), className="hint"))  # fmt: skip
    script = element("script", src=f"{site.assets}working/approvals.js", defer=True)
    return [part for part in (*parts, *below, script) if part is not None]


def _gone(found: Sequence[Pending], told: Told) -> list[Any]:
    """What happened to entries that have no row any more, with the sentence that was typed for them."""
    codes = {one.code for one in found}
    lost = {code: why for code, why in (*told.problems.items(), *told.wrong_answers.items()) if code not in codes}
    rows = [html.P([html.B(code), ": ", why]) for code, why in lost.items()]
    return rows + [
        html.P(_("You wrote: “{text}”", text=text)) for code, text in told.answers.items() if code in lost and text
    ]


def heading(found: Sequence[Pending], site: Site) -> str:
    """The task as the person would say it."""
    titles_ = {
        grant.title for grant in site.actor.grants if grant.role == "lead" and grant.title and grant.holds(site.today)
    }
    return _("Approvals: {role}", role=titles_.pop()) if len(titles_) == 1 else _("Approvals")


def _waiting(found: Sequence[Pending]) -> str:
    mine = sum(one.mine for one in found)
    told = [ngettext("{n} entry waits for you.", "{n} entries wait for you.", mine)] if mine or not found else []
    if mine < len(found):
        told.append(
            ngettext("{n} entry waits for others.", "{n} entries wait for others.", len(found) - mine)
            if mine or any(one.approver for one in found)
            else ngettext("{n} entry waits; you may read it.", "{n} entries wait; you may read them.", len(found))
        )
    return " ".join(told)


def _bar(site: Site, slug: str, told: Told) -> html.Div:
    """The form that the ticks belong to, with the one filled button."""
    counted: dict[str, Any] = {
        "data_none": _("None chosen"),
        "data_one": ngettext("Approve {n} checked", "Approve {n} checked", 1),
        "data_many": ngettext("Approve {n} checked", "Approve {n} checked", 2).replace("2", "{n}"),
    }
    button = fields.button(_("Approve the checked ones"), name="weg", value="freigeben", id="gezaehlt", **counted)
    hint = html.Span(_("A tick means: I have seen old, new and the note."), className="soft")
    why = _("Nothing is ticked yet. Tick what you have checked, or approve a row by its own button.")
    error = html.P(why, className="error", role="alert") if told.nothing else None
    content = html.Div(
        [button, hint, html.Span(_("Own entries are never among them."), className="soft own")], className="deciding"
    )
    return html.Div([fields.form([content], href(site, slug), name=FORM), error])


def _table(site: Site, slug: str, found: Sequence[Pending], told: Told, spoken: Mapping[str, int]) -> html.Table:
    heads = (
        _("Tick"),
        _("Entry"),
        _("before"),
        _("new"),
        _("Course and target path"),
        _("Note and source"),
        _("Decide"),
    )
    head = html.Tr([
        html.Th(hidden(name) if at in (0, 6) else name, scope="col", className="number" if at in (2, 3) else "")
        for at, name in enumerate(heads)
    ])  # fmt: skip
    bodies = [html.Tbody(_rows(site, slug, one, told, heads, spoken), id=f"e-{one.entry.version}") for one in found]
    return html.Table([html.Thead(head), *bodies], className="approvals")


def _rows(
    site: Site, slug: str, one: Pending, told: Told, heads: Sequence[str], spoken: Mapping[str, int]
) -> list[html.Tr]:
    shown, name = sides(one), titles.title(one.task)
    row = html.Tr([
        html.Td(_tick(one, name), className="tick"),
        html.Th([html.B(name), html.Small(_about(one))], scope="row"),
        html.Td([shown.before, html.Small(shown.before_small)], className="number before", **labelled(heads[2])),
        html.Td([html.B(shown.new), html.Small(shown.new_small)], className="number new", **labelled(heads[3])),
        html.Td(shown.course, className="ran", **labelled(heads[4])),
        html.Td([*_notes(one), *_locked(one), *_spoken(site, slug, one, spoken)], className="notes"),
        html.Td(_decide(one, name), className="decide"),
    ])  # fmt: skip
    under = _under(site, slug, one, told, name)
    return [row, html.Tr(html.Td(under, colSpan=7), className="under")] if under else [row]


def _tick(one: Pending, name: str) -> Any:
    if not one.mine:
        return html.Span(["–", hidden(_("cannot be ticked"))], className="soft")
    words_ = _("Checked: {entry}", entry=name)
    return element(
        "input",
        type="checkbox",
        name="geprueft",
        value=one.key,
        form=FORM,
        id=f"g-{one.entry.version}",
        aria_label=words_,
    )


def _about(one: Pending) -> str:
    due = one.task.due
    measure = due.measure or titles.measure(one.task)
    kind = str(words.KIND_WORDS[due.kind]) if due.kind != "value" else None
    period = formats.period(due.period) if due.period and due.kind in ("value", "count") else None
    deputy = _("as a deputy") if one.entry.values["deputy"] else None
    when = formats.day(one.entry.recorded_at.date())
    return " · ".join(part for part in (measure, kind, period, one.who, deputy, when) if part)


def _notes(one: Pending) -> list[Any]:
    said = one.entry.values
    rows = [said["text"]] if said["text"] else []
    quality = words.QUALITY_WORDS.get(said["quality"] or "")
    rows += [str(quality)] if quality else []
    pairs = ((_("Reason"), said["reason"]), (_("Evidence"), said["evidence"]), (_("Source"), said["source"]),
             (_("Note"), said["note"]))  # fmt: skip
    rows += [f"{name}: {text}" for name, text in pairs if text]
    return [html.P(text) for text in rows] or [html.P(_("without a note"), className="soft")]


def _spoken(site: Site, slug: str, one: Pending, spoken: Mapping[str, int]) -> list[Any]:
    """The way to what was said about the measure."""
    measure = one.task.due.measure
    return [html.P(link(site, slug, measure, spoken.get(measure, 0)))] if measure else []


def _locked(one: Pending) -> list[Any]:
    if one.closed:
        why = _("{period} has been closed since {day}. The coordination can open it.",
                period=formats.period(one.closed.period), day=formats.day(one.closed.closed_on))  # fmt: skip
        return [html.P([html.B(_("Locked:")), " ", why])]
    if one.approver:
        return []
    who = _or(one.others)
    can = (
        _("{who} can approve it.", who=who)
        if who
        else _("Nobody can approve it now: the administration gives the role.")
    )
    if one.own:
        return [html.P([html.B(_("Locked for you:")), " ", _("You have submitted this yourself."), " ", can])]
    return [html.P(can, className="soft")]


def _or(titles_: Sequence[str]) -> str:
    return (
        titles_[0] if len(titles_) == 1 else _(" or ").join((", ".join(titles_[:-1]), titles_[-1])) if titles_ else ""
    )


def _decide(one: Pending, name: str) -> Any:
    if not one.mine:
        return None
    words_ = [_("Approve"), hidden(" " + name)]
    return fields.button(words_, name="eine", value=one.key, look="outlined small", form=FORM)


def _under(site: Site, slug: str, one: Pending, told: Told, name: str) -> list[Any]:
    """What opens below a row: the return with its sentence, and why the entry could not be approved."""
    parts: list[Any] = []
    if one.code in told.problems:
        parts.append(html.P(told.problems[one.code], className="error", role="alert"))
    if one.code in told.both:
        look = html.A(_("Look at both values and decide"), href=href(site, slug, one.code))
        parts.append(html.P(look))
    if one.mine:
        parts.append(_return(site, slug, one, told, name))
    return parts


def _return(site: Site, slug: str, one: Pending, told: Told, name: str) -> Markup:
    field_ = f"antwort-{one.entry.version}"
    wrong = {field_: told.wrong_answers[one.code]} if one.code in told.wrong_answers else {}
    filled = fields.Filled({field_: told.answers.get(one.code, "")}, wrong)
    line = fields.text(field_, _("What is to be changed?"), filled, longest=500,
                       hint=_("One sentence. It stands above the question when it comes back."))  # fmt: skip
    button = fields.button([_("Return"), hidden(" " + name)], name="weg", value="zurueckgeben", look="outlined")
    form = fields.form([*fields.hidden(eintrag=one.key), line, button], href(site, slug), class_="returning")
    summary = html.Summary([_("Return …"), hidden(" " + name)])
    return element("details", [summary, form], class_="return", open=one.code in told.answers)
