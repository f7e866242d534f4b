"""Milestones, status reports and counts at the desk, in a browser without scripts."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from dashboard.operations import entries
from dashboard.operations.deed import deed
from tests.working.desk.browser import HOME, Desk, address, fields, give, plain
from tests.working.people import OPERATOR, SLUG, TODAY, Town

SENSORS = "milestone:2.1-M4"
STATIONS = "milestone:2.2-M4"


@pytest.fixture
def desk(people_town: Town) -> Desk:
    give(people_town, "patin", "2.1")
    return Desk.of(people_town, "patin").open(SENSORS)


def stored(town: Town, code: str) -> dict:
    return dict(entries.entries(town.engine, SLUG)[code].values)


def test_an_open_milestone_that_nobody_asks_about_can_be_reported(desk: Desk) -> None:
    desk.page = desk.client.get(HOME + "/anderes")
    assert "120 Sensoren eingebaut" in desk.words
    assert address(SENSORS) in desk.page.text


def test_the_question_says_what_was_planned_what_is_expected_and_how_late_it_is(desk: Desk) -> None:
    assert "Ist „120 Sensoren eingebaut“ erreicht?" in desk.words
    for words in ("Geplant: 30.09.2025", "Zuletzt erwartet: 17.04.2026", "92 Tage überfällig"):
        assert words in desk.words


def test_reached_needs_its_day(desk: Desk, people_town: Town) -> None:
    desk.submit(ausgang="reached", erreicht_am="")
    assert "Bitte geben Sie einen Tag an, etwa 15.01.2026." in desk.words
    desk.submit(ausgang="reached", erreicht_am="12.01.2026", nachweis="Abnahmeprotokoll")
    said = stored(people_town, SENSORS)
    assert (said["outcome"], said["day"], said["evidence"]) == ("reached", dt.date(2026, 1, 12), "Abnahmeprotokoll")


def test_a_day_to_come_is_not_reached_and_a_day_that_passed_is_no_forecast(desk: Desk, people_town: Town) -> None:
    desk.submit(ausgang="reached", erreicht_am="01.03.2026")
    assert "Ist er erst erwartet, wählen Sie „Noch nicht“." in desk.words
    desk.submit(ausgang="not_yet", neuer_termin="14.01.2026", grund="Lieferung verspätet")
    assert "Ist der Meilenstein erreicht, wählen Sie „Ja, erreicht“." in desk.words
    assert fields(desk.page.text)["grund"] == "Lieferung verspätet"
    assert SENSORS not in entries.entries(people_town.engine, SLUG)


def test_what_slips_is_shown_before_anything_is_sent(desk: Desk, people_town: Town) -> None:
    desk.submit(ausgang="not_yet", neuer_termin="30.06.2026", grund="Lieferung verspätet")
    assert desk.status == 422
    assert "Was sich dadurch mit verschiebt" in desk.words
    assert "400 Sensoren in Betrieb 31.03.2026 30.11.2026" in desk.words
    assert fields(desk.page.text)["folge_2.1-M5"] == "12.02.2027"  # 74 days after 30.11.2026
    assert SENSORS not in entries.entries(people_town.engine, SLUG)
    desk.submit(**{"folge_2.1-M6": "30.09.2027"})
    said = stored(people_town, SENSORS)
    assert (said["outcome"], said["day"], said["reason"]) == ("not_yet", dt.date(2026, 6, 30), "Lieferung verspätet")
    assert json.loads(said["followers"]) == {"2.1-M5": "2027-02-12", "2.1-M6": "2027-09-30"}


def test_another_day_is_asked_about_anew_with_what_slips_by_it(desk: Desk) -> None:
    desk.submit(ausgang="not_yet", neuer_termin="30.06.2026", grund="Lieferung verspätet")
    desk.submit(neuer_termin="31.07.2026")
    assert desk.status == 422
    assert fields(desk.page.text)["folge_2.1-M5"] == "15.03.2027"


def test_a_follower_needs_a_day_that_can_be_read(desk: Desk, people_town: Town) -> None:
    desk.submit(ausgang="not_yet", neuer_termin="30.06.2026", grund="Lieferung verspätet").submit(
        **{"folge_2.1-M5": "bald"}
    )
    assert desk.status == 422
    assert "Bitte geben Sie einen Tag ab heute an." in desk.words
    assert SENSORS not in entries.entries(people_town.engine, SLUG)


def test_a_milestone_of_another_measure_is_shown_and_not_changed(people_town: Town) -> None:
    give(people_town, "pate", "2.2")  # the sponsor of 2.2 alone; 2.3-M4 follows and is somebody else's
    desk = Desk.of(people_town, "pate").open(STATIONS)
    desk.submit(ausgang="not_yet", neuer_termin="30.06.2026", grund="Lieferung verspätet")
    assert "Anzeigen an 35 Haltestellen in Betrieb" in desk.words
    assert "folge_2.3-M4" not in fields(desk.page.text)
    desk.submit(**{"folge_2.3-M4": "31.12.2029"})
    assert "2.3-M4" not in json.loads(stored(people_town, STATIONS)["followers"])


def test_dropping_a_milestone_needs_a_reason(desk: Desk, people_town: Town) -> None:
    desk.submit(ausgang="dropped")
    assert "Bitte sagen Sie in einem Satz, woran es liegt." in desk.words
    desk.submit(weil="Der Platz wird umgebaut")
    said = stored(people_town, SENSORS)
    assert (said["outcome"], said["day"], said["reason"]) == (
        "dropped",
        dt.date(2026, 1, 15),
        "Der Platz wird umgebaut",
    )


def test_something_must_be_chosen(desk: Desk) -> None:
    assert "Bitte wählen Sie, was daraus geworden ist." in desk.submit().words


def test_a_duty_towards_the_funder_needs_evidence(people_town: Town) -> None:
    give(people_town, "patin", "4.4")
    desk = Desk.of(people_town, "patin").open("milestone:4.4-M3").submit(ausgang="reached", erreicht_am="12.01.2026")
    assert "Der Fördergeber verlangt einen Nachweis" in desk.words
    assert desk.submit(nachweis="Bericht vom 12.01.2026").status == 200


def test_the_echo_shows_the_weekday_and_what_slips(desk: Desk) -> None:
    asked = {"ausgang": "not_yet", "neuer_termin": "30.06.2026"}
    heard = desk.client.get(address(SENSORS) + "/verstanden", query_string=asked).json["html"]
    assert "Dienstag, 30. Juni 2026" in plain(heard)
    assert 'name="folge_2.1-M5"' in heard
    assert 'name="folgen_zu"' in heard
    assert 'value="2026-06-30"' in heard


def test_what_was_reported_about_a_milestone_is_in_the_form_again(desk: Desk) -> None:
    desk.submit(ausgang="not_yet", neuer_termin="30.06.2026", grund="Lieferung verspätet").submit(
        **{"folge_2.1-M6": "30.09.2027"}
    )
    held = fields(desk.open(SENSORS).page.text)
    assert (held["ausgang"], held["neuer_termin"], held["grund"]) == ("not_yet", "30.06.2026", "Lieferung verspätet")
    assert held["folge_2.1-M6"] == "30.09.2027"


def test_a_report_says_how_a_measure_stands_and_what_it_will_cost(people_town: Town) -> None:
    give(people_town, "patin", "1.5")
    code = "report:1.5:2025-Q4"
    desk = Desk.of(people_town, "patin").open(code)
    assert "Wie steht es um „Personalentwicklung Digitalisierung“?" in desk.words
    assert "Bitte schreiben Sie ein, zwei Sätze." in desk.submit(text="", kosten="0,7 Mio. €").words
    assert fields(desk.page.text)["kosten"] == "0,7 Mio. €"
    assert "„1.23“ ist nicht eindeutig" in desk.submit(text="Läuft.", kosten="1.23").words
    assert "ist kein Betrag" in desk.submit(kosten="viel").words
    assert "Kosten sind nicht negativ" in desk.submit(kosten="-5").words
    desk.submit(text="Zwei Schulungen sind gelaufen.\r\nDie dritte folgt.", kosten="0,7 Mio. €")
    said = stored(people_town, code)
    assert said["text"] == "Zwei Schulungen sind gelaufen.\nDie dritte folgt."
    assert (said["cost_forecast"], said["cost_forecast_words"]) == (70_000_000, "0,7 Mio. €")


def test_a_report_has_an_end(people_town: Town) -> None:
    give(people_town, "patin", "1.5")
    desk = Desk.of(people_town, "patin").open("report:1.5:2025-Q4").submit(text="x" * 2001)
    assert desk.status == 422
    assert "Bitte höchstens 2.000 Zeichen." in desk.words or "Bitte höchstens 2000 Zeichen." in desk.words


def test_a_count_is_a_whole_number_and_has_no_reasons(people_town: Town) -> None:
    code = "count:downloads:2025-Q4"
    desk = Desk.of(people_town, "koordination").open(code)
    assert "Wie oft wurden im 4. Quartal 2025 Dokumente der Strategie heruntergeladen?" in desk.words
    assert "Kein Wert" not in desk.words
    for typed in ("-", "1,5", "-3"):
        assert "Gezählt wird in ganzen Zahlen" in desk.submit(wert=typed).words
    desk.submit(wert="150")
    if desk.status == 422:
        desk.submit(begruendung="Nach der Stadtwerkstatt")
    said = stored(people_town, code)
    assert (said["value"], said["state"], said["quality"]) == (Decimal(150), "submitted", None)


REPORT, FIRST_REPORT = "report:4.3:2025-Q4", "report:1.5:2025-Q4"
ONCE_MORE = 'value="unveraendert"'


def test_where_nothing_has_changed_the_last_report_is_submitted_again_by_one_press(people_town: Town) -> None:
    give(people_town, "patin", "4.3")
    last = people_town.view().assessment.state.status_reports_of["4.3"][-1]
    Desk.of(people_town, "patin").open(REPORT).press("unveraendert", text="angefangen")
    said = stored(people_town, REPORT)
    assert (said["state"], said["text"], said["unchanged"]) == ("submitted", last.text, True)
    assert said["cost_forecast_words"] == (last.cost_forecast.words if last.cost_forecast else None)
    assert "geprüft, unverändert" in plain(people_town.client("koordination").get(f"/{SLUG}/freigaben").text)


def test_the_cost_that_the_last_report_expected_goes_along(people_town: Town) -> None:
    give(people_town, "patin", "4.3")
    desk = Desk.of(people_town, "patin").open("report:4.3:2025-Q3").submit(text="Läuft.", kosten="0,7 Mio. €")
    entry = entries.entries(people_town.engine, SLUG)["report:4.3:2025-Q3"]
    entries.approve(people_town.engine, OPERATOR, SLUG, entry.code, entry.version, TODAY)
    desk.open(REPORT).press("unveraendert")
    said = stored(people_town, REPORT)
    assert (said["text"], said["cost_forecast"], said["cost_forecast_words"]) == ("Läuft.", 70_000_000, "0,7 Mio. €")


def test_a_report_submitted_again_waits_for_approval_and_stands_in_the_new_quarter(people_town: Town) -> None:
    give(people_town, "patin", "4.3")
    before = people_town.view().assessment.state.status_reports_of["4.3"]
    Desk.of(people_town, "patin").open(REPORT).press("unveraendert")
    assert people_town.view().assessment.state.status_reports_of["4.3"] == before
    version = entries.entries(people_town.engine, SLUG)[REPORT].version
    entries.approve(people_town.engine, people_town.actor("koordination"), SLUG, REPORT, version, TODAY)
    after = people_town.view().assessment.state.status_reports_of["4.3"]
    assert len(after) == len(before) + 1
    assert (after[-1].report_date, after[-1].text) == (dt.date(2025, 12, 31), before[-1].text)


def test_without_an_earlier_report_there_is_nothing_to_leave_unchanged(people_town: Town) -> None:
    give(people_town, "patin", "1.5")
    desk = Desk.of(people_town, "patin").open(FIRST_REPORT)
    assert ONCE_MORE not in desk.page.text
    desk.press("unveraendert")
    assert desk.status == 422
    assert "Es gibt keinen früheren Bericht." in desk.words
    assert FIRST_REPORT not in entries.entries(people_town.engine, SLUG)


def test_a_report_that_is_not_public_is_not_made_so_by_one_press(people_town: Town) -> None:
    give(people_town, "patin", "4.3")
    last = people_town.view().assessment.state.status_reports_of["4.3"][-1]
    with deed(people_town.engine, OPERATOR, SLUG) as doing:
        held = doing.held("status_report", "4.3", last.report_date)
        assert held
        doing.replace("status_report", held, published=False)
    assert ONCE_MORE not in Desk.of(people_town, "patin").open(REPORT).page.text
