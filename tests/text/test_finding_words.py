"""Weak points and contradictions in words: every rule has a name and a sentence with its figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from dashboard.domain.values import StatedDay, StatedNumber
from dashboard.domain.weak_points import RULES
from dashboard.text import contradiction_words, weak_point_words
from dashboard.text.catalog import in_language

NB = "\u00a0"
DUE = StatedDay(dt.date(2025, 6, 30))


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        ("SP01", {"milestone": "A", "planned": DUE, "days": 31},
         f"„A“ war 30.06.2025 fällig und ist 31{NB}Tage überfällig."),
        ("SP02", {}, "Die Maßnahme hat keinen Meilenstein."),
        ("SP02", {"dropped": 3}, "Alle Meilensteine sind entfallen; über den Status der Maßnahme ist zu entscheiden."),
        ("SP02", {"milestones": ("A", "B")}, "Ohne Termin: A, B."),
        ("SP03", {"spi": Fraction(1, 2)}, "Der Terminindex (SPI) beträgt 0,50; im Plan wäre er 1."),
        ("SP04", {"overrun": Fraction(75, 1000), "forecast": 21500000, "plan": 20000000},
         f"Die Kostenprognose von 215.000,00{NB}€ liegt 7,5{NB}% über dem Plan von 200.000,00{NB}€."),
        ("SP04", {"overrun": Fraction(75, 1000), "forecast": 21500000, "plan": 20000000,
                  "reported": dt.date(2025, 6, 30)},
         f"Die am 30.06.2025 gemeldete Kostenprognose von 215.000,00{NB}€ liegt 7,5{NB}% über dem Plan von"
         f" 200.000,00{NB}€."),
        ("SP09", {"days": 45}, f"45{NB}Tage ohne Patin oder Paten."),
        ("SP11", {"count": 1, "indicator": "I", "days": 61}, f"Ein Wert von „I“ ist um 61{NB}Tage überfällig."),
        ("SP15", {"days": 181, "last": None}, f"181{NB}Tage ohne Sachstandsbericht."),
        ("SP18", {"missing": ("it_interfaces", "it_licence")},
         "Zum IT-Baustein nicht angegeben: Schnittstellen, Lizenz."),
        ("SP20", {"milestone": "A", "moves": 4, "net": 138},
         f"„A“ wurde in zwölf Monaten 4-mal verschoben, zusammen um 138{NB}Tage."),
        ("SP24", {"paper": "VO/1", "amount": 100},
         f"VO/1 ist mit „keine finanziellen Auswirkungen“ angekreuzt, daran hängen bis zu 1,00{NB}€."),
    ],
)  # fmt: skip
def test_a_weak_point_says_its_figures(rule, values, expected):
    assert weak_point_words.sentence(rule, values) == expected


def test_every_rule_has_a_name():
    assert set(RULES) | {"SP22"} == set(weak_point_words.NAMES)
    assert weak_point_words.rule_name("SP01") == "Meilenstein überfällig"
    with in_language("en"):
        assert weak_point_words.rule_name("SP01") == "Milestone overdue"


@pytest.mark.parametrize(
    ("rule", "values", "note", "expected"),
    [
        ("K2", {"decided": dt.date(2019, 6, 27), "due": dt.date(2019, 6, 24), "days": 3}, False,
         f"Der Rat beschließt am 27.06.2019, der Fördergeber verlangt den Beschluss bis 24.06.2019:"
         f" 3{NB}Tage zu spät."),
        ("K4", {"what": "own_and_quota", "stated": 18341701, "expected": 18341700}, True,
         f"Die Quote lässt einen Eigenanteil von 183.417,00{NB}€, genannt sind 183.417,01{NB}€."
         " Das ist eine Rundungsdifferenz."),
        ("K5", {"what": "total", "stated": 2000, "expected": 2000000, "factor": 1000}, False,
         f"20,00{NB}€ stehen neben 20.000,00{NB}€: Einer der Beträge ist vermutlich in Tausend Euro gemeint."),
        ("K6", {"months": 48, "limits": (24, 60), "first": dt.date(2020, 1, 1), "last": dt.date(2023, 12, 31)}, False,
         "Der Zeitraum hat 48 Monate (01.01.2020 bis 31.12.2023); die Phasen dürfen höchstens 24 / 60 Monate haben."),
        ("K7", {"title": "Projekte",
                "said": (StatedNumber(Decimal(10), "approx", "rund zehn"), StatedNumber(Decimal(13)))}, False,
         f"„Projekte“: rund{NB}10 / 13."),
    ],
)  # fmt: skip
def test_a_contradiction_says_both_sides(rule, values, note, expected):
    assert contradiction_words.sentence(rule, values, note) == expected
    assert contradiction_words.rule_name(rule)
