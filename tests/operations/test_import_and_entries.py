"""An import beside entries: it is told as an import, and it approves nothing that somebody submitted."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from dashboard.errors import ConflictError, PackageError
from dashboard.exchange.transfer import import_folder
from dashboard.operations import entries
from dashboard.storage.engine import reading
from dashboard.storage.trail import Asked, changes
from tests.site import DATA
from tests.working.entering import enter, question, state_of
from tests.working.people import SLUG, TODAY, Town


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / SLUG, tmp_path / SLUG))


def test_the_history_says_that_it_was_an_import_and_names_the_operator(people_town: Town) -> None:
    with reading(people_town.engine) as connection:
        found = changes(connection, SLUG, Asked())
    assert found
    assert {(one.way, one.role, one.account) for one in found} == {("import", "operator", None)}


def test_an_import_of_the_same_value_leaves_the_entry_to_be_decided_on_and_never_overwritten(
    people_town: Town, package: Path
) -> None:
    asked = question(people_town)
    entry = enter(people_town, "patin", asked)
    with (package / "indicator_value.csv").open(encoding="utf-8") as handle:
        heads = handle.readline().rstrip("\n").split(",")
    told = {"indicator": asked.subject, "period": asked.period.text, "value": "12.5", "state": "published",
            "submitted_by": "A", "approved_by": "B", "known_on": TODAY.isoformat(), "definition": "1"}  # fmt: skip
    told["source"] = (package / "source.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    with (package / "indicator_value.csv").open("a", encoding="utf-8") as handle:
        handle.write(",".join(told.get(name, "") for name in heads) + "\n")
    import_folder(people_town.engine, package, TODAY)
    assert state_of(people_town, entry.code) == "submitted"
    with pytest.raises(ConflictError):
        entries.approve(people_town.engine, people_town.actor("leitung"), SLUG, entry.code, entry.version, TODAY)
    assert state_of(people_town, entry.code) == "submitted"


def test_a_package_holds_no_entries(people_town: Town, package: Path) -> None:
    entry = enter(people_town, "patin", question(people_town))
    (package / "entry.csv").write_text("code,state\n" + f"{entry.code},approved\n", encoding="utf-8")
    before = _versions(people_town)
    with suppress(PackageError):  # refused or passed over: nothing of it may reach the entry
        import_folder(people_town.engine, package, TODAY)
    assert _versions(people_town) == before
    assert state_of(people_town, entry.code) == "submitted"


def _versions(town: Town) -> dict[str, int]:
    return {code: one.version for code, one in entries.entries(town.engine, SLUG).items()}
