"""Letters about what is due: who gets one, what it says, that it comes once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.domain.reminding import STAGES
from dashboard.domain.rights import Grant
from dashboard.errors import SettingsError
from dashboard.letters import reminders
from dashboard.letters.post import post
from dashboard.operations import accounts, entries
from dashboard.operations import reminders as kept
from dashboard.settings import Settings
from tests.letters.mailbox import Mailbox, mail_server
from tests.site import settings
from tests.working.people import OPERATOR, SLUG, TODAY, Town, mail

HOUSE = "https://monitor.musterstadt.example"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def mailing(mailbox: Mailbox) -> Iterator[Settings]:
    with mail_server(mailbox) as port:
        yield settings(
            public_url=HOUSE,
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_tls="none",
            mail_from="monitor@musterstadt.example",
        )


def run(town: Town, mailing: Settings, today: dt.date = TODAY) -> reminders.Told:
    letters = reminders.planned(town.engine, today, HOUSE)
    with post(mailing) as way:
        return reminders.send(town.engine, letters, way, mailing.mail_from or "", mailing.mail_reply_to, HOUSE)


def of(town: Town, name: str, today: dt.date = TODAY) -> reminders.Planned | None:
    """The letter that a person would get."""
    return next((one for one in reminders.planned(town.engine, today, HOUSE) if one.letter.email == mail(name)), None)


def test_everybody_gets_one_letter_with_all_that_is_due_and_a_second_run_sends_none(
    people_town: Town, mailbox: Mailbox, mailing: Settings
) -> None:
    told = run(people_town, mailing)
    assert told.failed == ()
    assert len(mailbox.letters) == len(set(mailbox.to())) == len(told.sent)
    assert mail("patin") in told.sent
    run(people_town, mailing)
    assert len(mailbox.letters) == len(told.sent)


def test_the_letter_names_each_open_question_and_links_to_it(
    people_town: Town, mailbox: Mailbox, mailing: Settings
) -> None:
    run(people_town, mailing)
    [letter] = [one for one in mailbox.letters if mail("patin") in str(one["To"])]
    own = [one for one in people_town.view().due() if one.measure == "2.3"]
    assert own
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert plain
    assert html
    for question in own:
        assert f"{HOUSE}/meine-eintraege/{SLUG}/{question.code}" in plain.get_content()
        assert f'href="{HOUSE}/meine-eintraege/{SLUG}/{question.code}"' in html.get_content()
    assert "<img" not in html.get_content()
    assert f"{HOUSE}/mein-konto" in plain.get_content()


def test_the_head_says_who_wrote_that_a_program_did_and_to_which_list_it_belongs(
    people_town: Town, mailbox: Mailbox, mailing: Settings
) -> None:
    run(people_town, mailing)
    for letter in mailbox.letters:
        assert letter["From"].addresses[0].addr_spec == letter["Reply-To"].addresses[0].addr_spec == mailing.mail_from
        assert letter["Auto-Submitted"] == "auto-generated"
        assert "erinnerungen.monitor.musterstadt.example" in letter["List-Id"]
        assert letter["Message-ID"]
        assert len(letter["To"].addresses) == 1


def test_no_figure_stands_in_a_letter(people_town: Town) -> None:
    """A value that is not published yet must not leave the house by mail."""
    town_values = {
        str(value.value.value)
        for values in people_town.view().assessment.state.values_of.values()
        for value in values
        if value.value and value.state != "published" and len(str(value.value.value)) > 3
    }
    from dashboard.letters.letter import plain

    for one in reminders.planned(people_town.engine, TODAY, HOUSE):
        assert not [value for value in town_values if f" {value} " in plain(one.letter)]


def test_a_letter_that_fails_stops_no_other_and_is_tried_again(people_town: Town) -> None:
    first = Mailbox(refused=(mail("patin"),))
    with mail_server(first) as port:
        way = settings(
            public_url=HOUSE, smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none", mail_from="m@m.example"
        )
        told = run(people_town, way)
        assert [email for email, _why in told.failed] == [mail("patin")]
        assert told.sent
        first.refused = ()
        assert run(people_town, way).sent == (mail("patin"),)


def test_without_a_mail_server_nothing_counts_as_sent(people_town: Town) -> None:
    gone = settings(public_url=HOUSE, smtp_host="127.0.0.1", smtp_port=1, smtp_tls="none", mail_from="m@m.example")
    told = run(people_town, gone)
    assert told.sent == ()
    assert len(told.failed) == len(reminders.planned(people_town.engine, TODAY, HOUSE)) > 0


def test_a_letter_is_refused_rather_than_sent_openly_where_tls_is_asked_for(
    people_town: Town, mailbox: Mailbox, mailing: Settings
) -> None:
    told = run(people_town, mailing.model_copy(update={"smtp_tls": "starttls"}))
    assert told.sent == ()
    assert mailbox.letters == []


def test_what_was_submitted_is_not_asked_for_again(people_town: Town) -> None:
    def keys() -> set[str]:
        found = of(people_town, "patin")
        return {line.href for line in found.letter.lines} if found else set()

    question = next(one for one in people_town.view().due() if one.measure == "2.3" and one.kind == "value")
    assert question.period
    before = keys()
    answer = entries.Answer(kind="value", subject=question.subject, period=question.period.text, missing_reason="other")
    entries.submit(people_town.engine, people_town.actor("patin"), SLUG, answer, None)
    assert before - keys() == {f"{HOUSE}/meine-eintraege/{SLUG}/{question.code}"}


def test_a_pause_holds_every_letter_back_and_nothing_is_lost_by_it(people_town: Town) -> None:
    number = people_town.actor("patin").account or 0
    kept.pause(people_town.engine, number, TODAY)
    assert of(people_town, "patin") is None
    assert of(people_town, "patin", TODAY + dt.timedelta(days=1)) is not None
    kept.pause(people_town.engine, number, None)
    assert of(people_town, "patin") is not None


def test_while_a_sponsor_pauses_the_deputy_hears_of_it_at_once(people_town: Town) -> None:
    sponsor = people_town.actor("patin")
    made = accounts.add_account(people_town.engine, OPERATOR, mail("vertretung"), "Vertretung")
    stands_in = replace(sponsor.grants[0], code="", account=made.id, deputy_of=sponsor.grants[0].code)
    accounts.grant_role(people_town.engine, OPERATOR, stands_in)
    kept.pause(people_town.engine, sponsor.account or 0, TODAY)
    assert of(people_town, "vertretung") is not None


def test_a_closed_account_gets_no_letter(people_town: Town) -> None:
    accounts.close_account(people_town.engine, OPERATOR, accounts.account_of(people_town.engine, mail("patin")))
    assert of(people_town, "patin") is None


def test_a_name_with_a_line_break_adds_no_head_to_the_letter(
    people_town: Town, mailbox: Mailbox, mailing: Settings
) -> None:
    evil = "Patin\r\nBcc: fremd@anderswo.example\r\n\r\n<script>alert(1)</script>"
    made = accounts.add_account(people_town.engine, OPERATOR, mail("boese"), evil)
    grant = Grant(code="", account=made.id, role="sponsor", strategy=SLUG, scope="measure", object="2.3")
    accounts.grant_role(people_town.engine, OPERATOR, grant)
    run(people_town, mailing)
    [letter] = [one for one in mailbox.letters if mail("boese") in str(one["To"])]
    assert letter["Bcc"] is None
    assert [one.addr_spec for one in letter["To"].addresses] == [mail("boese")]
    html = letter.get_body(("html",))
    assert html
    assert "<script>" not in html.get_content()


def test_letters_need_a_mail_server_a_sender_and_the_address_of_the_pages() -> None:
    with pytest.raises(SettingsError) as refused, post(settings()):
        pass
    assert [sentence.split(" ")[0] for sentence in refused.value.problems] == [
        "STRATEGIEMONITOR_PUBLIC_URL", "STRATEGIEMONITOR_SMTP_HOST", "STRATEGIEMONITOR_MAIL_FROM",
    ]  # fmt: skip


def test_a_question_of_somebody_else_is_told_for_information_and_leads_to_its_measure(people_town: Town) -> None:
    """The lead hears of a sponsor's entry 30 days after, and cannot answer it."""
    found = of(people_town, "leitung", TODAY + dt.timedelta(days=200))
    assert found
    foreign = [line for line in found.letter.lines if not line.own and "2.3" in line.remark]
    assert foreign
    assert {line.href for line in foreign} == {f"{HOUSE}/{SLUG}/massnahmen/2.3"}
    assert all("2.3" not in line.remark for line in found.letter.lines if line.own)


def test_each_stage_of_a_question_comes_once(people_town: Town) -> None:
    question = next(one for one in people_town.view().due() if one.measure == "2.3" and one.kind == "value")
    entry, stages = f"{SLUG}/{question.code}@{question.due_on}", []
    for days in (-31, -30, -8, -7, -7, -1, 0, 1, 6, 7, 30, 31, 400):
        found = of(people_town, "patin", question.due_on + dt.timedelta(days=days))
        if found:
            stages += [stage for about, stage in found.reminders if about == entry]
            kept.claim(people_town.engine, found.account, found.reminders, dt.datetime.now(dt.UTC))
    assert stages == list(STAGES)
