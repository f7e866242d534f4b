"""Who changed what, as those inside read it."""

from __future__ import annotations

import html
import re
import sqlite3
from contextlib import closing

import pytest

from dashboard.operations import accounts, entries, periods
from dashboard.storage.accounts import change
from dashboard.storage.engine import writing
from tests.working.entering import enter, question
from tests.working.people import OPERATOR, SLUG, TODAY, Town, mail

PAGE = f"/{SLUG}/verlauf"


def text(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))).replace("\u00a0", " ")


def table(page: str) -> str:
    """The rows alone: the filters name roles too."""
    return text(page[page.index("<table") : page.index("</table>")]) if "<table" in page else ""


def approve(town: Town) -> str:
    """A value that was entered and approved; returns the code of its entry."""
    entry = enter(town, "patin", question(town))
    entries.approve(town.engine, town.actor("leitung"), SLUG, entry.code, entry.version, TODAY)
    return entry.code


def test_a_row_tells_what_changed_in_which_role_by_whom_and_why(people_town: Town) -> None:
    approve(people_town)
    shown = people_town.client("koordination").get(PAGE).text
    rows = table(shown)
    assert "AG-Leitung (Leitung)" in rows
    assert "Patin/Pate (Patin)" in rows
    assert "Gemessen." in rows
    assert re.search(r"<del>eingereicht</del>.*?<ins>freigegeben</ins>", shown, re.S)
    assert "bisher eingereicht" in rows


def test_the_foot_says_that_the_chain_is_whole(people_town: Town) -> None:
    assert re.search(r"Kette lückenlos · \d+ Änderungen", text(people_town.client("patin").get(PAGE).text))


def test_the_foot_names_the_first_row_that_does_not_fit(people_town: Town) -> None:
    name = people_town.engine.url.database
    assert name
    with closing(sqlite3.connect(name)) as connection, connection:
        connection.execute("DROP TRIGGER keep_goal_update")
        connection.execute("UPDATE goal SET title = 'Anders' WHERE id = (SELECT min(id) FROM goal)")
    shown = text(people_town.client("koordination").get(PAGE).text)
    assert "Die Kette ist bei Änderung" in shown
    assert "goal" in shown


def test_words_are_found_with_umlauts_as_one_types_them(people_town: Town) -> None:
    enter(people_town, "patin", question(people_town), missing_reason="other", note="Zähler gestört")
    client = people_town.client("koordination")
    for words in ("zaehler", "Zähler GESTÖRT", "gestort"):
        assert "Zähler gestört" in table(client.get(PAGE, query_string={"suche": words}).text), words
    assert "Nichts passt." in text(client.get(PAGE, query_string={"suche": "zaehler unauffindbar"}).text)


def test_the_role_and_the_time_stand_in_the_address(people_town: Town) -> None:
    approve(people_town)
    client = people_town.client("koordination")
    rows = table(client.get(PAGE, query_string={"rolle": "sponsor"}).text)
    assert "Patin/Pate (Patin)" in rows
    assert "AG-Leitung" not in rows
    assert "AG-Leitung" in table(client.get(PAGE, query_string={"zeitraum": "7"}).text)
    for forged in ({"vor": "x" * 40}, {"zeitraum": "-1"}, {"rolle": "'"}, {"vor": "9" * 18}):
        assert client.get(PAGE, query_string=forged).status_code == 200, forged


def test_older_changes_are_on_the_next_page_and_none_twice(people_town: Town) -> None:
    for _round in range(30):
        periods.close(people_town.engine, people_town.actor("koordination"), SLUG, "2025-Q4", f"Grund {_round}")
        [found] = periods.closed_periods(people_town.engine, SLUG)
        periods.open_again(
            people_town.engine, people_town.actor("koordination"), SLUG, "2025-Q4", found.version, f"Weg {_round}"
        )
    client = people_town.client("koordination")
    first = client.get(PAGE, query_string={"rolle": "coordination"}).text
    [older] = [link for link in re.findall(r'href="([^"]*)"', first) if "vor=" in link]
    second = client.get(html.unescape(older)).text
    told = [re.findall(r"(?:Grund|Weg) \d+", table(page)) for page in (first, second)]
    assert len(told[0]) >= 50
    assert {f"Grund {n}" for n in range(30)} <= set(told[0]) | set(told[1])
    assert "rolle=coordination" in older


def test_a_sponsor_reads_entries_of_the_own_measure_only(people_town: Town) -> None:
    enter(people_town, "patin", question(people_town), missing_reason="other", note="Geheimnis der Patin")
    assert "Geheimnis der Patin" in text(people_town.client("patin").get(PAGE).text)
    assert "Geheimnis der Patin" in text(people_town.client("mitglied").get(PAGE).text)
    for name in ("pate", "finanzen", "admin"):
        client = people_town.client(name)
        for address in (PAGE, f"{PAGE}/2.3", f"{PAGE}?suche=Geheimnis"):
            assert "Geheimnis der Patin" not in text(client.get(address).text), (name, address)


def test_the_council_and_the_public_do_not_get_in(people_town: Town) -> None:
    assert people_town.client("rat").get(PAGE).status_code == 403
    assert people_town.client("rat").get(f"{PAGE}/2.3").status_code == 403
    assert people_town.client().get(PAGE).status_code == 303


def test_the_changes_of_one_measure_are_its_own(people_town: Town) -> None:
    approve(people_town)
    client = people_town.client("koordination")
    rows = table(client.get(f"{PAGE}/2.3").text)
    assert "AG-Leitung (Leitung)" in rows
    assert "Import" in rows
    assert "AG-Leitung (Leitung)" not in table(client.get(f"{PAGE}/1.3").text)
    assert client.get(f"{PAGE}/nichts").status_code == 404


def test_the_page_of_a_measure_leads_those_inside_to_its_changes(people_town: Town) -> None:
    address = f"/{SLUG}/massnahmen/2.3"
    assert f"/{SLUG}/verlauf/2.3" in people_town.client("koordination").get(address).text
    assert f"/{SLUG}/verlauf/2.3" not in people_town.client().get(address).text


def test_a_name_that_was_dropped_is_a_former_account(people_town: Town) -> None:
    approve(people_town)
    account = accounts.account_of(people_town.engine, mail("patin"))
    accounts.close_account(people_town.engine, OPERATOR, account)
    with writing(people_town.engine) as connection:
        change(connection, account.id, name=None, email=None, password=None)
    shown = text(people_town.client("koordination").get(PAGE).text)
    assert "Patin/Pate (früheres Konto)" in shown
    assert "Patin/Pate (Patin)" not in shown
    assert "Kette lückenlos" in shown


def test_no_name_reaches_a_public_page(people_town: Town) -> None:
    approve(people_town)
    people_town.engine.dispose()
    for address in (f"/{SLUG}/massnahmen/2.3", f"/api/v1/strategies/{SLUG}/measures/2.3"):
        assert mail("patin") not in people_town.client().get(address).text
        assert mail("leitung") not in people_town.client().get(address).text


@pytest.mark.parametrize(
    "way", ["indikator/K20", "meilenstein/2.3-M4", "patenschaft/P-2.3", "zielpfad/K20/1", "gremium/stadtwerke"]
)
def test_the_form_of_a_row_leads_to_the_changes_of_that_row_alone(people_town: Town, way: str) -> None:
    client = people_town.client("koordination")
    form = client.get(f"/{SLUG}/bearbeiten/eintrag/{way}")
    assert f'href="/{SLUG}/verlauf/{way}"' in form.text
    told = client.get(f"/{SLUG}/verlauf/{way}")
    assert told.status_code == 200, told.text
    assert f'href="/{SLUG}/bearbeiten/eintrag/{way}"' in told.text
    assert "new" not in table(told.text)
    assert "neu" in table(told.text)


def test_the_changes_of_an_indicator_hold_its_values_and_nobody_elses(people_town: Town) -> None:
    told = people_town.client("koordination").get(f"/{SLUG}/verlauf/indikator/K20").text
    assert "Pünktliche Abfahrten" in told
    assert "Indikatorwerte" in told
    assert "Öffentliche Ladepunkte" not in told


def test_who_may_not_edit_reads_the_changes_of_a_row_without_a_way_to_its_form(people_town: Town) -> None:
    told = people_town.client("leitung").get(f"/{SLUG}/verlauf/indikator/K20")
    assert told.status_code == 200
    assert "bearbeiten" not in told.text


@pytest.mark.parametrize("way", ["indikator/K999", "nichts/K20", "indikator/K20/1", "zielpfad/K20"])
def test_the_changes_of_what_is_not_there_are_no_page(people_town: Town, way: str) -> None:
    assert people_town.client("koordination").get(f"/{SLUG}/verlauf/{way}").status_code == 404


def test_nobody_else_reads_the_changes_of_a_row(people_town: Town) -> None:
    assert people_town.client("rat").get(f"/{SLUG}/verlauf/indikator/K20").status_code == 403
    assert "Indikatorwerte" not in people_town.client().get(f"/{SLUG}/verlauf/indikator/K20").text
