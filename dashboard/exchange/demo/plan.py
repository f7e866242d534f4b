"""The finance plan of the invented town: cost by kind and year, who pays, in every plan version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from dashboard.exchange.demo.content import content
from dashboard.exchange.demo.days import months_between
from dashboard.exchange.demo.milestones import Step, steps
from dashboard.exchange.demo.rows import Row, Rows, on
from dashboard.exchange.demo.shares import cents, split
from dashboard.exchange.demo.town import PACKAGE, known

VERSIONS = ("F1", "F2", "F3")
#: The quota a plan version reckons with, by grant: in per cent.
_QUOTAS = {"BUND": {"F1": 90, "F2": 90, "F3": 65}, "LAND": {"F2": 80, "F3": 80}}
#: Costs that no grant pays.
NOT_ELIGIBLE = "material"
_STEP = cents(100)


def plans() -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Measure and its money, the strategy's own under None."""
    yield from content("money")["measures"].items()
    yield None, content("money")["strategy"]


def planned_total(entry: dict[str, Any], version: str) -> int:
    """Cents of all years."""
    return cents(entry["cost"][VERSIONS.index(version)])


def _weights(group: tuple[Step, ...], version: str, first: dt.date, last: dt.date) -> dict[int, int]:
    """Months of work by year, each milestone's weight spread from the one before it to its own date."""
    dated = sorted((step.plan[version], step.weight) for step in group if version in step.plan)
    by_year: dict[int, int] = {}
    start = first
    for date, weight in dated or [(last, 1)]:
        months = months_between(start, max(start, date))
        for year, _month in months:
            by_year[year] = by_year.get(year, 0) + 600 * weight // len(months)
        start = max(start, date)
    return by_year


@cache
def yearly_cost(measure: str | None, version: str) -> dict[int, int]:
    """Cents by year, in hundreds of euro."""
    entry = content("money")["measures"][measure] if measure else content("money")["strategy"]
    total = planned_total(entry, version)
    if not total:
        return {}
    if measure is None:
        by_year = dict.fromkeys(range(2023, 2029), 1)
    else:
        first, last = content("measures")[measure]["corridor"]
        by_year = _weights(steps()[measure], version, first, last)
    years = sorted(by_year)
    return dict(zip(years, split(total, [by_year[year] for year in years], _STEP), strict=True))


def by_kind(entry: dict[str, Any], total: int) -> dict[str, int]:
    """Cents of a year by kind of cost."""
    profile = {kind: share for kind, share in content("money")["profiles"][entry["profile"]].items() if share}
    return dict(zip(profile, split(total, list(profile.values()), _STEP), strict=True))


def add_plan(rows: Rows, slug: str) -> None:
    """All lines of all versions; a version is a complete plan."""
    for version in content("town")["plan_version"]:
        for measure, entry in plans():
            target = on("measure", measure) if measure else on("strategy", slug)
            origin: Row = {
                "source": PACKAGE,
                "section": f"Planfassung {version['code']}, {measure or 'Strategie'}",
                "plan_version": version["code"],
                "budget_kind": "finanz",
            } | target
            for year, total in yearly_cost(measure, version["code"]).items():
                prefix = f"{version['code']}-{measure or 'S'}-{year}"
                for suffix, line in _lines(version["code"], entry, year, total):
                    rows.add("plan_line", known(version), code=f"{prefix}-{suffix}", year=year, **origin, **line)


def _lines(version: str, entry: dict[str, Any], year: int, total: int) -> Iterator[tuple[str, Row]]:
    kinds = by_kind(entry, total)
    grant = entry.get("grant")
    for kind, amount in kinds.items():
        eligible = "yes" if grant and kind != NOT_ELIGIBLE else "no"
        yield kind, {"side": "cost", "kind": kind, "eligible": eligible, "amount": amount}
    eligible_cost = sum(amount for kind, amount in kinds.items() if kind != NOT_ELIGIBLE)
    paid = eligible_cost * _QUOTAS[grant][version] // 100 if grant else 0
    if paid:
        yield "grant", _funding("grant", paid, grant=grant)
    yield from _rest(version, entry, year, total - paid)


def _funding(kind: str, amount: int, **more: Any) -> Row:
    return {"side": "funding", "kind": kind, "eligible": "not_stated", "amount": amount} | more


def _rest(version: str, entry: dict[str, Any], year: int, rest: int) -> Iterator[tuple[str, Row]]:
    """What no grant pays: third parties and in-kind work in one year each, else the town and its partner."""
    for kind, at in (("third", 2025), ("in_kind", 2026)):
        amount = min(rest, cents(entry.get(kind, 0)))
        if year == at and amount:
            rest -= amount
            name = "third_party" if kind == "third" else kind
            yield name, _funding(name, amount, organisation=entry.get("third_from") if kind == "third" else None)
    if version == "F3" and year == 2026:
        rest -= cents(entry.get("missing_source", 0))
    partner = entry.get("partner")
    half = rest // 2 // _STEP * _STEP if partner else 0
    if rest - half:
        yield "own", _funding("own", rest - half, organisation="Stadt Musterstadt" if partner else None)
    if half:
        yield "own-partner", _funding("own", half, organisation=partner)
