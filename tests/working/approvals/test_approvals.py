"""Approving, returning and publishing in the browser, as a browser without scripts does it."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from decimal import Decimal

from dashboard.domain.due import Due
from dashboard.domain.rights import Grant
from dashboard.domain.values import Period
from dashboard.operations import accounts, entries, periods
from dashboard.operations.stored_values import stored_values
from dashboard.reader import Reader
from tests.working.entering import enter, key, question, state_of
from tests.working.people import OPERATOR, SLUG, TODAY, Town, mail

PAGE = f"/{SLUG}/freigaben"


def text(page: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))).replace("\u00a0", " ")


def public_values(town: Town, indicator: str) -> set[str]:
    found = Reader(town.engine, today=lambda: TODAY, audience="public").view(SLUG)
    assert found
    return {one.period.text for one in found.assessment.state.values_of.get(indicator, ())}


def test_a_row_shows_who_entered_it_what_held_what_is_new_and_the_note(people_town: Town) -> None:
    asked = question(people_town)
    enter(people_town, "patin", asked)
    shown = text(people_town.client("leitung").get(PAGE).text)
    assert "1 Eintrag wartet auf Sie." in shown
    assert "Patenrolle Maßnahme 2.3 (Patin)" in shown
    assert "77,5 %" in shown
    assert "Quelle: Leitstand" in shown
    assert "Notiz: Gemessen." in shown or "Anmerkung: Gemessen." in shown
    last = [one for one in people_town.view().assessment.state.values_of[asked.subject] if one.value][-1]
    assert last.value
    assert str(last.value.value).replace(".", ",") in shown


def test_one_entry_is_approved_by_its_own_button(people_town: Town) -> None:
    entry = enter(people_town, "patin", question(people_town))
    client = people_town.client("leitung")
    answer = client.post(PAGE, data={"eine": key(entry)})
    assert answer.status_code == 303
    assert state_of(people_town, entry.code) == "approved"
    assert "1 Eintrag wurde freigegeben." in text(client.get(answer.headers["Location"]).text)
    assert "Alles freigegeben." in text(client.get(PAGE).text)


def test_ticked_entries_are_approved_together(people_town: Town) -> None:
    ones = [enter(people_town, "patin", one) for one in _several(people_town)]
    answer = people_town.client("leitung").post(PAGE, data={"weg": "freigeben", "geprueft": [key(one) for one in ones]})
    assert answer.status_code == 303
    assert {state_of(people_town, one.code) for one in ones} == {"approved"}


def _several(town: Town) -> list[Due]:
    """Two questions about values of one measure, for periods that ended before."""
    asked = question(town)
    return [asked, Due("value", asked.subject, asked.due_on, Period.parse("2024-01"), asked.measure, asked.field)]


def test_nothing_ticked_is_explained_and_changes_nothing(people_town: Town) -> None:
    entry = enter(people_town, "patin", question(people_town))
    answer = people_town.client("leitung").post(PAGE, data={"weg": "freigeben"})
    assert answer.status_code == 422
    assert "Noch ist nichts angehakt." in text(answer.text)
    assert state_of(people_town, entry.code) == "submitted"


def test_what_cannot_be_approved_stays_with_its_reason_and_the_others_leave(people_town: Town) -> None:
    first, second = (enter(people_town, "patin", one) for one in _several(people_town))
    stale = key(second)
    entries.take_back(people_town.engine, people_town.actor("patin"), SLUG, second.code, second.version)
    again = enter(people_town, "patin", _several(people_town)[1], value=Decimal("70"), quality="measured")
    answer = people_town.client("leitung").post(PAGE, data={"weg": "freigeben", "geprueft": [key(first), stale]})
    assert answer.status_code == 422
    assert state_of(people_town, first.code) == "approved"
    assert state_of(people_town, again.code) == "submitted"
    shown = text(answer.text)
    assert "1 Eintrag wurde freigegeben." in shown
    assert "1 Eintrag wurde nicht freigegeben" in shown
    assert "in der Zwischenzeit" in shown or "inzwischen" in shown


def test_returning_needs_a_sentence_and_keeps_what_was_typed(people_town: Town) -> None:
    entry = enter(people_town, "patin", question(people_town))
    client, field = people_town.client("leitung"), f"antwort-{entry.version}"
    bare = client.post(PAGE, data={"weg": "zurueckgeben", "eintrag": key(entry), field: " "})
    assert bare.status_code == 422
    assert state_of(people_town, entry.code) == "submitted"
    assert 'aria-invalid="true"' in bare.text
    sent = client.post(PAGE, data={"weg": "zurueckgeben", "eintrag": key(entry), field: "Bitte ohne Baustellenwochen."})
    assert sent.status_code == 303
    held = entries.entries(people_town.engine, SLUG)[entry.code]
    assert (held.state, held.values["answer"]) == ("returned", "Bitte ohne Baustellenwochen.")
    late = client.post(PAGE, data={"weg": "zurueckgeben", "eintrag": key(entry), field: "Noch ein Satz."})
    assert late.status_code == 422
    assert "Inzwischen hat jemand über diesen Eintrag entschieden." in text(late.text)
    assert "Sie schrieben: „Noch ein Satz.“" in text(late.text)


def test_own_entries_are_seen_locked_with_who_approves_instead(people_town: Town) -> None:
    entry = enter(people_town, "leitung", question(people_town, measure="2.1"))
    client = people_town.client("leitung")
    shown = client.get(PAGE).text
    assert "Gesperrt für Sie: Sie haben das selbst eingereicht. Freigeben kann: Koordination." in text(shown)
    assert 'name="geprueft"' not in shown
    forced = client.post(PAGE, data={"eine": key(entry)})
    assert forced.status_code == 422
    assert state_of(people_town, entry.code) == "submitted"
    assert people_town.client("koordination").post(PAGE, data={"eine": key(entry)}).status_code == 303


def test_members_of_the_group_read_it_without_buttons(people_town: Town) -> None:
    entry = enter(people_town, "patin", question(people_town))
    client = people_town.client("mitglied")
    shown = client.get(PAGE).text
    assert "77,5 %" in text(shown)
    assert "Freigeben kann: Leitung der AG Mobilität." in text(shown)
    assert not re.search(r'name="(eine|geprueft|eintrag)"', shown)
    assert client.post(PAGE, data={"eine": key(entry)}).status_code == 422
    assert state_of(people_town, entry.code) == "submitted"


def test_another_measures_sponsor_sees_nothing_of_it(people_town: Town) -> None:
    enter(people_town, "patin", question(people_town))
    shown = text(people_town.client("pate").get(PAGE).text)
    assert "77,5" not in shown
    assert "0 Einträge warten auf Sie." in shown


def test_who_reads_no_entries_does_not_get_in(people_town: Town) -> None:
    for name in ("finanzen", "rat", "admin"):
        assert people_town.client(name).get(PAGE).status_code == 403, name
    assert people_town.client().get(PAGE).status_code == 303


def test_a_correction_shows_both_versions_of_the_value(people_town: Town) -> None:
    asked = _several(people_town)[1]
    enter(people_town, "patin", asked)
    shown = text(people_town.client("leitung").get(PAGE).text)
    stored = next(
        one for one in people_town.view().assessment.state.values_of[asked.subject] if one.period.text == "2024-01"
    )
    assert stored.value
    assert str(stored.value.value).replace(".", ",") in shown
    assert "gespeichert für denselben Zeitraum, veröffentlicht" in shown


def test_a_value_that_changed_meanwhile_is_shown_beside_the_entry_and_decided(people_town: Town) -> None:
    asked = _several(people_town)[1]
    entry = enter(people_town, "patin", asked)
    _change_stored(people_town, asked)
    client = people_town.client("leitung")
    conflict = client.post(PAGE, data={"eine": key(entry)})
    assert conflict.status_code == 409
    assert "Zwei Werte für dieselbe Frage" in text(conflict.text)
    fact = entries.fact_seen(people_town.engine, SLUG, asked)
    address = f"{PAGE}/{entry.code}"
    asked_back = client.post(
        address, data={"weg": "nachfragen", "eintrag": key(entry), "tatsache": str(fact), "antwort": ""}
    )
    assert asked_back.status_code == 422
    taken = client.post(address, data={"weg": "nehmen", "eintrag": key(entry), "tatsache": str(fact), "antwort": ""})
    assert taken.status_code == 303
    assert state_of(people_town, entry.code) == "approved"
    now = next(
        one for one in people_town.view().assessment.state.values_of[asked.subject] if one.period.text == "2024-01"
    )
    assert now.value
    assert now.value.value == Decimal("77.5")


def test_the_stored_value_can_be_kept_instead(people_town: Town) -> None:
    asked = _several(people_town)[1]
    entry = enter(people_town, "patin", asked)
    _change_stored(people_town, asked)
    kept = people_town.client("leitung").post(f"{PAGE}/{entry.code}", data={"weg": "behalten", "eintrag": key(entry)})
    assert kept.status_code == 303
    assert state_of(people_town, entry.code) == "taken_back"


def _change_stored(town: Town, asked: Due) -> None:
    """Coordination withdraws the published value: another version of it holds now."""
    assert asked.period
    found = next(one for one in stored_values(town.engine, SLUG, "published")
                 if (one.indicator, one.period) == (asked.subject, asked.period.text))  # fmt: skip
    entries.withdraw(
        town.engine, town.actor("koordination"), SLUG, found.indicator, found.period, found.version, "Zählfehler"
    )


def test_a_milestone_shows_its_old_and_new_day_and_what_slips(people_town: Town) -> None:
    found = people_town.view().assessment
    code, one = next(
        (code, one) for code, one in found.milestones.items()
        if one.is_open and one.baseline and one.milestone.object.code == "2.3"
    )  # fmt: skip
    asked = Due("milestone", code, TODAY, Period.parse("2025-Q4"), "2.3", "2")
    other = next(name for name, one in found.milestones.items() if one.is_open and one.milestone.object.code == "2.2")
    new = max(TODAY, one.baseline.day) + dt.timedelta(days=30)
    account = accounts.account_of(people_town.engine, mail("patin")).id
    also = Grant(code="", account=account, role="sponsor", strategy=SLUG, scope="measure", object="2.2")
    accounts.grant_role(people_town.engine, OPERATOR, also)
    enter(people_town, "patin", asked, outcome="not_yet", day=new, reason="Lieferung verspätet",
          followers=json.dumps({other: (new + dt.timedelta(days=9)).isoformat()}))  # fmt: skip
    shown = text(people_town.client("leitung").get(PAGE).text)
    assert new.strftime("%d.%m.%Y") in shown
    assert "Grund: Lieferung verspätet" in shown or "Begründung: Lieferung verspätet" in shown
    assert "1 Folgetermin rückt mit" in shown
    assert (new + dt.timedelta(days=9)).strftime("%d.%m.%Y") in shown


def test_no_value_shows_its_reason(people_town: Town) -> None:
    enter(people_town, "patin", question(people_town), missing_reason="no_data_from_source", note="Umstellung")
    shown = text(people_town.client("leitung").get(PAGE).text)
    assert "kein Wert" in shown
    assert "die Quelle liefert nicht" in shown


def test_a_closed_period_locks_the_row_and_says_who_opens_it(people_town: Town) -> None:
    asked = question(people_town)
    entry = enter(people_town, "patin", asked)
    periods.close(people_town.engine, people_town.actor("koordination"), SLUG, asked.period.text, "Abschluss")
    client = people_town.client("leitung")
    shown = text(client.get(PAGE).text)
    assert "ist seit 15.01.2026 abgeschlossen. Öffnen kann die Koordination." in shown
    assert client.post(PAGE, data={"eine": key(entry)}).status_code == 422
    assert state_of(people_town, entry.code) == "submitted"


def test_an_approved_value_becomes_public_only_when_coordination_publishes_it(people_town: Town) -> None:
    asked = question(people_town)
    entry = enter(people_town, "patin", asked)
    people_town.client("leitung").post(PAGE, data={"eine": key(entry)})
    assert asked.period.text not in public_values(people_town, asked.subject)
    [stored] = [one for one in stored_values(people_town.engine, SLUG, "approved") if one.indicator == asked.subject]
    form = {"weg": "veroeffentlichen", "wert": f"{stored.version}:{stored.indicator}:{stored.period}"}
    assert "Noch nicht öffentlich" not in people_town.client("leitung").get(PAGE).text
    assert people_town.client("leitung").post(f"{PAGE}/oeffentlich", data=form).status_code == 403
    client = people_town.client("koordination")
    assert "Freigegeben, noch nicht öffentlich" in text(client.get(PAGE).text)
    assert client.post(f"{PAGE}/oeffentlich", data={"weg": "veroeffentlichen"}).status_code == 422
    assert client.post(f"{PAGE}/oeffentlich", data=form).status_code == 303
    assert asked.period.text in public_values(people_town, asked.subject)


def test_a_published_value_is_found_by_words_and_withdrawn_with_a_reason(people_town: Town) -> None:
    client, asked = people_town.client("koordination"), question(people_town)
    title = people_town.view().assessment.indicators[asked.subject].indicator.title
    shown = client.get(PAGE, query_string={"suche": f"{title.upper()} Januar 2024"}).text
    assert "1 veröffentlichter Wert gefunden." in text(shown)
    [value] = re.findall(r'name="wert"[^>]* value="([^"]*)"', shown)
    field = f"grund-{value.partition(':')[0]}"
    bare = client.post(f"{PAGE}/oeffentlich", data={"weg": "zurueckziehen", "wert": value, field: ""})
    assert bare.status_code == 422
    assert "2024-01" in public_values(people_town, asked.subject)
    done = client.post(f"{PAGE}/oeffentlich", data={"weg": "zurueckziehen", "wert": value, field: "Zählfehler"})
    assert done.status_code == 303
    assert "2024-01" not in public_values(people_town, asked.subject)


def test_forged_forms_are_refused_without_a_fault(people_town: Town) -> None:
    enter(people_town, "patin", question(people_town))
    client = people_town.client("leitung")
    for form in ({"eine": "x"}, {"eine": "9:"}, {"eine": "9" * 30 + ":a"}, {"weg": "zurueckgeben", "eintrag": ""},
                 {"fremd": "1"}, {"weg": "zurueckgeben", "eintrag": "1:a", "antwort-1": "x", "antwort-2": "y"}):  # fmt: skip
        assert client.post(PAGE, data=form).status_code == 400, form
    assert client.post(PAGE, data={"eine": "7:value:nichts:2025"}).status_code == 422
    assert (
        client.post(f"{PAGE}/value:nichts:2025", data={"weg": "nehmen", "eintrag": "1:value:nichts:2025"}).status_code
        == 404
    )
