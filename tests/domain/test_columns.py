"""Records kept in columns are the records that went in, however they are left out, ordered and grouped."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard.domain import model
from dashboard.domain.columns import Columns, different, typecode
from dashboard.domain.state import PostingSum, as_of, back_to
from dashboard.domain.values import Ref
from tests.domain.builders import a_forecast, a_state, day

REPORTED = ("01.03.2024", "01.06.2024", "01.09.2024")
FORECASTS = some.lists(
    some.builds(a_forecast, some.sampled_from("ABC"), some.sampled_from(REPORTED), some.just("01.12.2025"))
)


def sums(*months: str) -> tuple[PostingSum, ...]:
    return tuple(
        PostingSum(Ref("measure", f"M{n % 2}"), day(month), "actual", True, None, None, n)
        for n, month in enumerate(months)
    )


@given(FORECASTS)
def test_columns_are_equal_to_their_records(forecasts: list[model.Forecast]) -> None:
    records = tuple(forecasts)
    columns = Columns.of(records)
    assert (columns, tuple(columns.settled()), len(columns)) == (records, records, len(records))
    assert hash(columns) == hash(records)
    assert all(type(record) is model.Forecast for record in columns)


@given(FORECASTS)
def test_records_are_left_out_ordered_and_grouped_as_one_by_one(forecasts: list[model.Forecast]) -> None:
    limit = day("01.06.2024")
    kept = [f for f in forecasts if f.report_date <= limit]
    ordered = sorted(kept, key=lambda f: f.report_date)
    columns = Columns.of(tuple(forecasts)).where("report_date", lambda reported: reported <= limit)
    assert list(columns) == kept
    assert list(columns.ordered("report_date")) == ordered
    assert list(columns.ordered("milestone", "report_date")) == sorted(ordered, key=lambda f: f.milestone)
    groups = columns.grouped("milestone", by="report_date")
    assert list(groups) == list(dict.fromkeys(f.milestone for f in kept))
    assert all(list(group) == [f for f in ordered if f.milestone == code] for code, group in groups.items())


def test_the_last_of_each_is_the_one_that_comes_last() -> None:
    first, other, second = (a_forecast("A", REPORTED[0], "01.12.2025"), a_forecast("B", REPORTED[1], "01.12.2025"),
                            a_forecast("A", REPORTED[2], "01.12.2025"))  # fmt: skip
    found = Columns.of((first, other, second)).grouped("milestone")
    assert found["A"][-1] == second
    packed = Columns.of((first, other, second)).last_of_each("reason")
    assert {f.milestone: f for f in packed} == {"A": second, "B": other}


def test_what_is_left_out_is_left_out_of_parts_values_and_differences() -> None:
    records = sums("01.01.2024", "01.02.2024", "01.03.2024", "01.04.2024")
    later = Columns.of(records).where("month", lambda month: month > day("01.01.2024"))
    assert list(later.values("month", "cents")) == [(s.month, s.cents) for s in records[1:]]
    assert later.different("object") == [Ref("measure", "M1"), Ref("measure", "M0")]
    assert list(different(later, "origin")) == []
    parts = later.parted(["x", None, "x"])
    assert {key: tuple(part) for key, part in parts.items()} == {"x": (records[1], records[3])}


def test_a_slice_is_a_tuple_and_a_number_one_record() -> None:
    records = sums("01.01.2024", "01.02.2024", "01.03.2024")
    columns = Columns.of(records)
    assert (columns[-1], columns[:2], columns[5:]) == (records[-1], records[:2], ())
    with pytest.raises(IndexError):
        columns[3]


def test_nothing_in_columns_is_nothing() -> None:
    columns: Columns[PostingSum] = Columns.of(())
    assert (list(columns), columns == (), list(columns.grouped("month", by="kind")), columns.different("kind")) == (
        [], True, [], [],
    )  # fmt: skip
    assert list(columns.where("kind", bool).ordered("kind").values("cents")) == []


@pytest.mark.parametrize(("values", "code"), [(256, "B"), (257, "H"), (65_536, "H"), (65_537, "I")])
def test_places_take_as_few_bytes_as_they_need(values: int, code: str) -> None:
    assert typecode(values) == code


def test_a_state_of_columns_is_the_state_of_their_records() -> None:
    forecasts = (a_forecast("A", REPORTED[0], "01.12.2025"), a_forecast("A", REPORTED[2], "01.02.2026"))
    postings = sums("01.03.2024", "01.10.2024")
    plain = a_state("31.12.2024", forecasts=forecasts, postings=postings)
    packed = replace(plain, forecasts=Columns.of(forecasts), postings=Columns.of(postings))
    assert packed == plain
    june = day("30.06.2024")
    assert back_to(packed, june) == as_of(replace(plain, postings=postings[:1]), june)
    assert packed.postings_of == {Ref("measure", f"M{n}"): (postings[n],) for n in range(2)}
