"""Search as people type: umlauts, ß, soft hyphens, accents."""

from __future__ import annotations

import pytest

from dashboard.text.search import bare, found_in


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("strasse", "Straße der Jugend"),
        ("STRASSE", "Straße"),
        ("straße", "Strasse"),
        ("buergerservice", "Bürgerservice"),
        ("Bürgerschaft", "Buergerschaft"),
        ("burgerservice", "Bürgerservice"),
        ("verwaltung", "Ver\u00adwal\u00adtung"),
        ("cafe", "Café am Markt"),
        ("bürger", "Bu\u0308rgerhaus"),
        ("2.1", "2.1"),
        ("park innen", "Parkraum-Sensorik Innenstadt"),
    ],
)
def test_a_text_is_found_however_its_letters_are_typed(query: str, text: str) -> None:
    assert found_in(query, [text])


@pytest.mark.parametrize(("query", "text"), [("strase", "Straße"), ("park außen", "Parkraum Innenstadt"), ("x", "")])
def test_other_words_are_not_found(query: str, text: str) -> None:
    assert not found_in(query, [text, None])


def test_each_word_may_stand_in_another_text() -> None:
    assert found_in("parken ordnungsamt", ["Fahrradparken", "Ordnungsamt"])
    assert not found_in("parken bauamt", ["Fahrradparken", "Ordnungsamt"])


def test_umlauts_are_sorted_like_their_letters() -> None:
    assert sorted(["Zaun", "Öffnung", "Ofen", "Straße", "Strand"], key=bare) == [
        "Ofen", "Öffnung", "Strand", "Straße", "Zaun",
    ]  # fmt: skip
