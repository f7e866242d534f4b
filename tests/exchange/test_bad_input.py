"""Bad input through a real folder: refused with file, row, column, reason and remedy, and nothing stored half."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.errors import PackageError
from dashboard.exchange.transfer import import_folder
from tests.exchange.folders import ROWS, TODAY, changed, findings, make, where
from tests.exchange.refused import M1, REFUSED, Rows
from tests.storage.older import rows


@pytest.mark.parametrize(("changes", "place"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_this_is_refused_at_its_place_and_nothing_is_stored(
    tmp_path: Path, stored: sa.Engine, changes: Rows, place: tuple[str, int, str]
) -> None:
    before = rows(stored)
    with pytest.raises(PackageError) as refused:
        import_folder(stored, make(tmp_path, **changes), TODAY)
    assert place in where(list(refused.value.findings))
    assert all(finding.reason and finding.remedy for finding in refused.value.findings)
    assert rows(stored) == before


@pytest.mark.parametrize("case", ["a weight of 0", "funding above the eligible cost", "milestones in a circle"])
def test_a_refused_package_leaves_both_databases_as_they_were(tmp_path: Path, engine: sa.Engine, case: str) -> None:
    import_folder(engine, make(tmp_path / "good"), TODAY)
    before = rows(engine)
    changes = next(changes for name, changes, _place in REFUSED if name == case)
    with pytest.raises(PackageError):
        import_folder(engine, make(tmp_path / "bad", **changes), TODAY)
    assert rows(engine) == before


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
