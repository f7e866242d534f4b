"""What a read keeps in columns, whatever number of different values comes."""

from __future__ import annotations

from dashboard.domain.state import PostingSum
from dashboard.storage.batch import Gathering, Packing, gathered


def test_places_grow_with_the_values_that_come_part_by_part() -> None:
    packing, plain = Packing(int), Gathering(int)
    numbers = [*range(200), *range(70_000), *range(300)]
    for begin in range(0, len(numbers), 1_000):
        raw = [str(number) for number in numbers[begin : begin + 1_000]]
        packing.add(raw)
        plain.add(raw)
    for field in (packing, plain):
        assert list(field.column().at(range(len(numbers)))) == numbers
    assert packing.column().places.itemsize == 4


def test_equal_values_are_made_once() -> None:
    made: list[str] = []
    packing = Packing(lambda text: made.append(text) or text)
    packing.add(["a", "b", "a"])
    packing.add(["b"])
    assert (made, packing.column().values) == (["a", "b"], ["a", "b"])


def test_records_come_in_the_order_asked_for_none_first() -> None:
    rows = [("b", 1), (None, 2), ("a", 3), ("b", 0)]
    fields = {name: Packing(lambda value: value) for name in PostingSum._fields}
    for name in fields:
        fields[name].add([grant if name == "grant" else number for grant, number in rows])
    found = gathered(PostingSum, fields, ("grant", "cents"))
    assert [(one.grant, one.cents) for one in found] == [(None, 2), ("a", 3), ("b", 0), ("b", 1)]
