"""The page of annual monitoring as it is laid out, and its figures against the package's own rows."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from flask.testing import FlaskClient
from markupsafe import Markup

from dashboard.domain.assessment import assess
from dashboard.domain.state import StrategyState
from dashboard.pages.context import Context
from dashboard.pages.monitoring import PAGE
from dashboard.pages.monitoring.figures import dots, path_dots
from dashboard.reporting.monitoring import monitoring
from dashboard.text.catalog import in_language
from tests.domain.builders import a_definition, a_target, a_value, an_indicator
from tests.pages.reading import asked, parts
from tests.reporting.indicator_towns import an_indicator_town, yearly
from tests.site import DATA, Site

TOWNS = {
    "indicators": an_indicator_town(),
    "no targets": an_indicator_town(targets=()),
    "named only": an_indicator_town(targets=(), indicator_values=()),
    "no indicators": an_indicator_town(indicators=(), targets=(), indicator_values=()),
    "context only": an_indicator_town(
        indicators=(an_indicator("X", role="context", direction="none"),), targets=(), indicator_values=yearly("X", 5)
    ),
    "nothing": an_indicator_town(
        indicators=(), targets=(), indicator_values=(), goals=(), links=(), measures=(), fields=()
    ),
}


def context(state: StrategyState, **params: Any) -> Context:
    return asked(PAGE, state, **params)


def words_of(state: StrategyState, **params: Any) -> str:
    return " ".join(str(part) for part in parts(PAGE.layout(context(state, **params))) if isinstance(part, (str, int)))


@pytest.mark.parametrize("town", TOWNS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_page_and_its_tables_are_there_for_every_town(town: str, language: str) -> None:
    with in_language(language):
        headings = [part for part in parts(PAGE.layout(context(TOWNS[town]))) if type(part).__name__ == "H1"]
        names = [table.name for table in PAGE.tables(context(TOWNS[town]))]
    assert len(headings) == 1
    assert len(names) == len(set(names))


@pytest.mark.parametrize("town", TOWNS)
def test_no_section_stands_twice_and_each_csv_link_leads_to_a_table(town: str) -> None:
    where = context(TOWNS[town])
    tree = list(parts(PAGE.layout(where)))
    ids = [part.id for part in tree if getattr(part, "id", None)]
    linked = {part.href.split("/")[-1].split("?")[0] for part in tree if ".csv" in str(getattr(part, "href", ""))}
    assert len(ids) == len(set(ids))
    assert linked <= {f"{table.name}.csv" for table in PAGE.tables(where)}


def row_pictures(state: StrategyState) -> list[ElementTree.Element]:
    shown = (part for part in parts(PAGE.layout(context(state))) if isinstance(part, Markup))
    return [ElementTree.fromstring(part) for part in shown if part.startswith("<svg")]


@pytest.mark.parametrize("town", TOWNS)
def test_every_row_picture_has_words_or_is_not_read_out(town: str) -> None:
    with in_language("en"):
        pictures = row_pictures(TOWNS[town])
    named = [picture.get("aria-label") for picture in pictures if picture.get("role") == "img"]
    assert all(named)
    assert len(named) + sum(picture.get("aria-hidden") == "true" for picture in pictures) == len(pictures)
    if town == "indicators":
        assert any("From 0 in 2020 to 100 in 2030." in words for words in named)


def test_a_missing_value_is_a_word_and_never_a_zero() -> None:
    with in_language("en"):
        tree = parts(PAGE.layout(context(TOWNS["indicators"])))
        table = next(part for part in tree if getattr(part, "className", "") == "indicators")
        lines = (part for part in parts(table) if type(part).__name__ == "Tr")
        row = next(line for line in lines if "Indicator C" in json.dumps(line, default=_plain))
        cells = [" ".join(str(x) for x in parts(cell) if isinstance(x, str)) for cell in row.children]
    assert "not stated" in cells[3]
    assert "missing for 61 days" in cells[3]
    assert not any(cell.strip() == "0" for cell in cells)


def _plain(component: Any) -> Any:
    return component.to_plotly_json()


def test_the_years_are_links_that_keep_the_field() -> None:
    tree = list(parts(PAGE.layout(context(TOWNS["indicators"], handlungsfeld="F"))))
    links = [
        part
        for part in tree
        if type(part).__name__ == "A" and "jahr=" in str(part.href) and str(part.children).isdigit()
    ]
    assert [link.children for link in links] == ["2021", "2022", "2023", "2024"]
    assert all("handlungsfeld=F" in link.href for link in links)
    assert [link.children for link in links if "aria-current" in link.to_plotly_json()["props"]] == ["2024"]


def test_a_year_without_values_leads_back_to_the_latest_one() -> None:
    tree = list(parts(PAGE.layout(context(TOWNS["indicators"], jahr=2031))))
    (button,) = [part for part in tree if getattr(part, "className", "") == "button"]
    assert "jahr" not in button.href


def test_the_picture_names_every_rated_indicator_once() -> None:
    found = monitoring(assess(TOWNS["indicators"]))
    chart = path_dots(found)
    go.Figure(chart)
    texts = [annotation["text"] for annotation in chart["layout"]["annotations"]]
    assert sorted(text for text in texts if text.startswith("Indicator")) == ["Indicator A", "Indicator B"]


def test_labels_in_the_picture_cover_no_other_label() -> None:
    codes = [f"K{n}" for n in range(30)]
    state = an_indicator_town(
        indicators=tuple(an_indicator(code, lag_days=120) for code in codes),
        targets=tuple(a_target((2020, 0), (2030, 100), code) for code in codes),
        indicator_values=tuple(a_value("2024", 20 + n % 7, code) for n, code in enumerate(codes)),
    )
    placed = dots([row for row in monitoring(assess(state)).rows if row.rated])
    assert len({(dot.level, dot.place) for dot in placed}) == 30


def test_a_title_cannot_bring_markup_into_the_picture() -> None:
    indicators = (an_indicator("A", title='<a href="x">A</a>', lag_days=120), an_indicator("B", lag_days=120))
    chart = path_dots(monitoring(assess(an_indicator_town(indicators=indicators))))
    assert "<a" not in json.dumps(chart)


@pytest.fixture(scope="module")
def client(site: Site) -> FlaskClient:
    return site.internal.server.test_client()


class TestMusterstadt:
    """The figures of the page, recomputed from the rows of the package with nothing but the words of D8, D9 and D13."""

    FOLDER: Path = DATA / "musterstadt-2030"

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.FOLDER / f"{name}.csv").open(encoding="utf-8") as handle:
            return [row for row in csv.DictReader(handle) if not row["known_until"]]

    def table(self, client: FlaskClient, name: str) -> list[dict[str, str]]:
        text = client.get(f"/musterstadt-2030/monitoring/{name}.csv?jahr=2024").text.lstrip("\ufeff")
        return list(csv.DictReader(text.splitlines()[1:]))

    def test_attainment_of_the_path_follows_from_baseline_path_and_value(self, client: FlaskClient) -> None:
        straight = {
            row["indicator"]: row for row in self.rows("target")
            if not any(row["indicator"] == stop["indicator"] for stop in self.rows("interim_target"))
        }  # fmt: skip
        versions = [row["indicator"] for row in self.rows("target")]
        values = {row["indicator"]: row["value"] for row in self.rows("indicator_value") if row["period"] == "2024"}
        kinds = {row["code"]: row for row in self.rows("indicator")}
        compared = 0
        for shown in self.table(client, "kontrollindikatoren"):
            code = shown["code"]
            plain = kinds[code]["direction"] in ("up", "down") and kinds[code]["cumulative"] == "false"
            if not plain or versions.count(code) != 1 or code not in straight or not values.get(code):
                continue
            target = straight[code]
            begin, aim = Fraction(target["baseline_value"]), Fraction(target["target_value"])
            share = Fraction(
                2024 - int(target["baseline_year"]), int(target["target_year"]) - int(target["baseline_year"])
            )
            path = begin + (aim - begin) * share
            attained = (Fraction(values[code]) - begin) / (path - begin)
            assert Decimal(shown["path_attainment"]) == pytest.approx(Decimal(float(attained)), abs=Decimal("1e-9"))
            compared += 1
        assert compared >= 5

    def test_multiplier_effect_is_the_sum_of_the_years_events(self, client: FlaskClient) -> None:
        events = [row for row in self.rows("multiplier_event") if row["date"].startswith("2024")]
        (shown,) = [row for row in self.table(client, "multiplikatorwirkung") if row["year"] == "2024"]
        assert int(shown["downloads"]) == sum(int(row["count"]) for row in events if row["kind"] == "downloads")
        assert int(shown["regions"]) == len({row["region"] for row in events if row["region"]})

    def test_the_public_sees_the_same_figures_of_published_values(self, client: FlaskClient, site: Site) -> None:
        public = site.public.server.test_client()
        internal, shown = self.table(client, "kontrollindikatoren"), self.table(public, "kontrollindikatoren")
        values = {row["code"]: row["value"] for row in internal}
        assert shown
        assert all(row["value"] == values[row["code"]] for row in shown if row["value"])


def monthly(code: str, years: range) -> tuple[Any, ...]:
    """A value for each month, growing by one."""
    months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    return tuple(a_value(month, place, code) for place, month in enumerate(months))


TWENTY_YEARS = an_indicator_town(
    indicators=(an_indicator("A", periodicity="month", position=1),),
    targets=(a_target((2004, 0), (2030, 300), "A"),),
    definitions=(a_definition(indicator="A"),),
    indicator_values=monthly("A", range(2005, 2025)),
)


def test_twenty_years_of_months_are_one_line_without_a_dot_for_each() -> None:
    [drawn] = [picture for picture in row_pictures(TWENTY_YEARS) if picture.find(".//path") is not None]
    longest = max((path.get("d", "") for path in drawn.iter("path")), key=len)
    assert 12 < longest.count("L") <= 240
    assert len(list(drawn.iter("circle"))) <= 3
    assert len(ElementTree.tostring(drawn)) < 20_000


def test_twenty_years_of_months_keep_one_row_and_every_value_in_the_data() -> None:
    tables = {table.name: table for table in PAGE.tables(context(TWENTY_YEARS))}
    assert [row[1] for row in tables["kontrollindikatoren"].rows] == ["A"]
    [value] = [row[9] for row in tables["kontrollindikatoren"].rows]
    assert value.value == 239
