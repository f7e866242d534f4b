"""The list of accounts, and the page of one: what it is, which roles it holds, and what may be done to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

from dashboard.components.pieces import aria
from dashboard.domain.rights import PUBLIC, ROLES, Grant
from dashboard.storage.accounts import Account
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.text.role_words import role_word
from dashboard.working import fields
from dashboard.working.fields import EMPTY, Filled
from dashboard.working.site import Site

PATH = "konten"


def name_of(account: Account) -> str:
    """Its name, or what is left of it a year after it was closed."""
    return account.name or _("Account {number}", number=account.id)


def state_of(account: Account) -> str:
    """Whether it is open, and for a demonstration only."""
    said = _("closed on {day}", day=formats.day(account.closed_on)) if account.closed_on else _("open")
    return f"{said}, {_('demo')}" if account.demo else said


def reach(grant: Grant) -> str:
    """Where a role holds."""
    if grant.strategy is None:
        return _("all strategies")
    if grant.scope == "all":
        return grant.strategy
    kind = _("Field of action") if grant.scope == "field" else _("Measure")
    return f"{grant.strategy}, {kind} {grant.object}"


def days(grant: Grant) -> str:
    """From when until when, both ends included."""
    if grant.starts is None and grant.ends is None:
        return _("without end")
    return f"{formats.day(grant.starts) if grant.starts else '…'} – {formats.day(grant.ends) if grant.ends else '…'}"


def _brief(grants: Iterable[Grant]) -> str:
    return "; ".join(f"{role_word(one.role)} ({reach(one)})" for one in grants) or _("no role")


def _labelled(words: str) -> dict[str, Any]:
    """On a phone, where a row is a block, each cell says what it is."""
    return {"data-label": words}


def _rows(head: Sequence[str], rows: Iterable[Sequence[Any]], label: str) -> html.Div:
    body = [
        html.Tr([html.Th(row[0], scope="row"), *(html.Td(part, **_labelled(head[at])) for at, part in enumerate(row[1:], 1))])
        for row in rows
    ]  # fmt: skip
    table = html.Table(
        [html.Thead(html.Tr([html.Th(words, scope="col") for words in head])), html.Tbody(body)], className="listed"
    )
    return html.Div(table, className="scroll", tabIndex=0, role="region", **aria(label=label))


def accounts(site: Site, found: Sequence[Account], grants: Sequence[Grant], done: str | None) -> list[Any]:
    """Every account, the open ones first."""
    listed = sorted(found, key=lambda one: (one.closed_on is not None, name_of(one).casefold()))
    rows = [
        (
            html.A(name_of(one), href=site.href(PATH, str(one.id))),
            one.email or "–",
            _brief(grant for grant in grants if grant.account == one.id),
            state_of(one),
        )
        for one in listed
    ]
    opened = sum(one.closed_on is None for one in found)
    head = (_("Name"), _("E-mail address"), _("Roles"), _("State"))
    return [
        html.H1(_("Accounts"), tabIndex=-1),
        fields.notice(done) if done else None,
        html.P(ngettext("{n} open account.", "{n} open accounts.", opened), className="lead"),
        html.P(html.A(_("New account"), href=site.href(PATH, "neu"), className="button filled")),
        _rows(head, rows, _("Accounts")),
        html.P(html.A(_("Who may do what"), href=site.href("rollen")), className="aside"),
    ]


def new_account(site: Site, filled: Filled = EMPTY, failed: str | None = None) -> list[Any]:
    """The form for another account."""
    hint = _("Empty for people who come by the town's account. Else tell it to them in person; they change it then.")
    form = [
        fields.text("name", _("Name"), filled, required=True, longest=120, autocomplete="off"),
        fields.text("email", _("E-mail address"), filled, kind="email", required=True, longest=254, autocomplete="off"),
        fields.text("kennwort", _("First password"), filled, kind="password", hint=hint, autocomplete="new-password"),
        html.Div([fields.button(_("Add the account")), html.A(_("Cancel"), href=site.href(PATH))], className="buttons"),
    ]
    return [
        fields.back(site.href(PATH), _("Accounts")),
        html.H1(_("New account"), tabIndex=-1),
        fields.problem(_("That did not work."), failed) if failed else None,
        fields.card(fields.form(form, site.href(PATH, "neu"))),
    ]


def _held(site: Site, account: Account, grants: Sequence[Grant]) -> Any:
    if not grants:
        return html.P(_("This account holds no role; it sees what everybody sees."))
    rows = []
    for grant in grants:
        title = grant.title or role_word(grant.role)
        deputy = html.Small(_("deputy of {code}", code=grant.deputy_of)) if grant.deputy_of else None
        end = fields.form(
            [*fields.hidden(rolle=grant.code), fields.button(_("End this role"), look="link", **{"aria-label": _("End the role {title}", title=title)})],
            site.href(PATH, str(account.id), "beenden"),
        )  # fmt: skip
        rows.append(([title, deputy], role_word(grant.role), reach(grant), days(grant), grant.code, end))
    head = (_("Title"), _("Role"), _("Where"), _("When"), _("Code"), _("What to do"))
    return _rows(head, rows, _("Roles"))


def _role_form(site: Site, account: Account, grants: Sequence[Grant], others: Sequence[Grant],
               strategies: Sequence[tuple[str, str]], filled: Filled) -> Any:  # fmt: skip
    roles = [(role, role_word(role)) for role in ROLES if role != PUBLIC]
    deputies = [("", _("nobody")), *((one.code, f"{one.title or role_word(one.role)} ({one.code})") for one in others)]
    scopes = [("all", _("all of it")), ("field", _("one field of action")), ("measure", _("one measure"))]
    form = [
        html.Div(
            [
                fields.select("rolle", _("Role"), roles, filled),
                fields.select("strategie", _("Strategy"), [("", _("all strategies")), *strategies], filled),
            ],
            className="row",
        ),
        fields.radios("bereich", _("Where does it hold?"), scopes, filled),
        fields.text("kennung", _("Code of the field or measure"), filled, longest=40),
        fields.text("titel", _("Title of the role, never a name"), filled, longest=120,
                    hint=_("For instance “Sponsor of measure 2.3”; others read it beside figures.")),
        html.Div(
            [
                fields.text("von", _("From (optional)"), filled, longest=40, hint=_("For instance 31.05.2026")),
                fields.text("bis", _("Until (optional)"), filled, longest=40),
            ],
            className="row",
        ),
        fields.select("vertretung", _("Stands in for"), deputies, filled),
        fields.text("grund", _("Why? (stands in the history)"), filled, longest=500),
        *fields.hidden(gesehen=" ".join(one.code for one in grants) or "-"),
        html.Div([fields.button(_("Give the role"))], className="buttons"),
    ]  # fmt: skip
    return fields.card([html.H2(_("Give a role")), fields.form(form, site.href(PATH, str(account.id), "rolle"))])


def _further(site: Site, account: Account) -> list[Any]:
    secret = [
        fields.text("kennwort", _("New password"), kind="password", required=True, autocomplete="new-password"),
        fields.button(_("Set the password"), look="outlined"),
    ]
    close = [
        html.P(_("Nobody logs in with it any more, its roles end today, and its name goes a year later. That cannot be undone.")),
        fields.button(_("Close this account"), look="outlined"),
    ]  # fmt: skip
    return [
        html.Details([html.Summary(_("Set another password")), fields.form(secret, site.href(PATH, str(account.id), "kennwort"))]),
        html.Details([html.Summary(_("Close the account")), fields.form(close, site.href(PATH, str(account.id), "schliessen"))]),
    ]  # fmt: skip


def one_account(
    site: Site, account: Account, grants: Sequence[Grant], others: Sequence[Grant],
    strategies: Sequence[tuple[str, str]], *, filled: Filled = EMPTY, failed: str | None = None, done: str | None = None,
) -> list[Any]:  # fmt: skip
    """`grants` are those of the account, `others` the roles that it may stand in for."""
    ways = [_("Password")] if account.by_password else []
    ways += [_("Town's account")] if account.by_provider else []
    facts = (
        (_("E-mail address"), account.email or "–"), (_("State"), state_of(account)),
        (_("Logs in by"), ", ".join(ways) or "–"), (_("Since"), formats.day(account.created_on)),
    )  # fmt: skip
    parts: list[Any] = [
        fields.back(site.href(PATH), _("Accounts")),
        html.H1(name_of(account), tabIndex=-1),
        fields.problem(_("That did not work."), failed) if failed else None,
        fields.notice(done) if done else None,
        html.Dl([part for term, value in facts for part in (html.Dt(term), html.Dd(value))], className="facts"),
    ]
    if account.closed_on is None:
        parts += [
            html.H2(_("Roles")), _held(site, account, grants),
            _role_form(site, account, grants, others, strategies, filled), *_further(site, account),
        ]  # fmt: skip
    return parts
