"""Requests that no page of the program sends: bodies of steps, forms and addresses, made from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.working.neighbour import NEIGHBOUR
from tests.working.people import ROLES, SLUG

CALLBACK = "/_dash-update-component"
#: Everybody, and nobody.
VISITORS: tuple[str | None, ...] = (None, *ROLES, "admin")
FORM = "application/x-www-form-urlencoded"
#: Values for the parts of an address; the last ones are of another strategy, or of none.
PARTS = {
    "slug": (SLUG, NEIGHBOUR, "gibtsnicht", "", "%00", "../x"),
    "code": ("2.3", "value:K20:2025-12", "milestone:2.3-a", "x" * 300, "'; DROP TABLE account; --", "%00"),
    "word": ("massnahme", "meilenstein", "gibtsnicht"),
    "key": ("2.3", "99.9", "a/b/c/d", "%00"),
    "status": ("paused", "stopped", "merged", "gibtsnicht"),
    "one": ("99999", "x", "9" * 40),
    "period": ("2025", "2025-Q4", "gestern"),
}
NAMES = (
    "email", "kennwort", "weiter", "bisher", "neu", "name", "rolle", "strategie", "bereich", "kennung", "titel", "von", "bis",
    "vertretung", "grund", "gesehen", "fassung", "tatsache", "eintrag", "eine", "geprueft", "weg", "antwort", "antwort-1", "wert",
    "beschluss", "ab", "ziel", "title", "code", "zeitraum", "suche", "notiz", "quelle", "guete", "art", "datei",
    "text", "kommentar",
)  # fmt: skip
ODD = (
    "", " ", "0", "-1", "1e9", "9" * 30, "NaN", "1.23", "²", "٣", "x" * 3900, "\x01", "\u202e", "<script>", "=1+1", "'\"", "%00", "[]", "{}",
    "1:value:K20:2025-12", "2.3:1", "999999:value:K99:2025", "0000-00-00", "31.02.2026", f"{NEIGHBOUR}", "\U0001f600", "a\r\nb: c",
)  # fmt: skip


def form_rules(server: Flask) -> list[str]:
    """The addresses that take forms, with their parts still open."""
    return sorted({rule.rule for rule in server.url_map.iter_rules()
                   if rule.endpoint.startswith("working.") and "POST" in (rule.methods or ())})  # fmt: skip


def page_rules(server: Flask) -> list[str]:
    """Every address that can be read."""
    return sorted({rule.rule for rule in server.url_map.iter_rules() if "GET" in (rule.methods or ())})


def filled(rule: str, chance: random.Random | None = None) -> str:
    """The address with something in each of its parts; without `chance` what fits."""
    return "/".join(_part(part, chance) for part in rule.split("/"))


def _part(part: str, chance: random.Random | None) -> str:
    if "<" not in part:
        return part
    before, _open, rest = part.partition("<")
    name, _close, after = rest.partition(">")
    known = PARTS.get(name.rpartition(":")[2], ("2.3", "x", "%00"))
    return before + (chance.choice(known) if chance else known[0]) + after


def forms(chance: random.Random) -> Iterator[dict[str, Any]]:
    """What is sent, for ever: arguments of a client's `post`."""
    while True:
        names = chance.sample(NAMES, chance.randrange(0, 7))
        yield {"data": {name: chance.choice(ODD) for name in names}, "content_type": FORM}


def hostile(client: FlaskClient, address: str) -> Iterator[tuple[str, TestResponse, tuple[int, ...]]]:
    """Forms that are refused whoever sends them: what they are, the answer, and which statuses are right."""
    refused = (400, 401, 403, 404)
    nowhere = {"data": {"feld-das-es-nicht-gibt": "1"}}
    yield "an unknown field", client.post(address, **nowhere), refused
    double = "&".join(f"{name}=1&{name}=2" for name in NAMES)
    yield "doubled fields", client.post(address, data=double, content_type=FORM), refused
    yield "a huge body", client.post(address, data=b"a=" + b"x" * 70_000, content_type=FORM), (*refused, 413)
    yield "JSON", client.post(address, json={"a": 1}), refused
    yield "no type", client.post(address, data=b"a=1", content_type=""), refused
    yield "XML", client.post(address, data=b"<a/>", content_type="text/xml"), refused
    yield "NUL", client.post(address, data={"grund": "a\0b", "email": "\0"}), refused
    yield "overlong", client.post(address, data=dict.fromkeys(NAMES[:10], "x" * 4001)), refused
    for origin in (
        "https://fremd.example",
        "null",
        "http://localhost.fremd.example",
        "http://localhost@fremd.example",
        "http://[",
    ):
        yield f"from {origin}", client.post(address, data={}, headers={"Origin": origin}, content_type=FORM), (403, 404)
    for site in ("cross-site", "same-site", "irgendwas"):
        yield site, client.post(address, data={}, headers={"Sec-Fetch-Site": site}, content_type=FORM), (403, 404)
    for method in ("put", "patch", "delete"):
        yield method, getattr(client, method)(address, data=b"x"), (405, 404)


def a_file(client: FlaskClient, address: str) -> TestResponse:
    """A form with a file, where none is asked for."""
    import io

    return client.post(
        address, data={"datei": (io.BytesIO(b"PK\x03\x04"), "x.xlsx")}, content_type="multipart/form-data"
    )
