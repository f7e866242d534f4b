"""Progress (D2), planned progress (D3) and their curves."""

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.assessment import assess
from dashboard.domain.progress import (
    dated,
    linear_plan,
    linear_plan_curve,
    planned_progress,
    progress,
    progress_curve,
)
from dashboard.domain.values import Ref
from tests.domain.builders import (
    KEY_DATE,
    a_baseline,
    a_milestone,
    a_plan_version,
    day,
    reference_state,
    reference_tables,
    with_record,
)

M = [
    (1, day("31.03.2024"), True),
    (2, day("30.09.2024"), True),
    (3, day("30.06.2025"), False),
    (4, day("31.12.2025"), False),
]
WEIGHTED = st.lists(st.tuples(st.integers(1, 100), st.dates(), st.booleans()), max_size=12)


def test_d02_reference_measure_is_30_percent_done():
    assert progress(M) == F(30, 100)


def test_d02_without_the_dropped_fourth_milestone_it_is_half_done():
    assert progress(M[:3]) == F(1, 2)


def test_d02_a_dropped_milestone_leaves_both_sums_from_its_day_on():
    rows = with_record(reference_tables()["milestones"], "M4", dropped_on=day("31.07.2025"))
    assert assess(reference_state("30.07.2025", milestones=rows)).measures["M"].progress == F(30, 100)
    assert assess(reference_state("31.07.2025", milestones=rows)).measures["M"].progress == F(1, 2)


def test_d02_a_milestone_reached_on_the_key_date_counts_and_one_day_before_does_not():
    assert assess(reference_state("20.09.2024")).measures["M"].progress == F(3, 10)
    assert assess(reference_state("19.09.2024")).measures["M"].progress == F(1, 10)


def test_d02_without_a_milestone_there_is_no_progress():
    assert progress([]) is None


def test_x07_with_all_milestones_dropped_there_is_no_progress():
    rows = reference_tables()["milestones"]
    for code in ("M1", "M2", "M3", "M4"):
        rows = with_record(rows, code, dropped_on=KEY_DATE)
    measure = assess(reference_state(milestones=rows)).measures["M"]
    assert measure.progress is None
    assert measure.spi is None


def test_d03_reference_measure_should_be_60_percent_done():
    assert planned_progress(M, KEY_DATE) == F(60, 100)
    assert planned_progress(M, day("31.03.2025")) == F(30, 100)


def test_d03_the_linear_plan_of_the_reference_measure_is_half_done_on_31_march_2025():
    assert linear_plan(M, day("01.01.2024"), day("31.03.2025")) == F(50, 100)


def test_d03_the_linear_plan_starts_with_the_corridor_and_ends_complete():
    start = day("01.01.2024")
    assert linear_plan(M, start, start) == 0
    assert linear_plan(M, start, day("15.02.2024")) == F(1, 10) * F(45, 90)
    assert linear_plan(M, start, day("31.12.2025")) == 1


def test_d03_without_a_corridor_the_first_weight_comes_at_once():
    assert linear_plan(M, None, day("30.03.2024")) == 0
    assert linear_plan(M, None, day("31.03.2024")) == F(1, 10)


def test_d03_an_undated_milestone_counts_in_the_progress_and_not_in_the_plan():
    parts = [*M, (10, None, False)]
    assert progress(parts) == F(15, 100)
    assert progress(dated(parts)) == F(30, 100)
    assert planned_progress(parts, KEY_DATE) == F(60, 100)


def test_d03_an_undated_milestone_leaves_the_spi_of_the_reference_measure_as_it_was():
    rows = (*reference_tables()["milestones"], a_milestone("M5", 10))
    measure = assess(reference_state(milestones=rows)).measures["M"]
    assert (measure.progress, measure.dated_progress, measure.spi) == (F(15, 100), F(30, 100), F(1, 2))
    assert measure.ev == 30_000_00


def test_d03_after_a_new_plan_the_first_plan_stands_beside_it():
    tables = reference_tables()
    versions = (*tables["plan_versions"], a_plan_version("plan-2", "01.07.2025"))
    moved = [("M1", "31.03.2024"), ("M2", "30.09.2024"), ("M3", "30.09.2025"), ("M4", "31.12.2025")]
    baselines = tables["baselines"] + tuple(a_baseline(code, on, "plan-2") for code, on in moved)
    measure = assess(reference_state(plan_versions=versions, baselines=baselines)).measures["M"]
    assert (measure.planned, measure.planned_first) == (F(30, 100), F(60, 100))


def test_d03_a_milestone_that_the_plan_in_force_leaves_out_is_undated():
    tables = reference_tables()
    versions = (*tables["plan_versions"], a_plan_version("plan-2", "01.07.2025"))
    baselines = (*tables["baselines"], a_baseline("M1", "31.03.2024", "plan-2"))
    milestones = assess(reference_state(plan_versions=versions, baselines=baselines)).milestones
    assert milestones["M3"].baseline is None
    assert milestones["M3"].deviation is None
    assert milestones["M3"].first_baseline.day == day("30.06.2025")


def test_the_curve_gives_progress_and_plan_on_each_day_and_no_progress_after_the_key_date():
    days = [day("31.12.2025"), day("31.03.2024"), day("20.04.2024"), day("31.07.2025")]
    points = progress_curve(reference_state(), ["M"], days)
    assert [(p.actual, p.planned) for p in points] == [
        (0, F(1, 10)),
        (F(1, 10), F(1, 10)),
        (F(3, 10), F(6, 10)),
        (None, 1),
    ]


def test_the_curve_of_several_measures_counts_each_alike_and_leaves_out_those_without_milestones():
    tables = reference_tables()
    others = tuple(a_milestone(f"N{n}", 5, object=Ref("measure", "N")) for n in (1, 2))
    state = reference_state(
        milestones=tables["milestones"] + others,
        baselines=(*tables["baselines"], a_baseline("N1", "30.06.2025"), a_baseline("N2", "31.12.2025")),
    )
    point = progress_curve(state, ["M", "N", "without"], [KEY_DATE])[0]
    assert point.actual == (F(3, 10) + 0) / 2
    assert point.planned == (F(6, 10) + F(1, 2)) / 2


def test_the_linear_curve_of_a_measure_follows_its_corridor():
    assert linear_plan_curve(reference_state(), "M", [day("31.03.2025"), day("01.01.2024")]) == (0, F(1, 2))


def test_a_dropped_milestone_leaves_both_sums_of_the_linear_plan_from_its_day_on():
    """Of weights 1, 2, 3, 4 the second, due on 30.09.2024, is dropped that day; then the third accrues from the first."""
    dropped = reference_state(
        milestones=with_record(reference_tables()["milestones"], "M2", dropped_on=day("30.09.2024"))
    )
    days = [day("29.09.2024"), day("30.09.2024"), day("31.12.2025")]
    before, after, end = linear_plan_curve(dropped, "M", days)
    kept, full, _end = linear_plan_curve(reference_state(), "M", days)
    assert before == kept
    assert full == F(1 + 2, 10)
    third = F(3 * (day("30.09.2024") - day("31.03.2024")).days, (day("30.06.2025") - day("31.03.2024")).days)
    assert (after, end) == ((1 + third) / (1 + 3 + 4), 1)


@given(WEIGHTED, st.dates())
def test_progress_and_plan_are_shares_and_the_plan_never_falls(parts, on):
    """Bug it catches: the plan's denominator counts the due milestones only."""
    planned = planned_progress(parts, on)
    if not parts:
        assert planned is None
        return
    assert 0 <= progress(parts) <= 1
    later = max(planned_progress(parts, due) for _, due, _ in parts)
    assert 0 <= planned <= later == 1


@given(WEIGHTED.filter(bool), st.integers(1, 100))
def test_reaching_one_more_milestone_never_lowers_the_progress(parts, weight):
    """Bug it catches: open milestones leave the denominator."""
    open_one, reached_one = [*parts, (weight, None, False)], [*parts, (weight, None, True)]
    assert progress(reached_one) > progress(open_one)


@given(WEIGHTED, st.dates(), st.dates())
def test_the_linear_plan_never_lags_behind_the_step_plan(parts, start, on):
    """Bug it catches: the share of the current stretch taken off instead of added."""
    linear = linear_plan(parts, start, on)
    if linear is not None:
        assert planned_progress(parts, on) <= linear <= 1
