"""What goes into a database comes out the same, byte for byte, on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa

from dashboard.errors import NotFound, PackageError
from dashboard.exchange.folders import package_folders
from dashboard.exchange.reader import read_package
from dashboard.exchange.transfer import export_folder, import_folder
from dashboard.exchange.writer import write_package
from tests.exchange.folders import ROWS, SLUG, TODAY, changed, make

DATA = Path(__file__).resolve().parent.parent.parent / "data"
FOLDERS = list(package_folders(DATA))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".csv", ".json")}


def today_of(folder: Path) -> dt.date:
    """A day on which everything in the package has been known."""
    rows = (row for rows in read_package(folder).tables.values() for row in rows)
    return max(day for row in rows for day in (row["known_on"], row["known_until"]) if day)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_fresh_import_is_exported_byte_for_byte(folder: Path, tmp_path: Path, engine: sa.Engine) -> None:
    import_folder(engine, folder, today_of(folder))
    export_folder(engine, folder.name, tmp_path / folder.name)
    assert files(tmp_path / folder.name) == files(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_package_of_the_data_folder_is_canonical(folder: Path) -> None:
    assert [note for note in read_package(folder).notes if note.row is None or note.row == 1] == []


def test_the_data_folder_holds_packages() -> None:
    assert FOLDERS


def test_a_second_import_of_an_export_changes_nothing(tmp_path: Path, engine: sa.Engine) -> None:
    import_folder(engine, make(tmp_path / "in"), TODAY)
    export_folder(engine, SLUG, tmp_path / SLUG)
    assert import_folder(engine, tmp_path / SLUG, TODAY + dt.timedelta(30)).is_empty


def test_history_told_in_two_imports_is_exported_as_one(tmp_path: Path, engine: sa.Engine) -> None:
    import_folder(engine, make(tmp_path / "first"), TODAY)
    later = changed("goal", title="Bürgernah", known_on="2025-02-01")
    import_folder(engine, make(tmp_path / "second", **later), TODAY)
    export_folder(engine, SLUG, tmp_path / "out" / SLUG)
    told = make(tmp_path / "told", goal=[ROWS["goal"][0], later["goal"][0]])
    write_package(read_package(told), tmp_path / "expected" / SLUG)
    assert files(tmp_path / "out" / SLUG) == files(tmp_path / "expected" / SLUG)


def test_a_trial_stores_nothing(tmp_path: Path, engine: sa.Engine) -> None:
    report = import_folder(engine, make(tmp_path), TODAY, dry_run=True)
    assert report.dry_run
    assert {line.table for line in report.added} == set(ROWS)
    with pytest.raises(NotFound):
        export_folder(engine, SLUG, tmp_path / "out")


def test_an_unknown_strategy_cannot_be_exported_and_leaves_no_folder(tmp_path: Path, engine: sa.Engine) -> None:
    with pytest.raises(NotFound):
        export_folder(engine, "gibt-es-nicht", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def paper_of_another_strategy(folder: Path, town: dict[str, str], **paper: str) -> Path:
    """A second strategy with one paper; `town` says whose it is."""
    own = changed("strategy", slug="zweite", **town) | changed("paper", **paper)
    return make(folder, "zweite", **own)


def test_a_number_of_a_paper_is_refused_where_the_town_has_given_it_to_another_one(
    tmp_path: Path, engine: sa.Engine
) -> None:
    import_folder(engine, make(tmp_path), TODAY)
    other = paper_of_another_strategy(tmp_path, {}, title="Haushalt")
    with pytest.raises(PackageError) as refused:
        import_folder(engine, other, TODAY)
    [finding] = refused.value.findings
    assert (finding.file, finding.row, finding.column) == ("paper.csv", 2, "number")
    assert "VO/2023/1" in finding.reason


@pytest.mark.parametrize(
    ("town", "paper"),
    [
        ({}, {}),
        ({}, {"number": "VO/2023/2", "title": "Haushalt"}),
        ({"ags": "01234568"}, {"title": "Haushalt"}),
        ({"ags": "", "owner": "Nachbarstadt"}, {"title": "Haushalt"}),
    ],
    ids=["the same paper", "another number", "another town", "a town without a key"],
)
def test_the_same_paper_and_papers_of_other_towns_are_taken(
    town: dict[str, str], paper: dict[str, str], tmp_path: Path, engine: sa.Engine
) -> None:
    import_folder(engine, make(tmp_path), TODAY)
    assert not import_folder(engine, paper_of_another_strategy(tmp_path, town, **paper), TODAY).is_empty


def test_one_paper_may_be_named_differently_in_two_strategies_when_its_day_is_the_same(
    tmp_path: Path, engine: sa.Engine
) -> None:
    import_folder(engine, make(tmp_path, **changed("paper", date="2023-11-02")), TODAY)
    other = paper_of_another_strategy(tmp_path, {}, date="2023-11-02", title="Strategie, erste Fassung")
    assert not import_folder(engine, other, TODAY).is_empty
