"""Packages in a notebook: typed tables, exact cents, and nothing that is not stated becomes 0."""

from __future__ import annotations

import doctest
from pathlib import Path

import pandas as pd
import pytest

from dashboard.codebook import codebook
from dashboard.exchange import dataframes, frames, read_package
from dashboard.exchange.package import Package
from tests.exchange.folders import make

MUSTERSTADT = Path(__file__).resolve().parent.parent.parent / "data" / "musterstadt-2030"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return frames(read_package(make(tmp_path_factory.mktemp("notebook"))))


def test_each_table_of_the_codebook_is_there_with_its_columns_in_order(tables: dict[str, pd.DataFrame]) -> None:
    assert {name: list(frame) for name, frame in tables.items()} == {
        name: [column.name for column in table.columns] for name, table in codebook().items()
    }


def test_each_column_has_the_type_of_the_codebook_also_in_a_table_without_rows(
    tables: dict[str, pd.DataFrame],
) -> None:
    empty = frames(Package("leer", {}))
    for name, table in codebook().items():
        wanted = [dataframes.DTYPES.get(column.type, "string") for column in table.columns]
        assert [str(dtype) for dtype in tables[name].dtypes] == wanted
        assert [str(dtype) for dtype in empty[name].dtypes] == wanted


def test_money_is_whole_cents_and_says_so(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["posting"].amount.tolist() == [7_500_000]
    assert tables["posting"].attrs["units"] == {"amount": "cent"}


def test_what_is_not_stated_is_missing_and_never_zero(tables: dict[str, pd.DataFrame]) -> None:
    milestones, indicators = tables["milestone"], tables["indicator_value"]
    assert milestones.actual_date.isna().tolist() == [False, True]
    assert milestones.cost_share.isna().all()
    assert indicators.missing_reason.isna().all()


def test_a_code_of_digits_stays_a_text(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["strategy"].ags.tolist() == ["01234567"]


def test_the_sums_of_a_notebook_are_the_sums_of_the_package_to_the_cent() -> None:
    package = read_package(MUSTERSTADT)
    assert frames(package)["posting"].amount.sum() == sum(row["amount"] for row in package.tables["posting"])


def test_the_example_of_the_documentation_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MUSTERSTADT.parent.parent)
    assert doctest.testmod(dataframes).failed == 0
    assert doctest.testmod(dataframes).attempted > 0
