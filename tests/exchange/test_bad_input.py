"""Bad and odd input through a real folder: refused with file, row and column, or taken as it is meant; never half."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.errors import PackageError
from dashboard.exchange.neutral import neutralise
from dashboard.exchange.package import Package
from dashboard.exchange.reader import read_package
from dashboard.exchange.transfer import import_folder
from dashboard.storage.engine import create_engine, reading
from dashboard.storage.migrate import upgrade
from dashboard.storage.rows import export_rows
from dashboard.storage.schema import metadata
from tests.exchange.folders import ROWS, SLUG, TODAY, added, changed, findings, make, only, where

Rows = dict[str, list[dict[str, str]]]

M1 = {"object_kind": "measure", "object": "M1"}
SECOND_GRANT: Rows = {
    "grant": [*ROWS["grant"], {"code": "F2", "title": "Bundesförderung"}],
    "grant_version": [
        *ROWS["grant_version"],
        ROWS["grant_version"][0] | {"grant": "F2", "eligible_cost": "", "amount": "100000.00", "quota": "0.5"},
    ],
    "link": [
        {"subject_kind": "grant", "subject": code, "relation": "covers", "object_kind": "measure", "object": "M1"}
        for code in ("F1", "F2")
    ],
}


def follows(*pairs: tuple[str, str]) -> Rows:
    return {
        "link": [
            {"subject_kind": "milestone", "subject": late, "relation": "follows", "object_kind": "milestone",
             "object": early}
            for late, early in pairs
        ]
    }  # fmt: skip


def interim(year: str, value: str) -> Rows:
    return {"interim_target": [{"indicator": "I1", "version": "1", "year": year, "value": value}]}


def commitments(ordered: str, released: str) -> Rows:
    order = {"code": "A1", "date": "2024-06-01", "kind": "commitment", "amount": ordered, "eligible": "true"}
    release = {"code": "A2", "date": "2024-07-01", "kind": "commitment_release", "amount": released, "eligible": "true"}
    return {"posting": [order | M1, release | M1]}


def drawdown(**cells: str) -> Rows:
    asked = {"code": "D1", "grant": "F1", "amount": "100.00", "status": "requested", "requested_on": "2024-05-01"}
    return {"drawdown": [asked | cells]}


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

REFUSED = [
    # X4–X6: milestones
    ("an actual date in the future", changed("milestone", actual_date="2025-08-02"),
     ("milestone.csv", 2, "actual_date")),
    ("a duty reached without evidence", changed("milestone", funder_duty="true"), ("milestone.csv", 2, "evidence")),
    ("a weight of 0", changed("milestone", weight="0"), ("milestone.csv", 2, "weight")),
    ("a weight of 101", changed("milestone", weight="101"), ("milestone.csv", 2, "weight")),
    ("a broken weight", changed("milestone", weight="1,5"), ("milestone.csv", 2, "weight")),
    # Codes and short names that addresses use for something else
    *((f"a measure called {code}", changed("measure", code=code), ("measure.csv", 2, "code"))
      for code in ("tabellen", "woher", "liste.csv", ".", "..")),
    # X15, X16: postings and plan lines
    ("a negative payment without a reason", changed("posting", amount="-5.00"), ("posting.csv", 2, "reason")),
    ("a posting of tomorrow", changed("posting", date="2025-08-02"), ("posting.csv", 2, "date")),
    ("more released than ordered", commitments("100.00", "150.00"), ("posting.csv", 3, "amount")),
    ("a total beside its parts", added("plan_line", code="L4", kind="staff"), ("plan_line.csv", 2, "kind")),
    ("a kind of cost as funding", changed("plan_line", 1, kind="staff"), ("plan_line.csv", 3, "kind")),
    # X20–X24: grants
    ("a quota above 1", changed("grant_version", quota="65"), ("grant_version.csv", 2, "quota")),
    ("funding above the eligible cost", SECOND_GRANT, ("grant_version.csv", 2, "amount")),
    # X26: target paths
    ("a target that is the baseline", changed("target", target_value="20"), ("target.csv", 2, "target_value")),
    ("a target against the direction", changed("target", target_value="2"), ("target.csv", 2, "target_value")),
    ("a target year before the baseline", changed("target", target_year="2022"), ("target.csv", 2, "target_year")),
    ("a target year that is the baseline's", changed("target", target_year="2023"), ("target.csv", 2, "target_year")),
    ("an interim target after the target", interim("2027", "100"), ("interim_target.csv", 2, "year")),
    ("an interim target beyond the target", interim("2025", "2001"), ("interim_target.csv", 2, "value")),
    ("an interim target of no target", interim("2025", "100") | {"target": []}, ("interim_target.csv", 2, "version")),
    # X27, X28, X32: values
    ("a definition that is not there", changed("indicator_value", definition="2"),
     ("indicator_value.csv", 2, "definition")),
    ("a month of a yearly indicator", changed("indicator_value", period="2024-05"),
     ("indicator_value.csv", 2, "period")),
    ("neither value nor reason", changed("indicator_value", value=""), ("indicator_value.csv", 2, "value")),
    ("approved by who submitted", changed("indicator_value", submitted_by="Pate", approved_by="Pate"),
     ("indicator_value.csv", 2, "approved_by")),
    ("a thirteenth month", changed("indicator_value", period="2024-13"), ("indicator_value.csv", 2, "period")),
    ("a fifth quarter", changed("indicator_value", period="2024-Q5"), ("indicator_value.csv", 2, "period")),
    # Money that is never below 0; payments are signed
    ("a negative plan", changed("plan_line", amount="-1.00"), ("plan_line.csv", 2, "amount")),
    ("a negative plan in thousands", changed("plan_line", amount="-71 T€"), ("plan_line.csv", 2, "amount")),
    *((f"a grant with a negative {name}", changed("grant_version", **{name: "-0.01"}), ("grant_version.csv", 2, name))
      for name in ("total_cost", "eligible_cost", "amount", "own_share", "third_party")),
    ("a negative appropriation",
     {"appropriation": [{"code": "H1", "year": "2024", "budget_kind": "finanz", "as_of": "2024-01-01",
                         "base": "-5.00"} | M1]}, ("appropriation.csv", 2, "base")),
    ("a negative contribution in kind",
     {"in_kind": [{"code": "E1", "year": "2024", "amount": "-5.00", "recognised": "true", "funded": "false"} | M1]},
     ("in_kind.csv", 2, "amount")),
    ("a negative drawdown", drawdown(amount="-5.00"), ("drawdown.csv", 2, "amount")),
    ("a drawdown cut to less than nothing", drawdown(status="cut", decided_on="2024-06-01", amount_left="-1.00"),
     ("drawdown.csv", 2, "amount_left")),
    # Factors across a break
    *((f"a factor of {factor} for earlier values",
       changed("definition", series_break="true", rebase_factor=factor), ("definition.csv", 2, "rebase_factor"))
      for factor in ("0", "-1.5")),
    # How far the data reach
    ("data of tomorrow", changed("strategy", data_as_of="2025-08-02", live="false"),
     ("strategy.csv", 2, "data_as_of")),
    ("data of tomorrow, kept up to date", changed("strategy", data_as_of="2025-08-02", live="true"),
     ("strategy.csv", 2, "data_as_of")),
    # X47: numbers of papers
    ("a number of two papers", added("paper", code="V2", title="Haushalt"), ("paper.csv", 3, "number")),
    # X45: circles
    ("milestones in a circle", follows(("T1", "T2"), ("T2", "T1")), ("link.csv", 2, "object")),
    ("measures in a circle", {"link": [
        {"subject_kind": "measure", "subject": late, "relation": "follows", "object_kind": "measure", "object": early}
        for late, early in (("M1", "M2"), ("M2", "M1"))]}, ("link.csv", 2, "object")),
    ("measures merged in a circle", {"measure_status": [
        ROWS["measure_status"][0] | {"measure": gone, "status": "merged", "merged_into": into, "reason": "Doppelt"}
        for gone, into in (("M1", "M2"), ("M2", "M1"))]}, ("measure_status.csv", 2, "merged_into")),
    ("a measure merged into itself",
     changed("measure_status", status="merged", merged_into="M1", reason="Doppelt"),
     ("measure_status.csv", 2, "merged_into")),
    ("goals in a circle", {"goal": [ROWS["goal"][0] | {"code": code, "parent": parent}
                                    for code, parent in (("Z1", "Z2"), ("Z2", "Z1"))]}, ("goal.csv", 2, "parent")),
    ("a goal under itself", changed("goal", parent="Z1"), ("goal.csv", 2, "parent")),
    ("a milestone that follows itself", follows(("T1", "T1")), ("link.csv", 2, "object")),
    ("a body that reports to itself", changed("body", parent="amt"), ("body.csv", 2, "parent")),
    ("a strategy inside itself", changed("strategy", parent=SLUG), ("strategy.csv", 2, "parent")),
    # X52: days
    ("a 29 February of no leap year", changed("posting", date="2023-02-29"), ("posting.csv", 2, "date")),
    ("a day of another era", changed("paper", date="0019-05-23"), ("paper.csv", 2, "date")),
    # Codes, choices, lengths, characters
    ("a code with a space", changed("goal", code="Z 1"), ("goal.csv", 2, "code")),
    ("a code of 41 characters", added("goal", code="Z" * 41), ("goal.csv", 3, "code")),
    ("a choice nobody knows", changed("goal", kind="Ziel"), ("goal.csv", 2, "kind")),
    ("a title of 121 characters", changed("measure", title="x" * 121), ("measure.csv", 2, "title")),
    ("a text without end", changed("goal", plain_text="x" * 10_001), ("goal.csv", 2, "plain_text")),
    ("a control character", changed("goal", title="Bürger\x07nähe"), ("goal.csv", 2, "title")),
    ("letters that turn the writing", changed("goal", title="Bürger\u202eehän"), ("goal.csv", 2, "title")),
    ("an empty title", changed("goal", title="  "), ("goal.csv", 2, "title")),
    ("a fifth quarter of evaluation", changed("strategy", eval_quarter="5"), ("strategy.csv", 2, "eval_quarter")),
    ("a fiscal year that begins on no day", changed("strategy", fiscal_year_start="02-30"),
     ("strategy.csv", 2, "fiscal_year_start")),
    ("a fiscal year that begins inside a month", changed("strategy", fiscal_year_start="04-06"),
     ("strategy.csv", 2, "fiscal_year_start")),
    ("an address that is a script", changed("strategy", website="javascript:alert(1)"), ("strategy.csv", 2, "website")),
    ("a municipality key of one digit", changed("strategy", ags="7"), ("strategy.csv", 2, "ags")),
    ("a municipality key that lost its zero", changed("strategy", ags="1234567"), ("strategy.csv", 2, "ags")),
    ("an amount of another world", changed("posting", amount="1" + "0" * 20 + ".00"), ("posting.csv", 2, "amount")),
    ("an endless number", changed("target", target_value="1" + "0" * 40), ("target.csv", 2, "target_value")),
    ("a number with an exponent", changed("target", target_value="1e400"), ("target.csv", 2, "target_value")),
    ("a number that is none", changed("target", target_value="NaN"), ("target.csv", 2, "target_value")),
    ("a year beyond all integers", changed("target", target_year="9" * 30), ("target.csv", 2, "target_year")),
    # Keys, versions, references
    ("a code that stands twice", added("goal", title="Zwilling"), ("goal.csv", 3, "code")),
    ("a row that ends before it is known", changed("goal", known_until="2023-12-31"), ("goal.csv", 2, "known_until")),
    ("versions that overlap",
     {"goal": [ROWS["goal"][0] | {"known_until": "2024-09-01"}, ROWS["goal"][0] | {"known_on": "2024-06-01"}]},
     ("goal.csv", 2, "known_until")),
    ("a field that is not there", changed("measure", field="H9"), ("measure.csv", 2, "field")),
    ("a field of the wrong kind", changed("field", kind="cross_topic"), ("measure.csv", 2, "field")),
    ("a milestone of no measure", changed("milestone", object="M9"), ("milestone.csv", 2, "object")),
    ("a milestone of a paper", changed("milestone", object_kind="paper", object="V1"),
     ("milestone.csv", 2, "object_kind")),
    ("a source that is not there", changed("goal", source="nirgends"), ("goal.csv", 2, "source")),
    ("a link that joins nothing sensible", changed("link", relation="measures"), ("link.csv", 2, "relation")),
    # Days in order
    ("a corridor that ends before it begins", changed("measure", corridor_to="2023-12-31"),
     ("measure.csv", 2, "corridor_to")),
    ("a grant period that ends before it begins", changed("grant_version", period_to="2023-12-31"),
     ("grant_version.csv", 2, "period_to")),
]  # fmt: skip


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    """A database that holds the small package."""
    folder = tmp_path_factory.mktemp("stored")
    engine = create_engine(f"sqlite:///{(folder / 'test.db').as_posix()}")
    upgrade(engine)
    import_folder(engine, make(folder), TODAY)
    yield engine
    engine.dispose()


def everything(engine: sa.Engine) -> dict[str, list[tuple]]:
    """Every row of every table."""
    with reading(engine) as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(sa.select(table))), key=repr)
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize(("changes", "place"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_this_is_refused_at_its_place_and_nothing_is_stored(
    tmp_path: Path, stored: sa.Engine, changes: Rows, place: tuple[str, int, str]
) -> None:
    before = everything(stored)
    with pytest.raises(PackageError) as refused:
        import_folder(stored, make(tmp_path, **changes), TODAY)
    assert place in where(list(refused.value.findings))
    assert all(finding.reason and finding.remedy for finding in refused.value.findings)
    assert everything(stored) == before


@pytest.mark.parametrize("case", ["a weight of 0", "funding above the eligible cost", "milestones in a circle"])
def test_a_refused_package_leaves_both_databases_as_they_were(tmp_path: Path, engine: sa.Engine, case: str) -> None:
    import_folder(engine, make(tmp_path / "good"), TODAY)
    before = everything(engine)
    changes = next(changes for name, changes, _place in REFUSED if name == case)
    with pytest.raises(PackageError):
        import_folder(engine, make(tmp_path / "bad", **changes), TODAY)
    assert everything(engine) == before


def test_all_bad_cells_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    spoiled = changed("milestone", weight="0") | changed("posting", date="31.02.2024") | changed("goal", kind="Ziel")
    assert set(where(findings(make(tmp_path, **spoiled)))) == {
        ("milestone.csv", 2, "weight"), ("posting.csv", 2, "date"), ("goal.csv", 2, "kind"),
    }  # fmt: skip


def cells_beside_codes() -> Iterator[tuple[str, str]]:
    """Table and column of every filled cell that no other row may refer to."""
    for table, (row, *_more) in ROWS.items():
        yield from ((table, name) for name in [*row, "known_on"] if name not in ("code", "slug"))


@pytest.mark.parametrize(("table", "name"), list(cells_beside_codes()))
def test_a_cell_that_cannot_be_read_is_one_finding_and_no_second_one_follows_from_it(
    tmp_path: Path, table: str, name: str
) -> None:
    assert where(findings(make(tmp_path, **changed(table, **{name: "\x07?"})))) == [(f"{table}.csv", 2, name)]


def test_a_stated_value_that_cannot_be_read_is_not_called_missing_as_well(tmp_path: Path) -> None:
    spoiled = changed("grant_version", amount="abc", amount_precision="approx", amount_words="rund 130 T€")
    assert where(findings(make(tmp_path, **spoiled))) == [("grant_version.csv", 2, "amount")]


@pytest.mark.parametrize("table", ["body", "measure", "milestone", "indicator"])
@pytest.mark.parametrize("code", ["", "M 1"])
def test_a_row_without_a_code_is_named_and_never_a_fault_of_the_program(tmp_path: Path, table: str, code: str) -> None:
    assert where(findings(make(tmp_path, **changed(table, code=code))))[0] == (f"{table}.csv", 2, "code")


@pytest.mark.parametrize(
    ("postings", "row"),
    [
        ([("2024-06-01", "commitment", "100"), ("2024-07-01", "commitment_release", "60"),
          ("2024-07-20", "commitment_release", "60"), ("2024-07-21", "commitment_release", "5")], 4),
        # Balanced at the end of its month: the later release is the one too many
        ([("2024-06-01", "commitment_release", "50"), ("2024-06-20", "commitment", "100"),
          ("2024-08-01", "commitment_release", "51")], 4),
        # What comes months later does not mend it, nor is it the reason
        ([("2024-06-01", "commitment", "100"), ("2024-06-30", "commitment_release", "130"),
          ("2024-09-01", "commitment", "500")], 3),
    ],
)  # fmt: skip
def test_the_release_with_which_too_much_is_released_is_named_by_its_row(
    tmp_path: Path, postings: list[tuple[str, str, str]], row: int
) -> None:
    rows = [
        {"code": f"A{at}", "date": date, "kind": kind, "amount": f"{amount}.00", "eligible": "true"} | M1
        for at, (date, kind, amount) in enumerate(postings)
    ]
    assert where(findings(make(tmp_path, posting=rows))) == [("posting.csv", row, "amount")]


def test_a_version_that_cannot_follow_what_is_stored_is_named_by_its_row(tmp_path: Path, engine: sa.Engine) -> None:
    two = {"body": [*ROWS["body"], {"code": "agd", "title": "AG Digitales", "kind": "working_group"}]}
    import_folder(engine, make(tmp_path / "first", **two), TODAY)
    import_folder(engine, make(tmp_path / "ended"), TODAY)
    with pytest.raises(PackageError) as refused:
        import_folder(engine, make(tmp_path / "again", **two), TODAY)
    assert where(list(refused.value.findings)) == [("body.csv", 4, "known_on")]


def test_every_sentence_of_a_refusal_is_german(tmp_path: Path) -> None:
    english = {" the ", " is ", "There ", "Write ", " not "}
    for at, (_name, changes, _place) in enumerate(REFUSED):
        for finding in findings(make(tmp_path / str(at), **changes)):
            said = f" {finding.reason} {finding.remedy} "
            assert not [word for word in english if word in said], said


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
    before = everything(stored)
    with pytest.raises(PackageError) as refused:
        import_folder(stored, make(tmp_path / "h", **changed("indicator", unit="min")), TODAY)
    assert where(list(refused.value.findings)) == [("indicator.csv", 2, "unit")]
    assert everything(stored) == before
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


@pytest.mark.parametrize("text", ["=1+1", "+49 3883", "-5 Grad", "@rat", "\tEinzug", "\rUmbruch"])
def test_a_download_neutralises_a_text_that_a_spreadsheet_would_run(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Bürgernähe", "1+1", "a=b", "", "5"])
def test_a_download_leaves_every_other_text_alone(text: str) -> None:
    assert neutralise(text) == text
