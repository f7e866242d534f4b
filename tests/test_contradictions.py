"""The strategies in data/ contradict themselves exactly where their documents do; mended, the finding is gone."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.domain.contradictions import contradictions
from dashboard.exchange.reader import read_package
from dashboard.operations.import_package import import_package
from dashboard.storage.engine import create_engine, reading
from dashboard.storage.read import load_facts
from tests.storage.packages import Package

DATA = Path(__file__).resolve().parent.parent / "data"
TODAY = dt.date(2026, 1, 2)

Findings = Callable[[Package], set[tuple[str, str | None]]]


def package(slug: str) -> Package:
    tables = read_package(DATA / slug).tables
    return Package(slug, {name: list(rows) for name, rows in tables.items()})


@pytest.fixture
def findings(sqlite_template: Path, tmp_path: Path) -> Iterator[Findings]:
    """Rule and object of each contradiction of a package, "(rounding)" where it is only a note."""
    engines = []

    def of(given: Package) -> set[tuple[str, str | None]]:
        path = tmp_path / f"{len(engines)}.db"
        shutil.copy(sqlite_template, path)
        engines.append(create_engine(f"sqlite:///{path}"))
        import_package(engines[-1], given, today=TODAY)
        with reading(engines[-1]) as connection:
            facts = load_facts(connection, given.slug, up_to=TODAY, audience="internal")
        return {(c.rule + " (rounding)" * c.note, c.object.code if c.object else None) for c in contradictions(facts)}

    yield of
    for engine in engines:
        engine.dispose()


WISMAR = {
    ("K1", "modellprojekt"), ("K2", "modellprojekt"), ("K3", "vo-2019-3113"), ("K4 (rounding)", "modellprojekt"),
    ("K6", "wismar-smart-city"),
}  # fmt: skip
STATED = {
    "wismar-smart-city": WISMAR,
    "hagenow-smart-city": {("K4", "modellprojekt")},
    "hagenow-digitale-agenda": {("K5", "hagenow-digitale-agenda")},
    "modellprojekte-smart-cities": {("K7", "modellprojekte-smart-cities")},
    "konstanz-smart-green-city": set(),
    "wismar-isek": set(),
}


@pytest.mark.parametrize("slug", STATED)
def test_the_documents_contradict_themselves_exactly_here(slug, findings):
    assert findings(package(slug)) == STATED[slug]


def _cover_the_plan(given: Package) -> Package:
    for row in given.tables["plan_line"]:
        given = given.changed("plan_line", {"code": row["code"]}, amount=183416998)
    return given


MENDS: dict[str, tuple[str, tuple[str, str], Callable[[Package], Package]]] = {
    "the plan names the whole volume": ("wismar-smart-city", ("K1", "modellprojekt"), _cover_the_plan),
    "the council meets on the last day": (
        "wismar-smart-city", ("K2", "modellprojekt"),
        lambda p: p.changed("consultation", {"code": "entscheidung"}, date=dt.date(2019, 6, 24)),
    ),
    "the right box is ticked": (
        "wismar-smart-city", ("K3", "vo-2019-3113"),
        lambda p: p.changed("paper", {"code": "vo-2019-3113"}, financial_effects="yes"),
    ),
    "the own share is rounded once": (
        "wismar-smart-city", ("K4 (rounding)", "modellprojekt"),
        lambda p: p.changed("grant_version", {"grant": "modellprojekt"}, own_share=18341700),
    ),
    "the period keeps the shortest limit": (
        "wismar-smart-city", ("K6", "wismar-smart-city"),
        lambda p: p.changed("strategy", {"slug": "wismar-smart-city"}, valid_to=dt.date(2021, 12, 31)),
    ),
    "the own share is a tenth": (
        "hagenow-smart-city", ("K4", "modellprojekt"),
        lambda p: p.changed("grant_version", {"grant": "modellprojekt"}, own_share=7966700),
    ),
    "the total is in thousands like its rows": (
        "hagenow-digitale-agenda", ("K5", "hagenow-digitale-agenda"),
        lambda p: p.changed("statement", {"code": "gesamtsumme-herkunft"}, value=Decimal(20000)),
    ),
    "the call counts thirteen as well": (
        "modellprojekte-smart-cities", ("K7", "modellprojekte-smart-cities"),
        lambda p: p.changed("statement", {"code": "staffel-1-projekte"}, value=Decimal(13)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("mend", MENDS)
def test_a_mended_contradiction_is_gone_and_no_other_comes(mend, findings):
    slug, gone, change = MENDS[mend]
    assert findings(change(package(slug))) == STATED[slug] - {gone}


def test_every_contradiction_of_the_documents_has_its_mend():
    assert {(slug, gone) for slug, gone, _change in MENDS.values()} == {
        (slug, finding) for slug, stated in STATED.items() for finding in stated
    }
