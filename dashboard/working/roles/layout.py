"""The table of rights as a page: one line an action, one column a role, each cell in words."""

from __future__ import annotations

from typing import Any

from dash import html

from dashboard.components.pieces import aria
from dashboard.domain.rights import ROLES, RULES, Rule
from dashboard.text.catalog import gettext as _
from dashboard.text.right_words import STATE_WORDS, action_word, condition_word
from dashboard.text.role_words import role_word
from dashboard.working.site import Site


def _action(rule: Rule) -> html.Th:
    states = ", ".join(str(STATE_WORDS[state]) for state in rule.states)
    below = html.Small(_("only if: {states}", states=states)) if states else None
    return html.Th([part for part in (action_word(rule.action), below) if part is not None], scope="row")


def _cell(rule: Rule, role: str) -> html.Td:
    words = rule.cells.get(role)
    said = condition_word(words)
    return html.Td(html.B(said) if words == "yes" else said, className=None if words else "never")


def _table() -> html.Div:
    head = [html.Th(_("What is done"), scope="col"), *(html.Th(role_word(role), scope="col") for role in ROLES)]
    rows = [html.Tr([_action(rule), *(_cell(rule, role) for role in ROLES)]) for rule in RULES]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(rows)], className="rights")
    return html.Div(table, className="scroll", tabIndex=0, role="region", **aria(labelledby="heading"))


def roles(site: Site) -> list[Any]:
    """What administrators read."""
    return [
        html.H1(_("Who may do what"), tabIndex=-1, id="heading"),
        html.P(
            _("This table is the rule itself, not its description. What it does not hold is forbidden. "
              "Nobody approves what they entered themselves, through no other role either."),
            className="lead",
        ),
        _table(),
        html.P(
            [
                _("A role reaches as far as it was given: all strategies, one, a field or a measure; with beginning, end and deputies.") + " ",
                html.A(_("Accounts and their roles"), href=site.href("konten")),
            ],
            className="aside",
        ),
    ]  # fmt: skip
