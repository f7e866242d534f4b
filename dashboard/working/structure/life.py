"""The life of a measure and the plan, as coordination sees them: a step, a part split off, baselines moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from dash import html

from dashboard.components.pieces import labelled, missing
from dashboard.operations.deed import Held
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.state_words import state_word
from dashboard.working import fields
from dashboard.working.fields import Filled
from dashboard.working.structure.layout import Editing, why


def what_follows(status: str) -> str:
    """What a state means for the figures, in one sentence."""
    return {
        "paused": _("A paused measure keeps its figures; days of the pause do not count as overdue."),
        "parked": _("A parked measure leaves the ratings and can be taken up again under its code."),
        "stopped": _("A stopped measure is read-only; it needs a resolution."),
        "merged": _("The measure becomes read-only and counts nowhere twice; it needs a resolution."),
        "completed": _("A measure is completed when no critical milestone is open."),
    }.get(status, "")


def step(editing: Editing, held: Held, status: str, filled: Filled, *, seen: int | None) -> list[Any]:
    """One step in the life of a measure."""
    code = held.values["code"]
    home = f"{editing.home}/massnahme/{quote(code)}"
    word = state_word("measure_status", status)
    content: list[Any] = [
        fields.text(
            "ab", _("From which day?"), filled, required=True, hint=_("For instance {example}", example="31.12.2026")
        )
    ]
    if status == "merged":
        heirs = [option for option in editing.options["measure"] if option[0] != code]
        content.append(
            fields.select(
                "ziel",
                _("Into which measure?"),
                [("", "–"), *heirs],
                filled,
                hint=_("It takes over links and money; the money by a new plan version."),
            )
        )
    content += [
        *why(editing, filled, needs_paper=status in ("stopped", "merged")),
        *fields.hidden(fassung=seen),
        html.Div(
            [fields.button(_("Set to “{state}”", state=word)), html.A(_("Cancel"), href=home)], className="buttons"
        ),
    ]
    parts: list[Any] = [
        fields.back(home, f"{code} {held.values['title']}"),
        html.H1(_("Set the measure to “{state}”", state=word), tabIndex=-1),
    ]
    if "" in filled.errors:
        parts.append(fields.problem(_("This cannot be stored"), filled.errors[""]))
    return [
        *parts,
        html.P(what_follows(status), className="lead"),
        fields.card(fields.form(content, f"{home}/schritt/{status}")),
    ]


def split(editing: Editing, held: Held, filled: Filled) -> list[Any]:
    """Split a part off a measure."""
    code = held.values["code"]
    home = f"{editing.home}/massnahme/{quote(code)}"
    own = editing.of("milestone", object_kind="measure", object=code)
    moved = set(filled.value("meilensteine").split())
    ticks = [
        fields.tick(
            "meilensteine",
            one.values["title"],
            Filled({"meilensteine": one.values["code"]} if one.values["code"] in moved else {}),
            value=one.values["code"],
        )
        for one in own
    ]
    content: list[Any] = [
        fields.text("code", _("Code of the new measure"), filled, required=True, longest=40),
        fields.text("titel", _("Title of the new measure"), filled, required=True, longest=120),
        html.Fieldset([html.Legend(_("Which milestones go with it?")), *ticks], className="field") if ticks else None,
        fields.text(
            "ab", _("From which day?"), filled, required=True, hint=_("For instance {example}", example="31.12.2026")
        ),
        *why(editing, filled),
        *fields.hidden(fassung=held.row_id),
        html.Div([fields.button(_("Split off")), html.A(_("Cancel"), href=home)], className="buttons"),
    ]
    parts: list[Any] = [
        fields.back(home, f"{code} {held.values['title']}"),
        html.H1(_("Split off a part of the measure"), tabIndex=-1),
    ]
    if "" in filled.errors:
        parts.append(fields.problem(_("This cannot be stored"), filled.errors[""]))
    lead = _(
        "The part begins in the same field and state and follows this measure; its money stays here until a plan version moves it."
    )
    return [*parts, html.P(lead, className="lead"), fields.card(fields.form(content, f"{home}/teilen"))]


def plan(
    editing: Editing, open_milestones: Sequence[Held], baselines: Mapping[str, Any], filled: Filled, *, done: str | None
) -> list[Any]:
    """Move baselines by a new plan version; what was stands beside what will be."""
    parts: list[Any] = [
        fields.back(editing.home, _("Edit the strategy")),
        html.H1(_("New plan version"), tabIndex=-1),
        html.P(
            _("A baseline is never overwritten: a new version holds the whole plan, and both stay to be seen."),
            className="lead",
        ),
    ]
    if done:
        parts.append(
            fields.notice(
                _("The plan version {code} holds.", code=done),
                _("Old and new baselines stand on the page of each measure."),
            )
        )
    if "" in filled.errors:
        parts.append(fields.problem(_("This cannot be stored"), filled.errors[""]))
    titles = {one.values["code"]: f"{one.values['code']} {one.values['title']}" for one in editing.rows["measure"]}
    rows = [
        html.Tr(
            [
                html.Th(
                    [one.values["title"], html.Small(titles.get(one.values["object"], one.values["object"]))],
                    scope="row",
                ),
                html.Td(
                    formats.day(baselines[one.values["code"]]) if one.values["code"] in baselines else missing(),
                    **labelled(_("Baseline")),
                ),
                html.Td(
                    fields.text(
                        f"neu-{one.values['code']}",
                        _("New baseline of “{title}”", title=one.values["title"]),
                        filled,
                        css="quiet",
                    ),
                    **labelled(_("New")),
                ),
            ]
        )
        for one in open_milestones
    ]
    heads = html.Thead(
        html.Tr([html.Th(words, scope="col") for words in (_("Open milestone"), _("Baseline"), _("New"))])
    )
    content = [
        html.Table([heads, html.Tbody(rows)], className="blocks inputs"),
        fields.text(
            "ab", _("Valid from"), filled, required=True, hint=_("For instance {example}", example="31.12.2026")
        ),
        *why(editing, filled),
        html.Div([fields.button(_("Store as a new plan version"))], className="buttons"),
    ]
    return [*parts, html.Div(fields.form(content, f"{editing.home}/plan"), className="card wide")]
