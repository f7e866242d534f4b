"""What became of each measure since the last key date, and what is said of all of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from dashboard.domain.assessment import assess
from dashboard.domain.state import back_to
from dashboard.reporting import comparison_words as words
from dashboard.reporting.comparison import KINDS, Comparison, compare, key_date_before
from dashboard.reporting.selection import Selection
from dashboard.text.catalog import in_language
from tests.domain.builders import a_strategy, day, euro, reference_state, stated
from tests.reporting.changing_town import BEFORE, EXPECTED, both_days, town


def comparison(selection: Selection | None = None, **changes) -> Comparison:
    before, now = both_days(town(**changes))
    return compare(before, now, selection or Selection())


@pytest.fixture(scope="module")
def found() -> Comparison:
    return comparison()


@pytest.mark.parametrize(
    ("shown", "before"),
    [("31.12.2025", "31.12.2024"), ("30.12.2025", "31.12.2024"), ("01.01.2026", "31.12.2025")],
)
def test_the_key_date_before_is_the_last_end_of_a_year_that_is_not_the_day_itself(shown, before):
    assert key_date_before(day(shown)) == day(before)


def test_each_measure_has_the_change_that_its_facts_tell(found):
    assert {change.now.measure.code: change.kind for change in found.changes} == EXPECTED


def test_the_counts_add_up_to_all_measures(found):
    assert sum(found.count(kind.name) for kind in KINDS) == len(found.changes) == len(EXPECTED)


def test_the_worst_comes_first_within_a_kind():
    baselines = [replace(b, date=stated("15.11.2025")) if b.milestone == "as-ever-1" else b for b in town().baselines]
    worse = comparison(baselines=baselines).by_kind["worse"]
    assert [(c.now.measure.code, c.now.lights.overall) for c in worse] == [("late", "red"), ("as-ever", "yellow")]


def test_a_light_that_improved_a_little_is_better_because_no_frozen_rating_is_remembered(found):
    [change] = found.by_kind["better"]
    assert (change.now.measure.code, change.before.lights.overall, change.now.lights.overall) == (
        "caught-up", "red", "green",
    )  # fmt: skip
    assert change.now.lights == change.now.plain_lights


def test_a_measure_that_was_not_known_for_the_earlier_day_is_new():
    before, now = both_days()
    without = replace(before, measures={code: m for code, m in before.measures.items() if code != "late"})
    assert compare(without, now, Selection()).by_kind["new"][0].now.measure.code == "late"


def test_money_and_milestones_are_those_of_both_days(found):
    both = words.totals(found)
    assert both is not None
    before, now = both
    assert (before.spent, now.spent) == (euro(1000), euro(1250))
    assert found.now.measures["caught-up"].progress - found.before.measures["caught-up"].progress == Fraction(1, 4)


def test_the_filter_leaves_its_measures_and_the_figures_of_its_field(found):
    part = comparison(Selection(field="F2"))
    assert {c.now.measure.code: c.kind for c in part.changes} == {"late": "worse", "done": "completed"}
    assert words.totals(part) == (part.before.fields["F2"], part.now.fields["F2"])


def test_a_status_filter_asks_for_the_light_of_now_and_has_no_totals():
    part = comparison(Selection(status="kritisch"))
    assert [c.now.measure.code for c in part.changes] == ["late"]
    assert words.totals(part) is None


def test_the_heading_is_the_finding(found):
    with in_language("de"):
        assert words.heading(found) == "Seit dem 31.12.2024 ist 1 Maßnahme schlechter und 1 besser geworden."


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        (("late",), "Seit dem 31.12.2024 ist 1 Maßnahme schlechter geworden, keine besser."),
        (("caught-up",), "Seit dem 31.12.2024 ist 1 Maßnahme besser geworden, keine schlechter."),
        (("as-ever", "idea"), "Seit dem 31.12.2024 hat keine Maßnahme ihre Ampel geändert."),
        (("as-ever", "done"), "Seit dem 31.12.2024 ist keine Maßnahme schlechter oder besser geworden."),
    ],
)
def test_the_heading_of_a_part_says_only_what_happened(found, kept, sentence):
    part = replace(found, changes=tuple(c for c in found.changes if c.now.measure.code in kept))
    with in_language("de"):
        assert words.heading(part) == sentence


def test_it_is_said_that_both_days_are_as_known_and_that_nothing_is_frozen(found):
    with in_language("de"):
        text = words.what_is_compared(found)
        known = replace(found, now=replace(found.now, state=replace(found.now.state, known_on=day("15.01.2026"))))
        assert "31.12.2024, Stichtag der jährlichen Auswertung" in text
        assert "heute kennt, denn eine festgeschriebene Auswertung gibt es noch nicht" in text
        assert "am 15.01.2026 kannte" in words.what_is_compared(known)


def test_without_a_quarter_of_evaluation_the_day_is_the_end_of_a_year():
    strategy = a_strategy(valid_from=stated("01.01.2024"))
    with in_language("de"):
        text = words.what_is_compared(comparison(strategy=strategy))
        assert "das letzte Jahresende" in text
        assert "Stichtag der jährlichen" not in text


def test_documents_alone_and_a_later_beginning_leave_nothing_to_compare():
    only_documents = assess(town(status_reports=[]))
    begun = assess(town(strategy=a_strategy(valid_from=stated("01.03.2025"))))
    with in_language("de"):
        assert "nichts zu vergleichen" in (words.obstacle(only_documents, BEFORE) or "")
        assert words.obstacle(begun, BEFORE) == (
            "Die Strategie begann am 01.03.2025, also nach dem letzten Jahresstichtag (31.12.2024)."
        )
    assert words.obstacle(assess(town()), BEFORE) is None


def test_the_table_has_one_row_a_measure_with_the_figures_of_both_days(found):
    table = words.measure_table(found)
    rows = [dict(zip((column.name for column in table.columns), row, strict=True)) for row in table.rows]
    assert sorted(row["code"] for row in rows) == sorted(EXPECTED)
    late = rows[0]
    assert (late["code"], late["light_before"], late["light_now"]) == ("late", "green", "red")
    assert (late["spent_before"], late["spent_now"]) == (euro(1000), euro(1250))


def test_the_table_of_totals_has_their_differences(found):
    before, now = found.total_before, found.total_now
    milestones, money = words.total_table(found).rows
    assert milestones[1:4] == (before.progress, now.progress, now.progress - before.progress)
    assert money[4:] == (euro(1000), euro(1250), euro(250))


def test_a_state_goes_back_only_to_the_end_of_a_month_that_is_past():
    state = reference_state()
    for wrong in ("30.12.2024", "31.08.2025"):
        with pytest.raises(ValueError, match="-"):
            back_to(state, day(wrong))
