"""Monitoring where no goal is stated, and beside the strategies that belong together."""

from __future__ import annotations

import csv
import html
import re

import pytest
from flask.testing import FlaskClient

from dashboard.pages import monitoring
from dashboard.pages.address import Address, Params
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from tests.site import DATA, SLUGS, TODAY, Site


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.public.server.test_client()


def titles(slug: str, name: str, **wanted: str) -> list[str]:
    path = DATA / slug / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if not row["known_until"]]
    return [row["title"] for row in rows if all(row[column] == value for column, value in wanted.items())]


def section(page: str, name: str) -> str | None:
    found = re.search(rf'<section[^>]* id="{name}".*?</section>|<section id="{name}".*?</section>', page, re.DOTALL)
    return html.unescape(found[0]) if found else None


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_missing_is_listed_by_goal_or_where_no_goal_is_stated_by_field_of_action(
    client: FlaskClient, site: Site, slug: str
) -> None:
    page = client.get(f"/{slug}/monitoring").get_data(as_text=True)
    goals, fields = titles(slug, "goal", kind="goal"), titles(slug, "field", kind="field")
    by_field = section(page, "felder")
    assert (by_field is not None) == (not goals and bool(fields))
    reader = Reader(site.engine, today=lambda: TODAY, audience="public")
    tables = {t.name: t for t in monitoring.PAGE.tables(context_of(reader, Address(slug, "monitoring", Params())))}
    if by_field:
        assert all(f"<b>{title}</b>" in by_field for title in fields)
        assert {row[1] for row in tables["felder"].rows} == set(fields)
        assert all("kein Kontrollindikator angegeben" in row[-1] for row in tables["felder"].rows)
    else:
        assert not tables["felder"].rows


def test_parent_and_child_lead_to_each_other_with_what_the_one_states_and_the_other_does_not(
    client: FlaskClient,
) -> None:
    parent, child = "wismar-isek", "wismar-smart-city"
    for here, there, words in (
        (parent, child, "Ist ein Teil dieser Strategie."),
        (child, parent, "Diese Strategie ist ein Teil davon."),
    ):
        found = section(client.get(f"/{here}/monitoring").get_data(as_text=True), "zusammen")
        assert found is not None
        [title] = titles(there, "strategy")
        assert f'href="/{there}/monitoring">{title}</a>' in found
        assert words in found
    assert titles(parent, "statement", category="data_source")
    assert not titles(child, "statement", category="data_source")


def test_a_strategy_that_stands_alone_names_no_other(client: FlaskClient) -> None:
    page = client.get("/musterstadt-2030/monitoring").get_data(as_text=True)
    assert section(page, "zusammen") is None
