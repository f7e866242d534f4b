"""Closing and opening periods in the browser."""

from __future__ import annotations

import html
import re

from dashboard.operations.periods import closed_periods
from tests.working.entering import enter, question
from tests.working.people import SLUG, Town

PAGE = f"/{SLUG}/zeitraeume"


def text(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))).replace("\u00a0", " ")


def test_what_is_missing_is_told_before_a_period_is_closed(people_town: Town) -> None:
    asked = question(people_town)
    title = people_town.view().assessment.indicators[asked.subject].indicator.title
    client = people_town.client("koordination")
    before = text(client.get(PAGE, query_string={"zeitraum": asked.period.text}).text)
    assert "Angaben fehlen" in before or "Angabe fehlt" in before
    assert title in before
    enter(people_town, "patin", asked)
    after = text(client.get(PAGE, query_string={"zeitraum": asked.period.text}).text)
    assert "1 Eintrag wartet auf Freigabe" in after
    assert title not in after


def test_a_period_with_gaps_is_closed_only_with_a_reason(people_town: Town) -> None:
    client = people_town.client("koordination")
    bare = client.post(PAGE, data={"weg": "abschliessen", "zeitraum": "2025-Q4", "grund": ""})
    assert bare.status_code == 422
    assert "warum trotzdem abgeschlossen wird" in text(bare.text)
    assert closed_periods(people_town.engine, SLUG) == []
    done = client.post(PAGE, data={"weg": "abschliessen", "zeitraum": "2025-Q4", "grund": "Stichtag"})
    assert done.status_code == 303
    shown = text(client.get(done.headers["Location"]).text)
    assert "Der Zeitraum ist jetzt abgeschlossen." in shown
    assert "Koordination (Koordination)" in shown
    assert "Stichtag" in shown


def test_a_closed_period_is_opened_with_a_reason(people_town: Town) -> None:
    client = people_town.client("koordination")
    client.post(PAGE, data={"weg": "abschliessen", "zeitraum": "2025-Q3", "grund": "Stichtag"})
    [held] = closed_periods(people_town.engine, SLUG)
    form = {"weg": "oeffnen", "zeitraum": "2025-Q3", "fassung": str(held.version)}
    assert client.post(PAGE, data=form | {f"grund-{held.version}": ""}).status_code == 422
    assert closed_periods(people_town.engine, SLUG) == [held]
    assert client.post(PAGE, data=form | {f"grund-{held.version}": "Nachtrag"}).status_code == 303
    assert closed_periods(people_town.engine, SLUG) == []
    assert client.post(PAGE, data=form | {f"grund-{held.version}": "Nachtrag"}).status_code == 404


def test_others_inside_read_it_without_buttons(people_town: Town) -> None:
    people_town.client("koordination").post(PAGE, data={"weg": "abschliessen", "zeitraum": "2025-Q3", "grund": "x"})
    for name in ("patin", "leitung", "finanzen"):
        shown = people_town.client(name).get(PAGE).text
        assert "Zeiträume schließt die Koordination ab." in text(shown), name
        assert 'name="weg"' not in shown, name
        forced = people_town.client(name).post(PAGE, data={"weg": "abschliessen", "zeitraum": "2025-Q2", "grund": "x"})
        assert forced.status_code == 403, name
    assert people_town.client("rat").get(PAGE).status_code == 403
    assert [one.period.text for one in closed_periods(people_town.engine, SLUG)] == ["2025-Q3"]


def test_what_is_no_period_is_said_with_what_was_typed(people_town: Town) -> None:
    client = people_town.client("koordination")
    answer = client.get(PAGE, query_string={"zeitraum": "Herbst"})
    assert answer.status_code == 422
    assert "„Herbst“ ist kein Zeitraum." in text(answer.text)
    assert 'value="Herbst"' in answer.text
    assert client.post(PAGE, data={"weg": "loeschen", "zeitraum": "2025-Q3"}).status_code == 400
    assert client.post(PAGE, data={"weg": "abschliessen", "zeitraum": "x"}).status_code == 422
