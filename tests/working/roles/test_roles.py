"""The table of rights in the browser."""

from __future__ import annotations

import html
import re

from dashboard.domain.rights import ROLES, RULES
from dashboard.text.right_words import action_word, condition_word
from tests.working.people import ROLES as PEOPLE
from tests.working.people import Town


def test_administrators_read_every_cell_of_the_table_in_words(people_town: Town) -> None:
    text = html.unescape(people_town.client("admin").get("/rollen").text)
    rows = re.findall(r"<tr>(.*?)</tr>", text)[1:]
    assert len(rows) == len(RULES)
    for rule, row in zip(RULES, rows, strict=True):
        cells = [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        assert action_word(rule.action) in row
        assert cells == [condition_word(rule.cells.get(role)) for role in ROLES]


def test_nobody_else_reads_it(people_town: Town) -> None:
    for name in PEOPLE:
        answer = people_town.client(name).get("/rollen")
        assert answer.status_code == 403, name
        assert "<table" not in answer.text
    assert people_town.client().get("/rollen").headers["Location"] == "/anmelden?weiter=%2Frollen"
