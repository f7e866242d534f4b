"""What a row of a table is called in addresses."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dashboard.reporting.table import Column, Table

PARTS = st.tuples(st.text(min_size=1), st.text(min_size=1) | st.integers() | st.dates())


def _named(*keys: tuple[object, ...], rows: tuple[tuple, ...] = ()) -> Table:
    return Table("t", "T", (Column("first", "First"),), rows or tuple(("",) for _ in keys), keys=keys)


def test_a_row_is_called_by_its_own_codes() -> None:
    table = _named(("VO/2022/0198", dt.date(2025, 6, 30)), ("1.1",), ("BUND", None))
    assert [table.key(place) for place in range(3)] == ["VO~2f~2022~2f~0198~~2025-06-30", "1.1", "BUND"]


def test_without_codes_the_first_cell_names_its_row() -> None:
    assert _named(rows=(("Geld ausgegeben", 3),)).key(0) == "Geld_ausgegeben"


def test_no_name_is_a_step_up_the_path_or_empty() -> None:
    table = _named(("..",), (".",), (None,), ("",))
    assert all(table.key(place).strip(".") for place in range(4))


@given(PARTS, PARTS)
def test_different_codes_give_different_names(one: tuple, other: tuple) -> None:
    table = _named(one, other)
    same = tuple(map(str, one)) == tuple(map(str, other))
    assert (table.key(0) == table.key(1)) == same
