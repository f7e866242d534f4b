"""Values at the desk, in a browser without scripts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.operations import entries
from tests.working.desk.browser import CHARGING, HOME, PUNCTUALITY, Desk, address, fields, give, plain
from tests.working.people import SLUG, Town


@pytest.fixture
def desk(people_town: Town) -> Desk:
    """The sponsor of two measures, at the most urgent question."""
    give(people_town, "patin", "2.2")
    return Desk.of(people_town, "patin")


def stored(town: Town, code: str) -> dict:
    return dict(entries.entries(town.engine, SLUG)[code].values)


def test_the_desk_opens_with_the_most_urgent_question_and_lists_the_rest(desk: Desk) -> None:
    assert desk.at == address(CHARGING)
    assert "Frage 1 von 2" in desk.words
    assert "Wie viele Ladepunkte waren es am 31.12.2025?" in desk.words
    assert "Pünktliche Abfahrten im Stadtbus" in desk.words
    assert "noch 2 von 2" in desk.words


def test_a_question_shows_the_last_value_a_year_ago_and_the_target_of_the_day(desk: Desk) -> None:
    words = desk.open(PUNCTUALITY).words
    assert "Letzter Wert 91,3 % November 2025, gemessen" in words
    assert "Vor einem Jahr 89,8 % Dezember 2024" in words
    assert "Ziel für den 31.12.2025 90,0 % mindestens" in words


def test_no_technical_name_stands_on_the_page(desk: Desk) -> None:
    for code in (CHARGING, PUNCTUALITY):
        words = desk.open(code).words
        for name in ("K8", "K20", "indicator", "missing_reason", "entry", "None"):
            assert name not in words


def test_a_value_is_submitted_and_the_next_question_opens_by_itself(desk: Desk, people_town: Town) -> None:
    desk.submit(wert="24 Ladepunkte")
    assert desk.at == address(PUNCTUALITY)
    said = stored(people_town, CHARGING)
    assert (said["state"], said["value"], said["typed"]) == ("submitted", Decimal(24), "24 Ladepunkte")
    assert "noch 1 von 2" in desk.words


def test_what_was_typed_in_german_is_stored_as_it_was_meant(people_town: Town) -> None:
    for typed, meant in (("91,0", "91"), ("91,0 %", "91"), ("91 Prozent", "91"), ("rund 91", "91")):
        desk = Desk.of(people_town, "patin").open(PUNCTUALITY).submit(wert=typed)
        assert desk.status == 200, desk.words
        assert stored(people_town, PUNCTUALITY)["value"] == Decimal(meant)
        assert stored(people_town, PUNCTUALITY)["typed"] == typed


def test_an_ambiguous_number_is_asked_about_and_each_reading_has_a_button(desk: Desk, people_town: Town) -> None:
    desk.open(PUNCTUALITY).submit(wert="91.3")
    assert desk.status == 422
    assert "„91.3“ ist nicht eindeutig. Meinen Sie 91,3 oder 913?" in desk.words
    assert fields(desk.page.text)["wert"] == "91.3"
    assert PUNCTUALITY not in entries.entries(people_town.engine, SLUG)
    desk.press("", gemeint="91,3")
    assert stored(people_town, PUNCTUALITY)["value"] == Decimal("91.3")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12 €", "Hier wird eine Angabe in Prozent erwartet, Sie haben Euro geschrieben."),
        ("viele", "„viele“ ist keine Zahl, die wir verstehen."),
        ("", "Bitte geben Sie einen Wert ein."),
        ("9" * 40, "Diese Zahl ist zu lang."),
    ],
)
def test_what_is_not_understood_is_told_under_the_field_and_stays_in_it(desk: Desk, typed: str, told: str) -> None:
    desk.open(PUNCTUALITY).submit(wert=typed, notiz="bleibt stehen")
    assert desk.status == 422
    assert told in desk.words
    assert 'aria-invalid="true"' in desk.page.text
    assert 'id="wert-error"' in desk.page.text
    assert fields(desk.page.text)["wert"] == typed
    assert fields(desk.page.text)["notiz"] == "bleibt stehen"


def test_a_jump_is_asked_about_before_anything_is_sent(desk: Desk, people_town: Town) -> None:
    desk.open(PUNCTUALITY).submit(wert="71,2", notiz="Streik")
    assert desk.status == 422
    assert (
        "Stimmt 71,2 %? Das sind 20,1 Prozentpunkte weniger als zuletzt, rund 67-mal so viel wie üblich." in desk.words
    )
    assert PUNCTUALITY not in entries.entries(people_town.engine, SLUG)
    desk.submit(begruendung="")
    assert "Bitte sagen Sie in einem Satz, woran es liegt." in desk.words
    desk.submit(begruendung="Streik in der zweiten Woche")
    said = stored(people_town, PUNCTUALITY)
    assert (said["value"], said["reason"], said["note"]) == (Decimal("71.2"), "Streik in der zweiten Woche", "Streik")


def test_who_changes_an_odd_value_needs_no_reason(desk: Desk, people_town: Town) -> None:
    desk.open(PUNCTUALITY).submit(wert="713").submit(wert="91,3", begruendung="")
    assert desk.status == 200
    assert stored(people_town, PUNCTUALITY)["reason"] is None


def test_more_than_a_hundred_percent_is_asked_about(desk: Desk) -> None:
    assert "Das sind mehr als 100 Prozent." in desk.open(PUNCTUALITY).submit(wert="104").words


def test_checked_and_unchanged_is_one_press(desk: Desk, people_town: Town) -> None:
    assert "Geprüft, unverändert: 22" in desk.words
    desk.press("unveraendert")
    assert desk.at == address(PUNCTUALITY)
    said = stored(people_town, CHARGING)
    assert (said["value"], said["unchanged"], said["quality"]) == (Decimal(22), True, "measured")


def test_a_count_of_a_period_is_asked_about_once_before_it_is_the_same(people_town: Town) -> None:
    give(people_town, "patin", "1.4")  # how many services were added in a quarter
    desk = Desk.of(people_town, "patin").open("value:K3:2025-Q4").press("unveraendert")
    assert desk.status == 422
    assert "Wirklich genau derselbe Wert?" in desk.words
    assert "value:K3:2025-Q4" not in entries.entries(people_town.engine, SLUG)
    desk.press("wirklich")
    assert stored(people_town, "value:K3:2025-Q4")["unchanged"] is True


@pytest.mark.parametrize("typed", ["-", "k. A.", "n. b.", "–"])
def test_a_word_for_no_value_opens_the_six_reasons(desk: Desk, typed: str) -> None:
    desk.open(PUNCTUALITY).submit(wert=typed)
    for reason in ("noch nicht erhoben", "in diesem Zeitraum nicht erhoben", "die Quelle liefert nicht",
                   "trifft auf die Maßnahme nicht mehr zu", "darf nicht genannt werden", "anderer Grund"):  # fmt: skip
        assert reason in desk.words


def test_a_reason_without_a_value_is_submitted_and_never_as_0(desk: Desk, people_town: Town) -> None:
    desk.open(PUNCTUALITY).press("kein_wert").press("ohne_wert", grund="no_data_from_source")
    said = stored(people_town, PUNCTUALITY)
    assert (said["value"], said["missing_reason"], said["state"]) == (None, "no_data_from_source", "submitted")


def test_enter_in_a_field_of_the_reasons_submits_the_reason(desk: Desk, people_town: Town) -> None:
    desk.open(PUNCTUALITY).press("kein_wert").submit(grund="other", grund_text="Zähler defekt")
    said = stored(people_town, PUNCTUALITY)
    assert (said["missing_reason"], said["reason"], said["note"]) == ("other", "Zähler defekt", "Zähler defekt")


def test_a_reason_is_complete_before_it_is_taken(desk: Desk, people_town: Town) -> None:
    desk.open(PUNCTUALITY).press("kein_wert").press("ohne_wert")
    assert "Bitte wählen Sie einen Grund." in desk.words
    desk.press("ohne_wert", grund="not_yet", kommt_bis="gestern")
    assert "Bitte geben Sie einen Tag ab heute an, etwa 15.01.2026." in desk.words
    desk.press("ohne_wert", grund="not_yet", kommt_bis="14.01.2026")
    assert desk.status == 422
    desk.press("ohne_wert", grund="other", grund_text="")
    assert "Bitte sagen Sie in einem Satz, woran es liegt." in desk.words
    assert PUNCTUALITY not in entries.entries(people_town.engine, SLUG)
    desk.press("ohne_wert", grund="not_yet", kommt_bis="Ende März 2026")
    assert stored(people_town, PUNCTUALITY)["day"].isoformat() == "2026-03-31"


def test_who_enters_a_value_after_all_finds_what_was_typed(desk: Desk) -> None:
    desk.open(PUNCTUALITY).press("kein_wert", wert="92,4", notiz="noch unsicher").press("mit_wert")
    assert fields(desk.page.text)["wert"] == "92,4"
    assert fields(desk.page.text)["notiz"] == "noch unsicher"


def test_estimate_source_and_note_go_along(desk: Desk, people_town: Town) -> None:
    desk.open(PUNCTUALITY).submit(
        wert="91,5", guete="estimated", quelle="Auswertung Dezember", notiz="vorläufig gezählt"
    )
    said = stored(people_town, PUNCTUALITY)
    assert (said["quality"], said["source"], said["note"]) == ("estimated", "Auswertung Dezember", "vorläufig gezählt")


def test_the_end_says_what_was_reported_and_what_happens_with_it(desk: Desk) -> None:
    desk.press("unveraendert").press("kein_wert").press("ohne_wert", grund="not_collected")
    assert desk.at == HOME
    for words in ("Fertig. Danke.", "22 Ladepunkte", "kein Wert", "in diesem Zeitraum nicht erhoben", "So geht es weiter",
                  "Mehr ist von Ihnen bis zum", "Abmelden", "alle 2 erledigt"):  # fmt: skip
        assert words in desk.words


def test_an_answer_can_be_changed_until_it_is_approved(desk: Desk, people_town: Town) -> None:
    desk.open(PUNCTUALITY).submit(wert="91,5")
    assert fields(desk.open(PUNCTUALITY).page.text)["wert"] == "91,5"
    desk.submit(wert="91,6")
    assert stored(people_town, PUNCTUALITY)["value"] == Decimal("91.6")
    assert len(entries.versions(people_town.engine, SLUG, PUNCTUALITY)) == 2


def test_the_echo_says_what_the_form_will_understand(desk: Desk) -> None:
    def heard(text: str) -> str:
        return plain(desk.client.get(address(PUNCTUALITY) + "/verstanden", query_string={"wert": text}).json["html"])

    assert "Verstanden als 92,4 % . 1,1 Prozentpunkte mehr als zuletzt, 2,4 Prozentpunkte über dem Ziel." in heard(
        "92,4 %"
    )
    assert "Meinen Sie 1,23 oder 123?" in heard("1.23")
    assert "Sie haben Euro geschrieben" in heard("12 €")
    assert "Das ist ungewöhnlich" in heard("71,2")
    assert "wert" not in heard("")
    assert "Verstanden" not in heard("")
    assert heard("<script>")
    assert (
        "<script>"
        not in desk.client.get(address(PUNCTUALITY) + "/verstanden", query_string={"wert": "<script>"}).json["html"]
    )


def test_a_number_in_thousands_is_said_with_its_exactness(people_town: Town) -> None:
    give(people_town, "patin", "5.3")
    desk = Desk.of(people_town, "patin")
    heard = desk.client.get(address("value:K24:2025-Q4") + "/verstanden", query_string={"wert": "4,6 Tsd."})
    assert "Verstanden als 4.600 Abrufe , auf 100 genau." in plain(heard.json["html"])


def test_a_running_total_is_compared_with_its_target_as_a_whole(people_town: Town) -> None:
    give(people_town, "patin", "1.4")
    desk = Desk.of(people_town, "patin").open("value:K3:2025-Q4")
    assert "Wie viele Leistungen kamen im 4. Quartal 2025 hinzu?" in desk.words
    assert "Bisher zusammen" in desk.words
    heard = desk.client.get(address("value:K3:2025-Q4") + "/verstanden", query_string={"wert": "3"}).json["html"]
    assert "Zusammen" in plain(heard)
    assert "als zuletzt" not in plain(heard)


def test_the_value_of_a_year_is_asked_for_and_submitted_like_every_other(people_town: Town) -> None:
    give(people_town, "patin", "4.1")
    code = "value:K14:2025"
    desk = Desk.of(people_town, "patin")
    assert address(code) in desk.page.text
    desk.open(code)
    assert "im Jahr 2025" in desk.words
    desk.submit(wert="4.650", begruendung="Erstmals mit den Schulen")
    said = stored(people_town, code)
    assert (said["state"], said["period"], said["value"]) == ("submitted", "2025", Decimal(4650))
