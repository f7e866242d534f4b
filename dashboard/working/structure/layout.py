"""What coordination sees while it edits the strategy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from dash import html

from dashboard.codebook import codebook
from dashboard.components.pieces import labelled, missing
from dashboard.domain.version import TOLD
from dashboard.operations.deed import Held
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.codebook_words import label
from dashboard.text.state_words import state_word
from dashboard.working import fields
from dashboard.working.fields import EMPTY, Filled
from dashboard.working.structure import form
from dashboard.working.structure.words import KIND_OF_TABLE, KINDS, Kind

Rows = Mapping[str, Sequence[Held]]


@dataclass(frozen=True)
class Editing:
    """One strategy being edited: the address of its edit pages, the rows that hold and the options, by table.

    Both mappings read a table when it is first asked for.
    """

    home: str
    rows: Rows
    options: form.Options

    def edit(self, table: str, held: Held) -> str:
        """The address of the form of a row."""
        return f"{self.home}/eintrag/{self._way(table, held)}"

    def changes(self, table: str, held: Held) -> str:
        """The address of the changes of a row."""
        return f"{self.home.rpartition('/')[0]}/verlauf/{self._way(table, held)}"

    def _way(self, table: str, held: Held) -> str:
        key = (quote(str(held.values[name]), safe="") for name in codebook()[table].key)
        return "/".join([KIND_OF_TABLE[table].word, *key])

    def new(self, table: str, about: str = "") -> str:
        """The address of the form of a new row; `about` is the code of what it hangs on."""
        return f"{self.home}/neu/{KIND_OF_TABLE[table].word}" + (f"?fuer={quote(about)}" if about else "")

    def of(self, table: str, **having: Any) -> list[Held]:
        return [one for one in self.rows[table] if all(one.values[name] == value for name, value in having.items())]

    def codes(self, table: str) -> set[str]:
        return {one.values["code"] for one in self.rows[table]}

    def status(self, measure: str) -> str | None:
        """The state of a measure."""
        return self._statuses.get(measure)

    @cached_property
    def _statuses(self) -> Mapping[str, str]:
        """The latest state of each measure, looked through once for the list of all."""
        found = sorted((one.values for one in self.rows["measure_status"]), key=lambda one: one["valid_from"])
        return {one["measure"]: one["status"] for one in found}


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> html.Table:
    """A table that becomes blocks on the phone; the last column is what can be done."""
    body = [
        html.Tr([html.Th(first, scope="row"), *(html.Td(cell, **labelled(head)) for head, cell in zip(heads[1:], rest, strict=True))])
        for first, *rest in rows
    ]  # fmt: skip
    return html.Table(
        [html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])), html.Tbody(body)], className="blocks"
    )


def _state(status: str | None) -> Any:
    return state_word("measure_status", status) if status else missing()


def start(editing: Editing) -> list[Any]:
    """All measures, and what else can be edited."""
    measures = sorted(editing.rows["measure"], key=lambda one: (one.values["position"], one.values["code"]))
    titles = {one.values["code"]: one.values["title"] for one in editing.rows["field"]}
    rows = [
        (
            html.A(
                [one.values["code"], " ", one.values["title"]],
                href=f"{editing.home}/massnahme/{quote(one.values['code'])}",
            ),
            titles.get(one.values["field"]) or missing(),
            _state(editing.status(one.values["code"])),
        )
        for one in measures
    ]
    others = [
        html.Li(html.A(label(codebook()[kind.table]), href=f"{editing.home}/{kind.word}"))
        for kind in KINDS
        if kind.listed
    ]
    others.append(html.Li(html.A(_("New plan version: move baselines"), href=f"{editing.home}/plan")))
    return [
        html.H1(_("Edit the strategy"), tabIndex=-1),
        html.P(_("Every change asks for a reason and stays in the history; nothing is overwritten."), className="lead"),
        html.P(html.A(_("New measure"), href=editing.new("measure"), className="button filled")),
        html.Section(
            [html.H2(_("Measures")), _table([_("Measure"), _("Field of action"), _("Status")], rows)],
            className="section",
        ),
        html.Section([html.H2(_("What else")), html.Ul(others)], className="section"),
    ]


def listed(editing: Editing, kind: Kind) -> list[Any]:
    """Every row of one kind."""
    rows = [
        (
            html.A(str(one.values.get("title") or one.values["code"]), href=editing.edit(kind.table, one)),
            one.values["code"],
        )
        for one in editing.rows[kind.table]
    ]
    return [
        fields.back(editing.home, _("Edit the strategy")),
        html.H1(label(codebook()[kind.table]), tabIndex=-1),
        html.P(html.A(str(kind.new), href=editing.new(kind.table), className="button filled")),
        _table([str(kind.title), _("Code")], rows) if rows else html.P(missing(_("none yet"))),
    ]


def measure(editing: Editing, held: Held, steps: Sequence[str], *, done: bool) -> list[Any]:
    """One measure and everything that hangs on it, in the order in which a new one is filled."""
    code, status = held.values["code"], editing.status(held.values["code"])
    about = {"object_kind": "measure", "object": code}
    parts: list[Any] = [
        fields.back(editing.home, _("Edit the strategy")),
        html.H1(f"{code} {held.values['title']}", tabIndex=-1),
        html.P([_("Status") + ": ", html.B(_state(status))], className="lead"),
    ]
    if done:
        parts.append(fields.notice(_("Stored."), _("The change stands in the history with your reason.")))
    words = html.P(
        html.A(
            _("Edit words, field and responsibility"), href=editing.edit("measure", held), className="button outlined"
        )
    )
    return [
        *parts,
        _section(_("1. The measure"), words),
        _section(_("2. Milestones"), *_milestones(editing, about)),
        _section(_("3. Indicators and targets"), *_indicators(editing, about)),
        _section(_("4. Sponsors and group"), *_listing(editing, "assignment", about, lambda v: (v["title"], _span(v)))),
        _section(_("5. The life of the measure"), _life(editing, code, steps)),
    ]


def _section(title: str, *content: Any) -> html.Section:
    return html.Section([html.H2(title), *content], className="section")


def _span(values: Mapping[str, Any]) -> str:
    return f"{formats.day(values['starts']) or '…'} – {formats.day(values['ends']) if values['ends'] else ''}".rstrip(
        " –"
    )


def _listing(editing: Editing, table: str, about: Mapping[str, Any], cells: Any) -> list[Any]:
    found = editing.of(table, **about)
    kind = KIND_OF_TABLE[table]
    rows = [(html.A(cells(one.values)[0], href=editing.edit(table, one)), *cells(one.values)[1:]) for one in found]
    listing = _table([str(kind.title), _("From – until")], rows) if rows else html.P(missing(_("none yet")))
    return [listing, html.P(html.A(str(kind.new), href=editing.new(table, about["object"])))]


def _milestones(editing: Editing, about: Mapping[str, Any]) -> list[Any]:
    versions = sorted(editing.rows["plan_version"], key=lambda one: one.values["valid_from"])
    order = [one.values["code"] for one in versions]
    rows = []
    for one in editing.of("milestone", **about):
        baselines = {
            b.values["plan_version"]: b.values["date"] for b in editing.of("baseline", milestone=one.values["code"])
        }
        days = list(dict.fromkeys(formats.day(baselines[code]) for code in order if code in baselines))
        rows.append(
            (
                html.A(one.values["title"], href=editing.edit("milestone", one)),
                one.values["weight"],
                " → ".join(days) or missing(),
            )
        )
    table = (
        _table([_("Milestone"), _("Weight"), _("Baseline, first to last plan")], rows)
        if rows
        else html.P(missing(_("none yet")))
    )
    return [table, html.P(html.A(_("New milestone"), href=editing.new("milestone", about["object"])))]


def _indicators(editing: Editing, about: Mapping[str, Any]) -> list[Any]:
    parts: list[Any] = []
    for one in editing.of("indicator", **about):
        code = one.values["code"]
        versions = [
            html.Li(html.A(_("Target path {n}: {value} in {year}", n=t.values["version"], value=form.shown(codebook()["target"], t.values)["target_value"], year=t.values["target_year"]), href=editing.edit("target", t)))
            for t in editing.of("target", indicator=code)
        ]  # fmt: skip
        more = [
            html.Li(html.A(str(KIND_OF_TABLE[name].new), href=editing.new(name, code)))
            for name in ("target", "interim_target", "definition")
        ]
        parts.append(
            html.Div(
                [
                    html.H3(
                        html.A(f"{one.values['title']} ({one.values['unit']})", href=editing.edit("indicator", one))
                    ),
                    html.Ul([*versions, *more]),
                ]
            )
        )
    parts = parts or [html.P(missing(_("none yet")))]
    return [*parts, html.P(html.A(_("New indicator"), href=editing.new("indicator", about["object"])))]


def _life(editing: Editing, code: str, steps: Sequence[str]) -> Any:
    home = f"{editing.home}/massnahme/{quote(code)}"
    ways = [
        html.Li(html.A(_("to “{state}”", state=state_word("measure_status", step)), href=f"{home}/schritt/{step}"))
        for step in steps
    ]
    if not ways:
        return html.P(_("The measure has ended; it stays readable."))
    ways.append(html.Li(html.A(_("split off a part"), href=f"{home}/teilen")))
    return html.Ul(ways)


def row(
    editing: Editing,
    kind: Kind,
    action: str,
    back: tuple[str, Any],
    filled: Filled,
    *,
    held: Held | None,
    more: Sequence[Any] = (),
) -> list[Any]:
    """The form of a row, new or to be changed."""
    table = codebook()[kind.table]
    fixed = table.key if held else [name for name in table.key if name in filled.values and name != "code"]
    heading = (
        str(kind.new) if held is None else f"{kind.title}: {held.values.get('title') or held.values[table.key[-1]]}"
    )
    content = [
        *form.inputs(table, filled, editing.options, fixed=fixed),
        *more,
        *why(editing, filled, public=kind.table in TOLD),
        *fields.hidden(fassung=held.row_id if held else None),
        html.Div([fields.button(_("Store")), html.A(_("Cancel"), href=back[0])], className="buttons"),
    ]
    parts: list[Any] = [fields.back(*back), html.H1(heading, tabIndex=-1)]
    if "" in filled.errors:
        parts.append(fields.problem(_("This cannot be stored"), filled.errors[""]))
    parts.append(fields.card(fields.form(content, action)))
    if held:
        changes = html.A(_("Who changed what, when and why"), href=editing.changes(kind.table, held))
        parts.append(html.P(changes, className="after-card"))
    return parts


def why(editing: Editing, filled: Filled = EMPTY, *, needs_paper: bool = False, public: bool = True) -> list[Any]:
    """Reason and resolution, which every change asks for; `public`: the page of the measure tells the reason."""
    papers = [("", "–"), *editing.options["paper"]]
    words = _("Resolution") if needs_paper else _("Resolution (optional)")
    return [
        fields.text(
            "grund",
            _("Why?"),
            filled,
            required=True,
            longest=500,
            hint=_("This reason is public.") if public else _("Stands in the history, for those inside."),
        ),
        fields.select("beschluss", words, papers, filled),
    ]
