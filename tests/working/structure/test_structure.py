"""Coordination edits the example town in the browser, and every change keeps what was."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from flask.testing import FlaskClient

from dashboard.operations import structure
from dashboard.operations.deed import Held
from dashboard.storage.chain import head, verify_chain
from dashboard.storage.engine import reading
from dashboard.storage.read import measure_history
from tests.working.people import SLUG, Town

HOME = f"/{SLUG}/bearbeiten"
#: A running measure that another one may go into.
HEIR = "2.2"


def row(town: Town, table: str, **having: str) -> Held:
    [found] = [one for one in structure.rows_of(town.engine, SLUG, table) if having.items() <= one.values.items()]
    return found


def statuses(town: Town, measure: str) -> list[str]:
    found = [
        one.values for one in structure.rows_of(town.engine, SLUG, "measure_status") if one.values["measure"] == measure
    ]
    return [one["status"] for one in sorted(found, key=lambda one: one["valid_from"])]


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the form of a page if nothing was changed."""
    form = page[page.index('<form action="/' + SLUG) :]
    found = {name: value for value, name in re.findall(r'<input[^>]*?(?:value="([^"]*)")[^>]*?name="([^"]*)"', form)}
    inputs = re.findall(r"<input ([^>]*)>", form)
    for attributes in inputs:
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        if told.get("type") != "checkbox" or "checked" in told:
            found[told["name"]] = told.get("value", "")
        else:
            found.pop(told["name"], None)
    found |= {name: text.strip() for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)', form)}
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option(?=[^>]* selected)[^>]* value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else ""
    return found


def send(client: FlaskClient, address: str, **changes: str):
    """Open a form, change some fields, send it."""
    asked = client.get(address)
    assert asked.status_code == 200, asked.text
    return client.post(address, data=fields(asked.text) | changes)


def unbroken(town: Town) -> None:
    with reading(town.engine) as connection:
        assert verify_chain(connection, SLUG) is None


def test_a_new_title_is_stored_with_its_reason_and_the_old_one_stays_in_the_history(people_town: Town) -> None:
    answer = send(
        people_town.client("koordination"), f"{HOME}/eintrag/massnahme/1.2", titel="", title="Akte", grund="Kürzer"
    )
    assert answer.status_code == 400  # a field that the form does not have
    answer = send(
        people_town.client("koordination"), f"{HOME}/eintrag/massnahme/1.2", title="Akte überall", grund="Kürzer"
    )
    assert answer.status_code == 303, answer.text
    assert row(people_town, "measure", code="1.2").values["title"] == "Akte überall"
    assert "Akte überall" in people_town.client("koordination").get(f"/{SLUG}/massnahmen/1.2").text
    with reading(people_town.engine) as connection:
        versions = measure_history(connection, SLUG, "1.2", audience="internal")
    titles = [version.row["title"] for version in versions if version.table == "measure"]
    assert titles[-2:] == ["Elektronische Akte in allen Ämtern", "Akte überall"]
    unbroken(people_town)


def test_saving_a_form_as_it_was_opened_changes_nothing_but_who_said_it_last(people_town: Town) -> None:
    before = row(people_town, "measure", code="1.2").values
    assert send(people_town.client("koordination"), f"{HOME}/eintrag/massnahme/1.2", grund="Geprüft").status_code == 303
    after = row(people_town, "measure", code="1.2").values
    assert {name: value for name, value in after.items() if name not in ("source", "section")} == {
        name: value for name, value in before.items() if name not in ("source", "section")
    }


def test_what_cannot_be_read_keeps_every_typed_text_and_names_the_field(people_town: Town) -> None:
    changes = {"title": "Neu", "corridor_to": "irgendwann", "grund": "Weil"}
    answer = send(people_town.client("koordination"), f"{HOME}/eintrag/massnahme/1.2", **changes)
    assert answer.status_code == 422
    assert 'id="corridor_to-error"' in answer.text
    for text in changes.values():
        assert f'value="{text}"' in answer.text
    assert row(people_town, "measure", code="1.2").values["title"] != "Neu"


def test_of_two_who_edit_the_same_row_the_second_is_told_and_loses_no_text(people_town: Town) -> None:
    first, second = people_town.client("koordination"), people_town.client("koordination")
    opened = fields(second.get(f"{HOME}/eintrag/massnahme/1.2").text)
    assert send(first, f"{HOME}/eintrag/massnahme/1.2", title="Die erste", grund="a").status_code == 303
    late = second.post(f"{HOME}/eintrag/massnahme/1.2", data=opened | {"title": "Die zweite", "grund": "b"})
    assert late.status_code == 422
    assert "Die zweite" in late.text
    assert row(people_town, "measure", code="1.2").values["title"] == "Die erste"
    again = second.post(f"{HOME}/eintrag/massnahme/1.2", data=fields(late.text))
    assert again.status_code == 303
    assert row(people_town, "measure", code="1.2").values["title"] == "Die zweite"


@pytest.mark.parametrize("name", ["patin", "leitung", "mitglied", "finanzen", "admin", "rat"])
def test_only_coordination_edits(people_town: Town, name: str) -> None:
    client = people_town.client(name)
    with reading(people_town.engine) as connection:
        before = head(connection, SLUG)
    for address in (HOME, f"{HOME}/eintrag/massnahme/1.2", f"{HOME}/plan", f"{HOME}/neu/massnahme"):
        assert client.get(address).status_code == 403
        assert client.post(address, data={"title": "x", "grund": "y"}).status_code in (403, 405)
    with reading(people_town.engine) as connection:
        assert head(connection, SLUG) == before


def test_a_new_measure_with_milestone_indicator_target_and_sponsor(people_town: Town) -> None:
    client = people_town.client("koordination")
    measure = {"code": "1.9", "title": "Bürgerkarte", "field": "1", "grund": "Neu beschlossen"}
    assert send(client, f"{HOME}/neu/massnahme", **measure).headers["Location"].endswith("/massnahme/1.9?fertig=1")
    milestone = {"code": "1.9-1", "title": "Karte ausgegeben", "weight": "2", "grund": "Plan"}
    assert send(client, f"{HOME}/neu/meilenstein?fuer=1.9", **milestone).status_code == 303
    indicator = {"code": "K99", "title": "Karten", "role": "control", "level": "output", "unit": "Karten", "direction": "up",
                 "periodicity": "year", "lag_days": "30", "decimals": "0", "grund": "Messbar"}  # fmt: skip
    assert send(client, f"{HOME}/neu/indikator?fuer=1.9", **indicator).status_code == 303
    target = {
        "baseline_year": "2025",
        "baseline_value": "0",
        "target_year": "2028",
        "target_value": "1.500",
        "grund": "Ziel",
    }
    assert send(client, f"{HOME}/neu/zielpfad?fuer=K99", **target).status_code == 303
    sponsor = {
        "code": "P-1.9",
        "role": "sponsor",
        "title": "Patenrolle Bürgerkarte",
        "starts": "01.02.2026",
        "grund": "Benannt",
    }
    assert send(client, f"{HOME}/neu/patenschaft?fuer=1.9", **sponsor).status_code == 303
    assert (
        send(client, f"{HOME}/massnahme/1.9/schritt/proposed", ab="31.12.2025", grund="Vorgeschlagen").status_code
        == 303
    )
    assert row(people_town, "target", indicator="K99").values["target_value"] == 1500
    page = client.get(f"{HOME}/massnahme/1.9").text
    for words in ("Bürgerkarte", "Karte ausgegeben", "Zielpfad 1", "Patenrolle Bürgerkarte", "vorgeschlagen"):
        assert words in page
    unbroken(people_town)


def test_a_code_is_never_given_twice(people_town: Town) -> None:
    answer = send(people_town.client("koordination"), f"{HOME}/neu/massnahme", code="1.2", title="x", grund="y")
    assert answer.status_code == 422
    assert "1.2" in answer.text


def test_a_measure_is_paused_and_goes_on_where_it_was(people_town: Town) -> None:
    client = people_town.client("koordination")
    before = statuses(people_town, "1.2")
    step = f"{HOME}/massnahme/1.2/schritt"
    assert client.get(f"{step}/proposed").status_code == 404
    assert send(client, f"{step}/paused", ab="05.01.2026", grund="Personal fehlt").status_code == 303
    assert send(client, f"{step}/running", ab="10.01.2026", grund="Personal da").status_code == 303
    assert statuses(people_town, "1.2") == [*before, "paused", "running"]
    assert (
        send(client, f"{step}/stopped", ab="12.01.2026", grund="Kein Geld").status_code == 422
    )  # without a resolution


def test_a_merged_measure_leaves_links_and_money_and_becomes_read_only(people_town: Town) -> None:
    client = people_town.client("koordination")
    paper = structure.rows_of(people_town.engine, SLUG, "paper")[0].values["code"]

    def money(measure: str, version: str) -> int:
        lines = (one.values for one in structure.rows_of(people_town.engine, SLUG, "plan_line"))
        return sum(
            one["amount"]
            for one in lines
            if (one["object"], one["plan_version"], one["side"]) == (measure, version, "cost")
        )

    versions = sorted(
        structure.rows_of(people_town.engine, SLUG, "plan_version"), key=lambda one: one.values["valid_from"]
    )
    old = versions[-1].values["code"]
    together = money("1.2", old) + money(HEIR, old)
    changes = {"ab": "10.01.2026", "grund": "Doppelt", "beschluss": paper, "ziel": HEIR}
    assert send(client, f"{HOME}/massnahme/1.2/schritt/merged", **changes).status_code == 303
    [new] = {one.values["code"] for one in structure.rows_of(people_town.engine, SLUG, "plan_version")} - {
        one.values["code"] for one in versions
    }
    assert money("1.2", new) == 0
    assert money(HEIR, new) == together > 0
    assert money("1.2", old) > 0
    links = [one.values for one in structure.rows_of(people_town.engine, SLUG, "link")]
    left, taken = ({(x["relation"], x["object"]) for x in links if x["subject"] == code} for code in ("1.2", HEIR))
    assert {pair for pair in left if pair[0] != "follows"} <= taken
    refused = send(client, f"{HOME}/eintrag/massnahme/1.2", title="Noch da", grund="y")
    assert refused.status_code == 422
    circle = client.post(
        f"{HOME}/massnahme/{HEIR}/schritt/merged", data=changes | {"ziel": "1.2", "fassung": "0", "ab": "12.01.2026"}
    )
    assert circle.status_code == 422
    unbroken(people_town)


def test_a_part_split_off_follows_the_measure_and_takes_its_milestones(people_town: Town) -> None:
    client = people_town.client("koordination")
    own = [
        one.values["code"]
        for one in structure.rows_of(people_town.engine, SLUG, "milestone")
        if one.values["object"] == "1.2"
    ]
    address = f"{HOME}/massnahme/1.2/teilen"
    form = fields(client.get(address).text) | {
        "code": "1.2b", "titel": "Akte der Schulen", "ab": "10.01.2026", "grund": "Zu groß", "meilensteine": own[-1],
    }  # fmt: skip
    assert client.post(address, data=form).status_code == 303
    assert row(people_town, "milestone", code=own[-1]).values["object"] == "1.2b"
    assert (
        row(people_town, "measure", code="1.2b").values["field"]
        == row(people_town, "measure", code="1.2").values["field"]
    )
    assert row(people_town, "link", subject="1.2b", relation="follows").values["object"] == "1.2"
    assert statuses(people_town, "1.2b") == [statuses(people_town, "1.2")[-1]]
    unbroken(people_town)


def test_a_baseline_moves_only_by_a_new_plan_version_and_both_are_seen(people_town: Town) -> None:
    client = people_town.client("koordination")
    before = [one.values for one in structure.rows_of(people_town.engine, SLUG, "baseline")]
    milestone = next(
        one.values["code"]
        for one in structure.rows_of(people_town.engine, SLUG, "milestone")
        if one.values["object"] == "1.2" and not one.values["actual_date"]
    )
    answer = send(client, f"{HOME}/plan", **{f"neu-{milestone}": "30.09.2027"}, ab="01.01.2026", grund="Neuer Zeitplan")
    assert answer.status_code == 303, answer.text
    after = [one.values for one in structure.rows_of(people_town.engine, SLUG, "baseline")]
    assert all(one in after for one in before)
    days = {one["date"] for one in after if one["milestone"] == milestone}
    assert dt.date(2027, 9, 30) in days
    assert len(days) >= 2
    assert "→ 30.09.2027" in client.get(f"{HOME}/massnahme/1.2").text
    unbroken(people_town)


def test_a_plan_that_moves_nothing_or_a_bad_day_is_told(people_town: Town) -> None:
    client = people_town.client("koordination")
    assert send(client, f"{HOME}/plan", ab="01.01.2026", grund="x").status_code == 422
    assert send(client, f"{HOME}/plan", ab="gestern", grund="x").status_code == 422
