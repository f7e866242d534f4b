"""Writing comments on measures and taking them back."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from dashboard.errors import ConflictError, ForbiddenError, NotFound, RefusedError
from dashboard.operations import comments
from dashboard.operations.comments import Comment
from dashboard.storage import read, working
from dashboard.storage.chain import verify_chain
from dashboard.storage.engine import reading
from dashboard.storage.schema import FACTS, change
from tests.working.people import OPERATOR, ROLES, SLUG, Town

MEASURE = "2.3"


def say(town: Town, who: str, text: str, measure: str = MEASURE) -> Comment:
    """Somebody who has read everything so far writes."""
    found = comments.of_measure(town.engine, SLUG, measure)
    comments.write(town.engine, town.actor(who), SLUG, measure, text, found[-1].version if found else None)
    return comments.of_measure(town.engine, SLUG, measure)[-1]


def texts(town: Town, measure: str = MEASURE) -> list[str]:
    return [one.text for one in comments.of_measure(town.engine, SLUG, measure)]


def test_a_comment_says_who_wrote_it_in_which_role(people_town: Town) -> None:
    made = say(people_town, "mitglied", "Der Lieferant hat einen Verzug angekündigt.")
    assert (made.measure, made.role, made.title) == (MEASURE, "member", "Mitglied der AG Mobilität")
    assert made.account == people_town.actor("mitglied").account
    with reading(people_town.engine) as connection:
        last = connection.execute(sa.select(change.c.role, change.c.account).order_by(change.c.id.desc())).first()
        assert verify_chain(connection, SLUG) is None
    assert last == ("member", made.account)


def test_the_newest_comment_stands_last_on_its_measure_and_first_in_the_strategy(people_town: Town) -> None:
    for who, text in (("mitglied", "eins"), ("patin", "zwei"), ("leitung", "drei")):
        say(people_town, who, text)
    say(people_town, "koordination", "anderswo", "1.3")
    assert texts(people_town) == ["eins", "zwei", "drei"]
    assert [one.text for one in comments.latest(people_town.engine, SLUG, 3)] == ["anderswo", "drei", "zwei"]
    assert comments.counts(people_town.engine, SLUG) == {MEASURE: 3, "1.3": 1}


@pytest.mark.parametrize(("who", "measure"), [("patin", "2.4"), ("mitglied", "1.3"), ("leitung", "1.3"), ("finanzen", MEASURE),
                                              ("rat", MEASURE), ("admin", MEASURE)])  # fmt: skip
def test_who_has_no_part_in_a_measure_writes_nothing_about_it(people_town: Town, who: str, measure: str) -> None:
    with pytest.raises(ForbiddenError):
        comments.write(people_town.engine, people_town.actor(who), SLUG, measure, "Nein", None)
    assert texts(people_town, measure) == []


def test_a_measure_that_there_is_not_gets_no_comment(people_town: Town) -> None:
    with pytest.raises(NotFound):
        comments.write(people_town.engine, people_town.actor("koordination"), SLUG, "9.9", "Nein", None)


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "fehlt"), ("x" * 2001, "zu lang"), ("Ver\x07zug", "Steuerzeichen"), ("Ver\u202ezug", "Steuerzeichen")],
)
def test_what_is_empty_too_long_or_hides_something_is_refused_with_a_sentence(
    people_town: Town, text: str, told: str
) -> None:
    with pytest.raises(RefusedError, match=told):
        say(people_town, "patin", text)
    assert texts(people_town) == []


def test_a_text_of_the_full_length_with_several_lines_is_kept_as_it_is(people_town: Town) -> None:
    text = ("Zeile eins\n\n" + "ä" * 2000)[:2000]
    assert say(people_town, "patin", text).text == text


def test_the_second_of_two_who_write_at_once_is_told_and_reads_first(people_town: Town) -> None:
    seen = say(people_town, "mitglied", "Warum halb so viel?").version
    comments.write(people_town.engine, people_town.actor("patin"), SLUG, MEASURE, "Neun Tage fehlen.", seen)
    with pytest.raises(ConflictError):
        comments.write(people_town.engine, people_town.actor("leitung"), SLUG, MEASURE, "Bitte klären.", seen)
    assert texts(people_town) == ["Warum halb so viel?", "Neun Tage fehlen."]
    assert say(people_town, "leitung", "Danke.").text == "Danke."


def test_a_button_pressed_twice_makes_one_comment(people_town: Town) -> None:
    for _press in range(2):
        comments.write(people_town.engine, people_town.actor("patin"), SLUG, MEASURE, "Läuft.", None)
    assert texts(people_town) == ["Läuft."]
    assert say(people_town, "patin", "Läuft.").code != comments.of_measure(people_town.engine, SLUG, MEASURE)[0].code


def test_one_takes_back_what_one_wrote_and_the_history_keeps_it(people_town: Town) -> None:
    made = say(people_town, "mitglied", "Ein Versehen")
    comments.take_back(people_town.engine, people_town.actor("mitglied"), SLUG, made.code)
    assert texts(people_town) == []
    with reading(people_town.engine) as connection:
        [kept] = working.versions_of(connection, SLUG, "comment", made.code)
        assert kept.values["text"] == "Ein Versehen"
        assert verify_chain(connection, SLUG) is None
    with pytest.raises(ConflictError):
        comments.take_back(people_town.engine, people_town.actor("mitglied"), SLUG, made.code)
    assert say(people_town, "mitglied", "Noch einer").code != made.code


def test_only_coordination_takes_back_what_others_wrote(people_town: Town) -> None:
    made = say(people_town, "mitglied", "Bleibt stehen")
    for who in (*ROLES, "admin"):
        if who not in ("mitglied", "koordination"):
            with pytest.raises(ForbiddenError):
                comments.take_back(people_town.engine, people_town.actor(who), SLUG, made.code)
    assert texts(people_town) == ["Bleibt stehen"]
    comments.take_back(people_town.engine, people_town.actor("koordination"), SLUG, made.code)
    assert texts(people_town) == []


def test_a_comment_changes_no_figure_so_that_no_page_is_computed_anew(people_town: Town) -> None:
    def version() -> int | None:
        with reading(people_town.engine) as connection:
            return read.version(connection, SLUG)

    before = version()
    made = say(people_town, "patin", "Läuft")
    comments.take_back(people_town.engine, OPERATOR, SLUG, made.code)
    assert version() == before


def test_every_comment_ever_written_is_a_row_that_names_an_account_by_its_number(people_town: Town) -> None:
    say(people_town, "patin", "Läuft")
    with reading(people_town.engine) as connection:
        [row] = connection.execute(sa.select(FACTS["comment"])).mappings()
    assert "Patin" not in {str(value) for value in row.values()}
