"""The catalogue is whole: every text of the program has its German one, with the same values in it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dashboard.text.catalog import (
    GERMAN_CATALOGUE,
    current_language,
    gettext,
    in_language,
    lazy_gettext,
    load,
    ngettext,
    set_language,
)
from dashboard.text.extract import add_missing, from_syntax, messages, read_catalogue


def test_every_text_of_the_program_has_a_german_one():
    german = load()
    assert sorted(f"{m.file}: {m.singular}" for m in messages() if m.singular not in german) == []


def test_no_german_text_is_unsure_or_without_use():
    used = {message.singular for message in messages()}
    catalogue = read_catalogue()
    fuzzy = [message.id for message in catalogue if message.id and message.fuzzy]
    unused = [id_ for m in catalogue if (id_ := m.id if isinstance(m.id, str) else m.id[0]) and id_ not in used]
    assert (fuzzy, unused, list(catalogue.obsolete)) == ([], [], [])


def test_no_text_has_two_german_ones():
    """Found in the file itself: whoever reads it as a catalogue is given the last one only."""
    ids = re.findall(r'^msgid ((?:".*"\n)+)', GERMAN_CATALOGUE.read_text("utf-8"), re.M)
    assert [text for text, times in Counter(ids).items() if times > 1] == []


def test_a_german_text_has_the_same_values_as_the_english_one():
    def values(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)", text))

    wrong = [id_ for id_, texts in load().items() for text in texts if values(text) - {"n"} != values(id_) - {"n"}]
    assert wrong == []


def test_english_is_the_message_id_and_german_the_catalogue():
    assert current_language() == "de"
    assert gettext("not stated") == "nicht angegeben"
    with in_language("en"):
        assert gettext("not stated") == "not stated"
    assert current_language() == "de"


def test_a_text_without_a_german_one_is_shown_in_english():
    assert gettext("a text that no catalogue has: {x}", x=3) == "a text that no catalogue has: 3"


def test_one_thing_is_singular_and_none_or_several_are_plural():
    assert [ngettext("day", "days", n) for n in (0, 1, 2)] == ["Tage", "Tag", "Tage"]


def test_a_lazy_text_speaks_the_language_of_the_moment_it_is_read():
    text = lazy_gettext("about {amount}", amount="5")
    with in_language("en"):
        assert f"{text}" == "about 5"
    assert str(text) == "rund 5"


def test_a_language_that_is_not_spoken_is_refused():
    with pytest.raises(ValueError, match="fr"):
        set_language("fr")


def test_texts_inside_f_strings_are_found_too(tmp_path):
    source = tmp_path / "page.py"
    source.write_text("title = f\"{_('Inside')} {ngettext('one', 'many', n)}\"\n_(name)\n", encoding="utf-8")
    with source.open("rb") as handle:
        found = [texts for _line, _name, texts, _comments in from_syntax(handle, {"_", "ngettext"}, (), {})]
    assert sorted(found, key=str) == [("one", "many", None), "Inside", None]


def test_missing_ids_are_added_with_an_empty_text_and_what_stands_there_stays(tmp_path):
    path = tmp_path / "messages.po"
    path.write_text('msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "not stated"\nmsgstr "offen"\n', encoding="utf-8")
    (tmp_path / "page.py").write_text(
        '_("not stated"), _("Two\\nlines"), ngettext("{n} row", "{n} rows", 2)', encoding="utf-8"
    )
    assert sorted(add_missing(path, tmp_path)) == ["Two\nlines", "{n} row"]
    catalogue = read_catalogue(path)
    assert [catalogue[id_].string for id_ in ("not stated", "Two\nlines", "{n} row")] == ["offen", "", ("", "")]
    assert add_missing(path, tmp_path) == []
