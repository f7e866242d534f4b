"""Annual monitoring as a report: which year, which light, what is missing, what stands apart."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from dashboard.domain import model
from dashboard.domain.assessment import assess
from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref, StatedNumber
from dashboard.reporting.monitoring import Monitoring, monitoring, tables, words
from dashboard.reporting.monitoring.rows import IndicatorYear
from dashboard.reporting.monitoring.years import years
from dashboard.text.catalog import in_language
from tests.domain.builders import (
    STRATEGY,
    a_definition,
    a_strategy,
    a_target,
    a_value,
    an_indicator,
    day,
    number,
    stated,
)
from tests.reporting.indicator_towns import KEY_DATE, a_sponsor, an_indicator_town, yearly


def report(state: StrategyState | None = None, field: str | None = None, year: int | None = None) -> Monitoring:
    return monitoring(assess(state or an_indicator_town()), field, year)


def row(found: Monitoring, code: str) -> IndicatorYear:
    return next(one for one in found.rows if one.indicator.code == code)


def town_with(*values: model.IndicatorValue, on: str = KEY_DATE, **tables) -> StrategyState:
    """The town with further values."""
    return an_indicator_town(on, indicator_values=(*an_indicator_town(on).indicator_values, *values), **tables)


class TestTheReportingYear:
    def test_the_page_opens_with_the_last_year_that_has_ended(self) -> None:
        assert report(town_with(a_value("2025-05-31", 46, "A"))).number == 2024

    def test_a_year_counts_as_ended_on_its_last_day(self) -> None:
        assert report(an_indicator_town("31.12.2023")).number == 2023
        assert report(an_indicator_town("30.12.2023")).number == 2022

    def test_a_year_can_be_asked_for(self) -> None:
        assert row(report(year=2023), "A").value == 31

    def test_years_before_the_strategy_began_are_not_offered(self) -> None:
        begun = a_strategy(live=True, valid_from=stated("01.01.2023"))
        assert years(assess(an_indicator_town(strategy=begun))) == (2023, 2024)

    def test_a_year_with_nothing_but_a_due_value_is_a_reporting_year(self) -> None:
        state = an_indicator_town(indicator_values=yearly("A", 8, 18, 31))
        assert years(assess(state)) == (2021, 2022, 2023, 2024)

    def test_without_control_indicators_the_context_gives_the_years(self) -> None:
        state = an_indicator_town()
        only_context = tuple(i for i in state.indicators if i.role == "context")
        assert years(assess(an_indicator_town(indicators=only_context, targets=()))) == (2021, 2022, 2023, 2024)

    def test_a_year_is_read_with_the_target_that_held_at_its_end(self) -> None:
        targets = (
            *an_indicator_town().targets,
            a_target((2020, 0), (2030, 200), "A", version=2, valid_from=day("01.01.2024")),
        )
        state = an_indicator_town(targets=targets)
        assert row(report(state, year=2023), "A").path_attainment == Fraction(31, 30)
        assert row(report(state, year=2024), "A").path_attainment == Fraction(44, 80)

    def test_a_late_value_of_an_older_year_is_known_today(self) -> None:
        assert row(report(town_with(a_value("2024", 41, "C"))), "C").path_attainment == Fraction(41, 40)

    def test_a_year_nobody_knows_anything_of_is_said_to_be_unknown(self) -> None:
        found = report(year=2031)
        assert not found.known
        with in_language("en"):
            assert words.heading(found) == "For 2031 nothing is known yet."


class TestRows:
    def test_a_row_shows_last_year_this_year_path_and_attainment(self) -> None:
        found = row(report(), "A")
        assert (found.before, found.value, found.path_value) == (31, 44, 40)
        assert found.path_attainment == Fraction(44, 40)
        assert found.light == "green"

    def test_an_indicator_without_a_value_of_the_year_is_not_rated_however_fresh_the_last_one(self) -> None:
        found = row(report(), "C")
        assert found.value is None
        assert found.path_attainment is None
        assert found.light == "grey"
        assert found.path_value == 40

    def test_last_years_value_is_not_shown_as_this_years(self) -> None:
        assert row(report(), "C").before == 30

    def test_a_cumulative_indicator_shows_its_running_total(self) -> None:
        indicators = tuple(
            an_indicator(i.code, i.object, cumulative=i.code == "A", lag_days=120, role=i.role, direction=i.direction)
            for i in an_indicator_town().indicators
        )
        found = row(report(an_indicator_town(indicators=indicators)), "A")
        assert (found.before, found.value) == (8 + 18 + 31, 8 + 18 + 31 + 44)

    def test_the_latest_period_of_the_year_is_the_years_value(self) -> None:
        quarterly = (an_indicator("Q", periodicity="quarter", lag_days=30),)
        values = tuple(a_value(f"2024-Q{quarter}", 30 + quarter, "Q") for quarter in (1, 2, 3))
        state = an_indicator_town(
            indicators=quarterly, targets=(a_target((2020, 0), (2030, 100), "Q"),), indicator_values=values
        )
        found = row(report(state), "Q")
        assert found.value == 33
        assert found.path_value == Fraction(375, 10)

    def test_a_changed_target_is_shown_with_the_attainment_of_both(self) -> None:
        targets = (
            *an_indicator_town().targets,
            a_target((2020, 0), (2030, 200), "A", version=2, valid_from=day("01.01.2024")),
        )
        found = row(report(an_indicator_town(targets=targets)), "A")
        assert found.path_attainment == Fraction(44, 80)
        assert found.earlier_target is not None
        assert found.earlier_target.path_attainment == Fraction(44, 40)
        with in_language("en"):
            assert "by the one before 110" in " ".join(words.notes(found))

    def test_a_target_without_a_path_is_said_in_words(self) -> None:
        state = an_indicator_town(
            indicators=(an_indicator("A", direction="range", lag_days=120),),
            targets=(a_target((2020, 0), (2030, 50), "A", lower=40, upper=60),),
        )
        found = row(report(state), "A")
        assert found.path_attainment == 1
        with in_language("en"):
            assert words.aim(found.found) == "40 to 60"
            assert words.no_tendency(found) == "not for this kind of target"

    def test_a_tendency_says_whether_the_target_is_in_reach(self) -> None:
        with in_language("en"):
            assert words.tendency(row(report(), "A")) == ("is improving", "target 2030 in reach")
            assert words.tendency(row(report(), "B")) == ("is improving", "does not reach it by 2030")
            assert words.tendency(row(report(), "C")) == (None, None)

    def test_a_provisional_value_says_so(self) -> None:
        values = (*yearly("A", 8, 18, 31), a_value("2024", 44, "A", quality="provisional", base_year=2022))
        found = row(report(an_indicator_town(indicator_values=values)), "A")
        assert found.row is not None
        with in_language("en"):
            assert words.value_notes(found.row) == ["provisional", "reference population 2022"]


class TestSeries:
    def test_a_missing_year_is_a_gap(self) -> None:
        found = report(an_indicator_town(indicator_values=yearly("A", 8, None, 31, 44)))
        pieces = found.series(row(found, "A")).pieces
        assert [[int(year) for year, _ in piece] for piece in pieces] == [[2020, 2021], [2023, 2024]]

    def test_a_break_cuts_the_line_unless_it_was_rebased(self) -> None:
        def of(**changes):
            newer = a_definition(2, "01.01.2023", "A", series_break=True, **changes)
            values = tuple(
                a_value(str(year), value, "A", definition=2 if year > 2022 else 1)
                for year, value in zip(range(2020, 2025), (4, 8, 18, 31, 44), strict=True)
            )
            state = an_indicator_town(definitions=(a_definition(indicator="A"), newer), indicator_values=values)
            found = report(state)
            return found.series(row(found, "A"))

        cut, joined = of(), of(rebase_factor=number("1.5"))
        assert [len(piece) for piece in cut.pieces] == [3, 2]
        assert cut.breaks == (2023,)
        assert [len(piece) for piece in joined.pieces] == [5]
        assert joined.points[2] == (2022, 27)

    def test_nothing_is_drawn_of_later_years(self) -> None:
        found = report(year=2022)
        assert max(year for year, _ in found.series(row(found, "A")).points) == 2022

    def test_the_baseline_stands_where_its_year_has_no_value(self) -> None:
        found = report()
        assert found.series(row(found, "A")).points[0] == (2020, 0)


class TestCountsAndWords:
    def test_the_heading_counts_control_indicators_by_how_they_stand(self) -> None:
        with in_language("en"):
            assert words.heading(report()) == (
                "1 of 3 control indicators is on its target path, 1 far below. For 1 there is no value."
            )
        with in_language("de"):
            text = words.heading(report()).replace("\u00a0", " ")
        assert (
            text == "1 von 3 Kontrollindikatoren liegt auf seinem Zielpfad, 1 weit darunter. Für 1 gibt es keinen Wert."
        )

    def test_the_lead_has_last_years_counts_beside_it(self) -> None:
        found = report()
        assert found.counts_before is not None
        assert (found.counts_before.on_path, found.counts_before.far, found.counts_before.without_value) == (2, 1, 0)
        with in_language("en"):
            assert words.lead(found).startswith("In 2023 it was 2 on the path, 0 just below, 1 far below")

    def test_context_is_never_counted_and_has_no_light(self) -> None:
        found = report()
        assert found.counts.total == 3
        assert [line.indicator.code for line in found.context] == ["X"]
        assert "X" not in {line.indicator.code for line in found.rows}

    def test_control_indicators_without_target_are_called_named(self) -> None:
        found = report(an_indicator_town(targets=(), indicator_values=()))
        assert found.only_named
        with in_language("en"):
            assert words.heading(found) == "3 control indicators are named, none with a target value."

    def test_no_control_indicator_is_said_and_never_counted_as_zero(self) -> None:
        found = report(an_indicator_town(indicators=()))
        with in_language("en"):
            assert words.heading(found) == "No control indicator is stated."

    def test_a_field_shows_its_own_indicators(self) -> None:
        found = report(field="G")
        assert [one.indicator.code for one in found.rows] == ["B"]
        assert [line.indicator.code for line in found.context] == ["X"]

    def test_indicators_of_the_strategy_stand_last_without_a_field(self) -> None:
        indicators = (an_indicator("A", STRATEGY, lag_days=120), an_indicator("B", lag_days=120))
        groups = report(an_indicator_town(indicators=indicators)).groups
        assert [(field.code if field else None, [one.indicator.code for one in rows]) for field, rows in groups] == [
            ("F", ["B"]), (None, ["A"]),
        ]  # fmt: skip


class TestCompleteness:
    def test_a_value_of_the_year_is_due_after_the_year_has_ended(self) -> None:
        before, on = (
            report(an_indicator_town("29.04.2025"), year=2024),
            report(an_indicator_town("30.04.2025"), year=2024),
        )
        assert before.total_completeness.due == 0
        assert (on.total_completeness.due, on.total_completeness.approved) == (3, 2)
        assert on.total_completeness.share == Fraction(2, 3)

    def test_only_the_values_of_the_reporting_year_count(self) -> None:
        assert report(year=2023).total_completeness.share == 1

    def test_what_was_not_collected_with_a_reason_is_left_out_of_the_adjusted_share(self) -> None:
        found = report(
            town_with(a_value("2024", None, "C", missing_reason="not_collected", note="No survey"))
        ).total_completeness
        assert (found.share, found.adjusted) == (Fraction(2, 3), 1)

    def test_the_fields_add_up_to_the_whole(self) -> None:
        found = report()
        table = tables.completeness_table(found)
        *fields, total = table.rows
        assert sum(line[1] for line in fields) == total[1] == found.total_completeness.due

    def test_a_value_kept_back_to_protect_persons_is_not_missing(self) -> None:
        found = report(town_with(a_value("2024", None, "C", missing_reason="protected")))
        assert found.total_completeness.share == 1
        assert found.missing == ()
        gap = row(found, "C").gap
        assert gap is not None
        with in_language("de"):
            assert words.gap_word(gap) == "unter 5 – geschützt"


class TestWhatIsMissing:
    def test_a_missing_value_names_period_day_body_and_role(self) -> None:
        (line,) = report().missing
        assert (line.indicator.code, [p.text for p in line.periods]) == ("C", ["2024"])
        assert (line.due_on, line.days) == (day("30.04.2025"), 61)
        assert (line.supplier.body, line.supplier.role) == ("Statistics office", "Sponsor of measure M")

    def test_a_role_that_has_ended_is_not_asked(self) -> None:
        state = an_indicator_town(assignments=(a_sponsor(ends="31.12.2024"), a_sponsor("Deputy")))
        (line,) = report(state).missing
        assert line.supplier.role == "Deputy"

    def test_values_of_earlier_years_are_still_owed(self) -> None:
        (line,) = report(an_indicator_town(indicator_values=(
            *yearly("A", 8, 18, 31, 44), *yearly("B", 1, 4, 7, 10), *yearly("C", 9, None, 30),
        ))).missing  # fmt: skip
        assert [p.text for p in line.periods] == ["2022", "2024"]
        assert line.due_on == day("30.04.2023")

    def test_what_is_excused_comes_last_and_only_for_the_reporting_year(self) -> None:
        state = town_with(a_value("2024", None, "C", missing_reason="not_collected", note="No survey"))
        values = tuple(v for v in state.indicator_values if (v.indicator, v.period.text) != ("A", "2024"))
        first, last = report(an_indicator_town(indicator_values=values)).missing
        assert (first.indicator.code, first.excused) == ("A", False)
        assert (last.indicator.code, last.excused, last.note) == ("C", True, "No survey")
        assert [line.indicator.code for line in report(state, year=2023).missing] == []

    def test_a_missing_target_is_missing_too(self) -> None:
        targets = tuple(t for t in an_indicator_town().targets if t.indicator != "C")
        (line,) = report(an_indicator_town(targets=targets)).missing
        assert (line.indicator.code, line.kind) == ("C", "target")

    def test_a_value_not_yet_due_says_when_it_is(self) -> None:
        gap = row(report(an_indicator_town("01.03.2025"), year=2024), "C").gap
        assert gap is not None
        assert (gap.reason, gap.due_on) == ("due_later", day("30.04.2025"))


class TestGoals:
    def test_a_goal_names_its_indicators_in_their_order_and_its_effect(self) -> None:
        first, second = report().goals
        assert [one.indicator.code for one in first.indicators] == ["A", "B"]
        assert first.found.effect == (Fraction(44, 100) + Fraction(10, 100)) / 2
        assert (first.covered, second.covered) == (2, 0)

    def test_a_goal_says_what_is_missing(self) -> None:
        first, second = report().goals
        with in_language("en"):
            assert tables.goal_gaps(first, 2024) == ["no measure is linked to it"]
            assert tables.goal_gaps(second, 2024) == ["no measure is linked to it", "no control indicator stated"]

    def test_a_goal_measured_by_outputs_alone_has_no_effect_measured(self) -> None:
        indicators = tuple(an_indicator(code, lag_days=120, level="output") for code in "AB")
        first, _ = report(an_indicator_town(indicators=indicators)).goals
        assert ("no_effect", ()) in first.missing

    def test_a_value_is_measured_only_where_an_indicator_says_so(self) -> None:
        goals = (
            model.Goal(code="Z1", kind="value", title="Openness"),
            model.Goal(code="Z2", kind="value", title="Trust"),
        )
        assert [line.goal.code for line in report(an_indicator_town(goals=goals)).goals] == ["Z1"]

    def test_a_field_shows_the_goals_it_serves(self) -> None:
        assert [line.goal.code for line in report(field="G").goals] == ["Z1"]


class TestContextAndMultiplier:
    def test_a_context_value_keeps_the_words_of_its_document(self) -> None:
        stated_value = replace(a_value("2024", 1, "X"), value=StatedNumber(number(2400000), "approx", "rund 2,4 Mio."))
        values = (*yearly("A", 8, 18, 31, 44), stated_value)
        (line,) = report(an_indicator_town(indicator_values=values)).context
        quantity = tables.stated_quantity(line.indicator, line.row)
        assert quantity is not None
        assert quantity.words == "rund 2,4 Mio."

    def test_a_context_indicator_without_a_value_of_the_year_shows_its_last_one_as_such(self) -> None:
        values = (*yearly("A", 8, 18, 31, 44), *yearly("X", 500, 510))
        (line,) = report(an_indicator_town(indicator_values=values)).context
        assert line.row is None
        assert line.last is not None
        assert line.last.period.text == "2022"

    @pytest.fixture
    def events(self) -> tuple[model.MultiplierEvent, ...]:
        def event(code: str, on: str, kind: str, count: int, region: str | None = None) -> model.MultiplierEvent:
            return model.MultiplierEvent(code=code, date=day(on), kind=kind, count=count, region=region)

        return (
            event("1", "31.03.2024", "downloads", 40), event("2", "30.06.2024", "downloads", 0),
            event("3", "01.05.2024", "consultation", 2, "North"), event("4", "02.05.2024", "consultation", 1, "North"),
            event("5", "03.05.2024", "talk", 1, "South"), event("6", "01.02.2025", "downloads", 99),
        )  # fmt: skip

    def test_multiplier_effect_is_counted_by_year_and_never_added_up(self, events) -> None:
        table = tables.multiplier_table(report(an_indicator_town(multiplier_events=events)))
        assert table.rows == [("2024", 40, 3, 1, None, 2)]

    def test_a_kind_of_which_nothing_was_recorded_is_not_zero(self, events) -> None:
        only_zero = tuple(event for event in events if event.code == "2")
        table = tables.multiplier_table(report(an_indicator_town(multiplier_events=only_zero)))
        assert table.rows == [("2024", 0, None, None, None, None)]

    def test_data_sources_of_the_documents_are_listed_in_their_order(self) -> None:
        def named(code: str, position: int, category: str = "data_source") -> model.Statement:
            return model.Statement(
                code=code, category=category, object=Ref("strategy", "t"), title=code, position=position
            )

        state = an_indicator_town(statements=(named("late", 2), named("early", 1), named("no source", 0, "context")))
        assert [line[0] for line in tables.sources_table(report(state)).rows] == ["early", "late"]


def test_of_very_many_indicators_the_furthest_from_their_path_are_shown_and_all_are_in_the_table() -> None:
    codes = [f"K{n}" for n in range(150)]
    state = an_indicator_town(
        indicators=tuple(an_indicator(code, lag_days=120, position=n) for n, code in enumerate(codes)),
        targets=tuple(a_target((2020, 0), (2030, 100), code) for code in codes),
        indicator_values=tuple(a_value("2024", n, code) for n, code in enumerate(codes)),
    )
    found = report(state)
    shown = {one.indicator.code for one in found.shown}
    assert "K0" in shown
    assert "K149" not in shown
    assert len(tables.indicators_table(found).rows) == 150
