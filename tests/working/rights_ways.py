"""How each action of the table of rights is tried: what is made ready for it, and the request that tries it.

A new action adds a line to `WAYS`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.operations import accounts, comments, entries, periods
from dashboard.operations.deed import Actor
from dashboard.operations.entries import Answer
from tests.working.neighbour import NEIGHBOUR
from tests.working.people import OPERATOR, SLUG, TODAY, Town, mail

#: Statuses of a refusal. What is not there and what is not one's own may say the same.
REFUSALS = {303, 401, 403, 404, 422}


@dataclass(frozen=True)
class Thing:
    """What is acted on: a measure with an indicator, monthly or yearly, and who is active for it."""

    slug: str
    field: str
    measure: str
    indicator: str
    sponsored: bool
    led: bool
    yearly: bool = False


THINGS = {
    "sponsored and led": Thing(SLUG, "2", "2.3", "K20", True, True),
    "led alone": Thing(SLUG, "2", "2.4", "K7", False, True, yearly=True),
    "sponsored alone": Thing(SLUG, "1", "1.3", "K23", True, False),
    "nobody's": Thing(SLUG, "4", "4.1", "K12", False, False, yearly=True),
    "another strategy's": Thing(NEIGHBOUR, "2", "2.3", "K20", False, False),
}


@dataclass
class Try:
    """One cell: who tries it (None: nobody has logged in) on what, in which state."""

    town: Town
    person: str | None
    thing: Thing
    state: str
    period: str
    clients: dict[str | None, FlaskClient]
    ready: dict[str, Any] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        return self.town.actor(self.person) if self.person else Actor(None, (), TODAY)

    @property
    def client(self) -> FlaskClient:
        return self.clients[self.person]

    @property
    def code(self) -> str:
        return f"value:{self.thing.indicator}:{self.period}"

    def answer(self, seen: int | None = None) -> Answer:
        return Answer(kind="value", subject=self.thing.indicator, period=self.period, value=Decimal(7), quality="measured",
                      reason="Stimmt so", seen=seen)  # fmt: skip


#: Makes the state of a cell; tries the action and tells the response.
Prepare = Callable[[Try], None]
Act = Callable[[Try], TestResponse]


def _version(one: Try) -> int:
    return one.ready["entry"].version if "entry" in one.ready else 0


def _stand() -> dt.date:
    return TODAY


def entry_in_state(one: Try, actor: Actor = OPERATOR) -> None:
    """An entry in the state of the cell, submitted by `actor`; without state there is none."""
    if not one.state:
        return
    slug, engine = one.thing.slug, one.town.engine
    made = entries.submit(engine, actor, slug, one.answer(), None)
    if one.state == "returned":
        entries.send_back(engine, OPERATOR, slug, one.code, made.version, "Bitte prüfen")
    elif one.state == "taken_back":
        entries.take_back(engine, OPERATOR, slug, one.code, made.version)
    elif one.state == "approved":
        entries.approve(engine, OPERATOR, slug, one.code, made.version, _stand())
    one.ready["entry"] = entries.entries(engine, slug)[one.code]


def put_away(one: Try) -> None:
    """Take back what still waits, so that the next page is short."""
    found = entries.entries(one.town.engine, one.thing.slug).get(one.code)
    if found and found.state == "submitted":
        entries.take_back(one.town.engine, OPERATOR, one.thing.slug, one.code, found.version)


def value_in_state(one: Try) -> None:
    """A value that is approved, published or withdrawn."""
    slug, engine = one.thing.slug, one.town.engine
    made = entries.submit(engine, OPERATOR, slug, one.answer(), None)
    entries.approve(engine, OPERATOR, slug, one.code, made.version, _stand())
    if one.state in ("published", "withdrawn"):
        entries.publish(engine, OPERATOR, slug, one.thing.indicator, one.period, _fact(one) or 0)
    if one.state == "withdrawn":
        entries.withdraw(engine, OPERATOR, slug, one.thing.indicator, one.period, _fact(one) or 0, "Falsch")


def _fact(one: Try) -> int | None:
    return entries.fact_version(one.town.engine, one.thing.slug, one.thing.indicator, one.period)


def period_in_state(one: Try) -> None:
    """A period that is open or closed."""
    if one.state == "closed":
        periods.close(one.town.engine, OPERATOR, one.thing.slug, one.period, "Fertig")


def comment_in_state(one: Try) -> None:
    """A comment of whoever tries it ("own"), or of somebody else."""
    author = replace(OPERATOR, account=one.actor.account if one.state == "own" else None)
    found = comments.of_measure(one.town.engine, one.thing.slug, one.thing.measure)
    last = found[-1].version if found else None
    comments.write(one.town.engine, author, one.thing.slug, one.thing.measure, f"Gesagt {one.period}", last)
    one.ready["comment"] = comments.of_measure(one.town.engine, one.thing.slug, one.thing.measure)[-1].code


def _last(one: Try) -> str:
    """The version of the last comment, which the form carries."""
    found = comments.of_measure(one.town.engine, one.thing.slug, one.thing.measure)
    return str(found[-1].version if found else "")


def nothing(_one: Try) -> None:
    """The action needs nothing made ready."""


def _post(address: Callable[[Try], str], form: Callable[[Try], dict[str, Any]]) -> Act:
    return lambda one: one.client.post(address(one), data=form(one))


def _page(address: Callable[[Try], str]) -> Act:
    return lambda one: one.client.get(address(one))


def _desk(one: Try, *more: str) -> str:
    return "/" + "/".join(("meine-eintraege", one.thing.slug, one.code, *more))


def _said(one: Try) -> dict[str, Any]:
    seen, fact = str(_version(one) or ""), str(_fact(one) or "")
    return {"wert": "7", "begruendung": "Stimmt so", "gesehen": seen, "tatsache": fact}


def _opening(one: Try) -> dict[str, Any]:
    found = [lock for lock in periods.closed_periods(one.town.engine, one.thing.slug) if lock.period.text == one.period]
    version = str(found[0].version if found else 0)
    return {"weg": "oeffnen", "zeitraum": one.period, "fassung": version, f"grund-{version}": "Noch einer"}


def _throwaway(one: Try) -> None:
    """An account on which administrators may try what they may."""
    name = f"weg-{one.period}"
    one.ready["account"] = accounts.add_account(one.town.engine, OPERATOR, mail(name), "Weg")


def _form(one: Try, address: str) -> dict[str, Any]:
    """A form of the own strategy as coordination has it in front of it: foreign ones nobody here can open."""
    from tests.working.structure.test_structure import fields

    return fields(one.clients["koordination"].get(address).text)


def _new_title(one: Try) -> dict[str, Any]:
    found = _form(one, f"/{SLUG}/bearbeiten/eintrag/massnahme/{one.thing.measure}")
    return found | {"title": f"Neuer Titel {one.period}", "grund": "Versuch"}


def _pause(one: Try) -> dict[str, Any]:
    found = _form(one, f"/{SLUG}/bearbeiten/massnahme/{one.thing.measure}/schritt/paused")
    return found | {"ab": TODAY.strftime("%d.%m.%Y"), "grund": "Versuch"}


def _approvals(one: Try, *more: str) -> str:
    return "/" + "/".join((one.thing.slug, "freigaben", *more))


def _comments(one: Try, *more: str) -> str:
    return "/" + "/".join((one.thing.slug, "kommentare", one.thing.measure, *more))


def _key(one: Try) -> str:
    return f"{_version(one)}:{one.code}"


def _value(one: Try) -> str:
    return f"{_fact(one) or 0}:{one.thing.indicator}:{one.period}"


WAYS: dict[str, tuple[Prepare, Act]] = {
    "read_published": (nothing, _page(lambda one: f"/{one.thing.slug}")),
    "read_internal": (nothing, _page(lambda one: f"/{one.thing.slug}")),
    "read_history": (nothing, _page(lambda one: f"/{one.thing.slug}/verlauf")),
    "read_entries": (entry_in_state, _page(lambda one: _approvals(one, one.code))),
    "submit_entry": (entry_in_state, _post(_desk, _said)),
    "take_back_entry": (
        entry_in_state,
        _post(
            lambda one: _desk(one, "zurueckziehen"), lambda one: {"gesehen": str(_version(one)), "warum": "Versehen"}
        ),
    ),
    "approve_entry": (entry_in_state, _post(_approvals, lambda one: {"weg": "freigeben", "eine": _key(one)})),
    "return_entry": (
        entry_in_state,
        _post(_approvals, lambda one: {"weg": "zurueckgeben", "eintrag": _key(one), "antwort-1": "Bitte prüfen"}),
    ),
    "comment": (nothing, _post(_comments, lambda one: {"text": f"Gesagt {one.period}", "gesehen": _last(one)})),
    "take_back_comment": (
        comment_in_state,
        _post(lambda one: _comments(one, "zuruecknehmen"), lambda one: {"kommentar": one.ready["comment"]}),
    ),
    "publish_value": (
        value_in_state,
        _post(lambda one: _approvals(one, "oeffentlich"), lambda one: {"weg": "veroeffentlichen", "wert": _value(one)}),
    ),
    "withdraw_value": (
        value_in_state,
        _post(
            lambda one: _approvals(one, "oeffentlich"),
            lambda one: {"weg": "zurueckziehen", "wert": _value(one), "grund-1": "Falsch"},
        ),
    ),
    "close_period": (
        period_in_state,
        _post(
            lambda one: f"/{one.thing.slug}/zeitraeume",
            lambda one: {"weg": "abschliessen", "zeitraum": one.period, "grund": "Fertig"},
        ),
    ),
    "open_period": (period_in_state, _post(lambda one: f"/{one.thing.slug}/zeitraeume", _opening)),
    "edit_structure": (
        nothing,
        _post(lambda one: f"/{one.thing.slug}/bearbeiten/eintrag/massnahme/{one.thing.measure}", _new_title),
    ),
    "change_status": (
        nothing,
        _post(lambda one: f"/{one.thing.slug}/bearbeiten/massnahme/{one.thing.measure}/schritt/paused", _pause),
    ),
    "manage_accounts": (
        nothing,
        _post(
            lambda one: "/konten/neu",
            lambda one: {"name": "Neu", "email": mail(f"neu-{one.period}")},
        ),
    ),
    "grant_role": (
        _throwaway,
        _post(
            lambda one: f"/konten/{one.ready['account'].id}/rolle",
            lambda one: {"rolle": "council", "strategie": one.thing.slug, "bereich": "all", "gesehen": "-"},
        ),
    ),
}
