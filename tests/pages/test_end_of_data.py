"""The line of the day: where the data end, and that what became known later is not denied."""

from __future__ import annotations

import csv
import re

import pytest
from flask.testing import FlaskClient

from dashboard.domain.values import Origin
from tests.domain.builders import a_measure, a_state, a_strategy, day
from tests.site import DATA, SLUGS, Site


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.public.server.test_client()


def known_later(slug: str) -> list[str]:
    """ISO days after the Datenstand on which rows of the package that still hold became known."""
    rows = []
    for path in (DATA / slug).glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            rows += [row for row in csv.DictReader(handle) if not row["known_until"]]
    [end] = [row["data_as_of"] for row in rows if "data_as_of" in row]
    return sorted(row["known_on"] for row in rows if row["known_on"] > end)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_line_of_the_day_denies_later_facts_only_where_there_are_none(client: FlaskClient, slug: str) -> None:
    page = client.get(f"/{slug}").get_data(as_text=True)
    [line] = re.findall(r'<span class="end-of-data">(.*?)</span>', page)
    words = re.sub(r"<[^>]+>", "", line)
    later = known_later(slug)
    assert ("spätere Angaben liegen nicht vor" in words) == (not later)
    if later:
        last = ".".join(reversed(later[-1].split("-")))
        assert words.endswith(f"– einzelne Angaben wurden später bekannt, zuletzt am {last}: Quellen")


def test_one_of_the_packages_knows_facts_that_are_later_than_its_datenstand() -> None:
    assert [slug for slug in SLUGS if known_later(slug)] == ["modellprojekte-smart-cities"]


def test_a_package_entered_after_its_datenstand_knows_nothing_later_by_that() -> None:
    entered, later = Origin(known_on=day("05.01.2026")), Origin(known_on=day("06.01.2026"))
    strategy = a_strategy(origin=entered)
    assert a_state(strategy=strategy, measures=[a_measure(origin=entered)]).known_later is None
    assert a_state(strategy=strategy, measures=[a_measure(origin=later)]).known_later == later.known_on
