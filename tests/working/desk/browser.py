"""A browser without scripts at the desk: opens a question, fills its form, presses a button."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.domain.rights import Grant
from dashboard.operations import accounts
from tests.working.people import OPERATOR, SLUG, Town, mail

HOME = "/meine-eintraege"
PUNCTUALITY = "value:K20:2025-12"
CHARGING = "value:K8:2025-Q4"


def address(code: str) -> str:
    return f"{HOME}/{SLUG}/{code}"


def give(town: Town, name: str, measure: str, **more: object) -> None:
    """One more measure for a sponsor."""
    account = accounts.account_of(town.engine, mail(name))
    given = {
        "code": "",
        "account": account.id,
        "role": "sponsor",
        "strategy": SLUG,
        "scope": "measure",
        "object": measure,
    }
    accounts.grant_role(town.engine, OPERATOR, Grant(**given | {"title": f"Patenrolle Maßnahme {measure}"} | more))


def fields(page: str) -> dict[str, str]:
    """What the form of a question holds, as a browser would send it without a button."""
    found: dict[str, str] = {}
    begins = re.search(r'<form [^>]*id="eintrag"', page)
    assert begins, "there is no form on this page"
    form = page[begins.start() : page.index("</form>", begins.start())]
    for attributes in re.findall(r"<input([^>]*)>", form):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        if told.get("type") not in ("radio", "checkbox") or "checked" in told:
            found[told["name"]] = html.unescape(told.get("value", ""))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?([^<]*)', form):
        found[name] = html.unescape(text)
    return found


def plain(page: str) -> str:
    """The words of a page."""
    text = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).replace("\u00a0", " ")


@dataclass
class Desk:
    """One person at the desk; `page` is what they see."""

    client: FlaskClient
    page: TestResponse

    @classmethod
    def of(cls, town: Town, name: str) -> Desk:
        client = town.client(name)
        return cls(client, client.get(HOME, follow_redirects=True))

    def open(self, code: str, **query: str) -> Desk:
        self.page = self.client.get(address(code), query_string=query)
        return self

    def press(self, way: str, **typed: str) -> Desk:
        """Fill some fields of the form that is open, press one of its buttons, follow to the next page."""
        target = re.search(r'<form action="([^"]*)"[^>]*id="eintrag"', self.page.text)
        assert target, "there is no form on this page"
        self.page = self.client.post(
            target[1], data=fields(self.page.text) | typed | {"weg": way}, follow_redirects=True
        )
        return self

    def submit(self, **typed: str) -> Desk:
        return self.press("einreichen", **typed)

    @property
    def status(self) -> int:
        return self.page.status_code

    @property
    def words(self) -> str:
        return plain(self.page.text)

    @property
    def at(self) -> str:
        return self.page.request.path
