"""Invented data to try the program with: one told town, or a town of any size.

generate() ──► town, measures, milestones, plan, spending, budget, grants, indicators, values ──► Package
generate(measures=1000) ──► many ──► Package

The same seed gives the same bytes. Everything is invented, and its sources say so.
"""

from __future__ import annotations

from random import Random

from dashboard.exchange.demo.budget import add_budget
from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.grants import add_grants
from dashboard.exchange.demo.indicators import add_indicators
from dashboard.exchange.demo.many import generate_many
from dashboard.exchange.demo.measures import add_measures
from dashboard.exchange.demo.milestones import add_milestones
from dashboard.exchange.demo.plan import add_plan
from dashboard.exchange.demo.reports import add_reports
from dashboard.exchange.demo.rows import Rows
from dashboard.exchange.demo.spending import add_mistake, add_spending
from dashboard.exchange.demo.town import add_town
from dashboard.exchange.demo.values import add_values
from dashboard.exchange.package import Package

__all__ = ["generate"]


def generate(measures: int | None = None, seed: int = 7, slug: str | None = None) -> Package:
    """The example town, or an invented town with that many measures; ValueError for fewer than one.

    A measure of a town of any size has 10 milestones with 3 forecasts each, 60 postings and 3 control indicators with
    24 values each.
    """
    if measures is not None:
        return generate_many(measures, seed, slug or f"beispielstadt-{measures}")
    return _example_town(seed, slug or content("town")["strategy"]["slug"])


def _example_town(seed: int, slug: str) -> Package:
    rows = Rows(content("town")["strategy"]["data_as_of"])

    def dice(topic: str) -> Random:
        # One dice a topic: a change to one table leaves the others as they were.
        return Random(f"{seed}/{topic}")

    add_town(rows, slug)
    add_measures(rows, dice("measures"))
    add_milestones(rows, slug, dice("milestones"))
    add_reports(rows, dice("reports"))
    add_plan(rows, slug)
    add_spending(rows, slug, dice("spending"))
    add_mistake(rows)
    add_budget(rows, slug)
    add_grants(rows)
    add_indicators(rows, slug)
    add_values(rows, dice("values"))
    return rows.package(slug)
