"""Odd input through a real folder: taken as it is meant, with a note where one is due."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.errors import PackageError
from dashboard.exchange.package import Package
from dashboard.exchange.reader import read_package
from dashboard.exchange.transfer import import_folder
from dashboard.storage.engine import reading
from dashboard.storage.rows import export_rows
from tests.exchange.folders import ROWS, SLUG, TODAY, added, changed, make, only, where
from tests.exchange.refused import M1, Rows, commitments, drawdown
from tests.storage.older import rows

ALL_DROPPED: Rows = {
    "milestone": [
        row | {"actual_date": "", "dropped_on": "2025-01-01", "dropped_reason": "Gremium hat sich anders entschieden"}
        for row in ROWS["milestone"]
    ]
}
OWN_AND_FUNDED: Rows = {
    "plan_line": [*ROWS["plan_line"], ROWS["plan_line"][1] | {"code": "L4", "kind": "in_kind", "year": "2024"}],
    "in_kind": [{"code": "E1", "year": "2024", "amount": "8000.00", "recognised": "true", "funded": "true"} | M1],
}


def taken(tmp_path: Path, stored: sa.Engine, **changes: list[dict[str, str]]) -> Package:
    """The package, which an import would take as well."""
    folder = make(tmp_path, **changes)
    import_folder(stored, folder, TODAY, dry_run=True)
    return read_package(folder, TODAY)


def test_a_milestone_without_a_date_is_taken(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, baseline=ROWS["baseline"][:1])
    assert len(package.tables["milestone"]) == 2


def test_a_milestone_reached_before_its_measure_began_is_taken_with_a_note(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, **changed("milestone", actual_date="2023-12-31"))
    assert where(list(package.notes)) == [("milestone.csv", 2, "actual_date")]


def test_a_measure_whose_milestones_were_all_dropped_is_taken_with_a_note(tmp_path: Path, stored: sa.Engine) -> None:
    assert where(list(taken(tmp_path, stored, **ALL_DROPPED).notes)) == [("measure.csv", 2, None)]


def test_an_own_share_a_cent_off_keeps_its_stated_value(tmp_path: Path, stored: sa.Engine) -> None:
    cells = {"eligible_cost": "1834169.98", "quota": "0.9", "own_share": "183417.01", "amount": "1650752.98"}
    assert (
        only(taken(tmp_path, stored, **changed("grant_version", **cells)), "grant_version")["own_share"] == 18_341_701
    )


def test_no_financial_effects_beside_amounts_is_taken_as_the_paper_says_it(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, **changed("paper", financial_effects="no"))
    assert only(package, "paper")["financial_effects"] == "no"


def test_a_refund_with_its_reason_is_taken(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, **changed("posting", amount="-5.00", reason="Gutschrift"))
    assert only(package, "posting")["amount"] == -500


def test_an_order_that_is_released_in_full_is_taken(tmp_path: Path, stored: sa.Engine) -> None:
    assert len(taken(tmp_path, stored, **commitments("100.00", "100.00")).tables["posting"]) == 2


def test_accrual_and_cash_budget_stand_beside_each_other(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, **added("plan_line", code="L4", kind="staff", budget_kind="ergebnis"))
    assert {row["budget_kind"] for row in package.tables["plan_line"]} == {"finanz", "ergebnis"}


def test_another_quota_is_a_new_version_of_the_grant(tmp_path: Path, stored: sa.Engine) -> None:
    later = ROWS["grant_version"][0] | {"valid_from": "2025-01-01", "status": "changed", "quota": "0.6"}
    package = taken(tmp_path, stored, grant_version=[*ROWS["grant_version"], later])
    assert [row["quota"] for row in package.tables["grant_version"]] == [Decimal("0.65"), Decimal("0.6")]


@pytest.mark.parametrize("status", ["rejected", "revoked"])
def test_a_grant_that_comes_to_nothing_is_taken(tmp_path: Path, stored: sa.Engine, status: str) -> None:
    package = taken(tmp_path, stored, **changed("grant_version", status=status, note="Auswahl der Jury"))
    assert only(package, "grant_version")["status"] == status


def test_a_contribution_on_both_sides_is_taken_with_a_note(tmp_path: Path, stored: sa.Engine) -> None:
    assert where(list(taken(tmp_path, stored, **OWN_AND_FUNDED).notes)) == [("in_kind.csv", 2, "funded")]


def test_a_revised_target_stands_beside_the_first_one(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, **added("target", version="2", valid_from="2025-01-01", target_value="1500"))
    assert [row["target_value"] for row in package.tables["target"]] == [2000, 1500]


def test_a_new_definition_that_breaks_the_series_is_taken(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, **added("definition", version="2", valid_from="2025-01-01", series_break="true"))
    assert [row["series_break"] for row in package.tables["definition"]] == [False, True]


def test_a_drawdown_and_a_factor_above_nothing_are_taken(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, **drawdown(), **changed("definition", series_break="true", rebase_factor="0.5"))
    assert only(package, "drawdown")["amount"] == 10_000
    assert only(package, "definition")["rebase_factor"] == Decimal("0.5")


def test_a_missing_year_stays_a_gap(tmp_path: Path, stored: sa.Engine) -> None:
    package = taken(tmp_path, stored, **added("indicator_value", period="2022", value="10"))
    assert [row["period"] for row in package.tables["indicator_value"]] == ["2022", "2024"]


@pytest.mark.parametrize("value", ["9999", "-50", "3", "0"])
def test_values_beyond_target_below_baseline_or_small_are_taken_as_they_are(
    tmp_path: Path, stored: sa.Engine, value: str
) -> None:
    package = taken(tmp_path, stored, **changed("indicator_value", value=value, base_year="2022"))
    assert only(package, "indicator_value")["value"] == Decimal(value)
    assert only(package, "indicator_value")["missing_reason"] is None


def test_another_unit_needs_a_definition_that_breaks_the_series(tmp_path: Path, stored: sa.Engine) -> None:
    before = rows(stored)
    with pytest.raises(PackageError) as refused:
        import_folder(stored, make(tmp_path / "h", **changed("indicator", unit="min")), TODAY)
    assert where(list(refused.value.findings)) == [("indicator.csv", 2, "unit")]
    assert rows(stored) == before
    broken = added("definition", version="2", valid_from="2025-01-01", series_break="true")
    assert taken(tmp_path / "min", stored, **changed("indicator", unit="min"), **broken)


def test_papers_without_a_number_stand_beside_each_other(tmp_path: Path, stored: sa.Engine) -> None:
    papers = [{"code": code, "title": f"Vorlage {code}"} for code in ("V1", "V2")]
    assert [row["number"] for row in taken(tmp_path, stored, paper=papers).tables["paper"]] == [None, None]


def test_a_paper_keeps_its_number_in_a_later_version_of_its_row(tmp_path: Path, stored: sa.Engine) -> None:
    later = added("paper", title="Strategie, Fortschreibung", known_on="2025-01-01")
    assert [row["number"] for row in taken(tmp_path, stored, **later).tables["paper"]] == ["VO/2023/1"] * 2


def test_data_that_reach_to_the_day_of_the_import_are_taken(tmp_path: Path, stored: sa.Engine) -> None:
    assert only(taken(tmp_path, stored, **changed("strategy", data_as_of="2025-08-01")), "strategy")


@pytest.mark.parametrize("number", ["2020/0202", "VO/2019/3113", "ö-2019-0050", "=1/2", "00123"])
def test_the_number_of_a_paper_is_text_as_it_stands_there(tmp_path: Path, stored: sa.Engine, number: str) -> None:
    assert only(taken(tmp_path, stored, **changed("paper", number=number)), "paper")["number"] == number


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", '=HYPERLINK("x")', "Straße", "Bu\u0308rger", "Bür\u00adger"]
)
def test_a_title_stays_the_text_it_is(tmp_path: Path, stored: sa.Engine, title: str) -> None:
    assert only(taken(tmp_path, stored, **changed("goal", title=title)), "goal")["title"] == title


@pytest.mark.parametrize("start", ["01-01", "04-01", "07-01"])
def test_a_fiscal_year_begins_with_any_month(tmp_path: Path, stored: sa.Engine, start: str) -> None:
    assert only(taken(tmp_path, stored, **changed("strategy", fiscal_year_start=start)), "strategy")


def test_a_municipality_key_keeps_its_leading_zero(tmp_path: Path, stored: sa.Engine) -> None:
    assert only(taken(tmp_path, stored), "strategy")["ags"] == "01234567"


def test_a_row_without_known_on_is_known_since_the_import(tmp_path: Path, engine: sa.Engine) -> None:
    import_folder(engine, make(tmp_path, **changed("goal", known_on="")), TODAY)
    with reading(engine) as connection:
        [goal] = export_rows(connection, SLUG)["goal"]
    assert goal["known_on"] == TODAY
