"""What is written in the browser can be taken again anywhere: no form lets in what an import would refuse."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dashboard.domain.model import MeasureStatus
from dashboard.errors import ForbiddenError, RefusedError
from dashboard.exchange.transfer import export_folder, import_folder
from dashboard.operations import entries, lifecycle, replan, structure
from dashboard.operations.deed import Held
from dashboard.operations.entries import Answer
from dashboard.storage.engine import create_engine
from dashboard.storage.migrate import upgrade
from tests.working.people import SLUG, Town

CLOSED_BY = dt.date(2025, 12, 31)
DAY = dt.date(2026, 1, 10)


def held(town: Town, table: str, **having: Any) -> Held:
    return next(one for one in structure.rows_of(town.engine, SLUG, table) if having.items() <= one.values.items())


def latest_state(town: Town, measure: str) -> Held:
    found = [one for one in structure.rows_of(town.engine, SLUG, "measure_status") if one.values["measure"] == measure]
    return max(found, key=lambda one: one.values["valid_from"])


def enter(town: Town, answer: Answer) -> None:
    sent = entries.submit(town.engine, town.actor("patin"), SLUG, answer, None)
    entries.approve(town.engine, town.actor("leitung"), SLUG, sent.code, sent.version, CLOSED_BY)


def later(town: Town, day: dt.date, followers: dict[str, str] | None = None) -> None:
    """Say that milestone 2.3-M4 comes on a day, and what follows."""
    answer = Answer(
        kind="milestone", subject="2.3-M4", outcome="not_yet", reason="Lieferzeit", day=day,
        followers=json.dumps(followers) if followers else None, seen=held(town, "milestone", code="2.3-M4").row_id,
    )  # fmt: skip
    enter(town, answer)


def put(town: Town, table: str, values: dict[str, Any], seen: int | None = None) -> None:
    structure.put(town.engine, town.actor("koordination"), SLUG, table, values, seen=seen, reason="Geprüft")


def split(town: Town, code: str, title: str) -> None:
    whole = held(town, "measure", code="1.1")
    lifecycle.split(
        town.engine, town.actor("koordination"), SLUG, "1.1", {code: title}, milestones={}, valid_from=DAY,
        reason="Zu groß", resolution=None, seen=whole.row_id,
    )  # fmt: skip


def work(town: Town) -> None:
    """One of everything that people do: answers, edits, a new part, three new plans and a merger after them."""
    coordination = town.actor("koordination")
    enter(town, Answer(kind="value", subject="K20", period="2025-12", value=Decimal("91.1"), quality="measured",
                       note="Ohne Ersatzbusse.\nZweite Zeile"))  # fmt: skip
    later(town, dt.date(2026, 6, 1))
    measure = held(town, "measure", code="1.2")
    put(town, "measure", {"code": "1.2", "title": "Akte überall"}, measure.row_id)
    split(town, "1.1b", "Zweiter Teil")
    moved = held(town, "milestone", object="1.2", actual_date=None).values["code"]
    for at in range(3):
        replan.replan(town.engine, coordination, SLUG, {moved: dt.date(2027, 1, 1 + at)},
                      valid_from=dt.date(2026, 1, 1 + at), reason="Verschoben", resolution=None)  # fmt: skip
    paper = structure.rows_of(town.engine, SLUG, "paper")[0].values["code"]
    merged = MeasureStatus(measure="2.3", valid_from=DAY, status="merged", reason="Ein Auftrag", resolution=paper,
                           merged_into="2.2")  # fmt: skip
    lifecycle.take_step(town.engine, coordination, SLUG, merged, seen=latest_state(town, "2.3").row_id)


def test_a_town_that_was_worked_on_comes_back_equal_from_its_export(people_town: Town, tmp_path: Path) -> None:
    work(people_town)
    out, again = tmp_path / "out" / SLUG, tmp_path / "again" / SLUG
    export_folder(people_town.engine, SLUG, out)
    elsewhere = create_engine(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    upgrade(elsewhere)
    import_folder(elsewhere, out, dt.date(2026, 1, 15))
    export_folder(elsewhere, SLUG, again)
    assert {path.name for path in again.iterdir()} == {path.name for path in out.iterdir()}
    assert [path.name for path in sorted(out.iterdir()) if (again / path.name).read_bytes() != path.read_bytes()] == []


REFUSED: dict[str, tuple[Callable[[Town], None], str]] = {
    "more decimals than the indicator has": (
        lambda town: enter(town, Answer(kind="value", subject="K20", period="2025-12", value=Decimal("91.123"), quality="measured")),
        "91123 gemeint",
    ),
    "fewer decimals for an indicator than its values have": (
        lambda town: put(town, "indicator", {"code": "K20", "decimals": 0}, held(town, "indicator", code="K20").row_id),
        "Nachkommastellen",
    ),
    "a span that ends before it begins": (
        lambda town: put(town, "assignment", {
            "code": "A99", "role": "sponsor", "title": "Patenrolle", "object_kind": "measure", "object": "1.1",
            "starts": dt.date(2026, 1, 1), "ends": dt.date(2025, 1, 1)}),
        "liegt vor",
    ),
    "a code that is an address": (lambda town: split(town, "tabellen", "Teil"), "tabellen"),
    "a code with spaces": (lambda town: split(town, "zwei Wörter", "Teil"), "keine Kennung"),
    "a code that is too long": (lambda town: split(town, "x" * 41, "Teil"), "keine Kennung"),
    "no title": (lambda town: split(town, "1.1b", ""), "fehlt"),
    "a character that turns the writing": (lambda town: split(town, "1.1b", "Teil \u202egnu"), "Steuerzeichen"),
    "a title without end": (lambda town: split(town, "1.1b", "x" * 2000), "zu lang"),
    "a year of another age": (
        lambda town: put(town, "assignment", {
            "code": "A99", "role": "sponsor", "title": "Patenrolle", "object_kind": "measure", "object": "1.1",
            "starts": dt.date(1026, 1, 1)}),
        "1026",
    ),
    "a forecast of the past": (lambda town: later(town, dt.date(2020, 1, 1)), "passt nicht"),
    "a follower of the past": (
        lambda town: later(town, dt.date(2026, 6, 1), {"2.3-M4": "2020-01-01"}),
        "vorbei",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_an_import_would_refuse_no_form_lets_in(people_town: Town, case: str) -> None:
    act, words = REFUSED[case]
    before = {table: len(structure.rows_of(people_town.engine, SLUG, table)) for table in structure.EDITABLE}
    with pytest.raises(RefusedError, match=words):
        act(people_town)
    assert before == {table: len(structure.rows_of(people_town.engine, SLUG, table)) for table in structure.EDITABLE}


def test_a_milestone_of_others_is_not_moved_along(people_town: Town) -> None:
    others = held(people_town, "milestone", object="1.2", actual_date=None).values["code"]
    with pytest.raises(ForbiddenError):
        later(people_town, dt.date(2026, 6, 1), {others: "2099-01-01"})
