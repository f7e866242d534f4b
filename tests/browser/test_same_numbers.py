"""The same number everywhere: on the page in the browser, in the files to take along, and computed once more by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import urllib.request
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.browser.conftest import Visitor
from tests.browser.recomputed import Recomputed, half_up
from tests.site import DATA

pytestmark = pytest.mark.browser

SLUG, DAY = "musterstadt-2030", dt.date(2025, 12, 31)
STATUS = ("kritisch", "beobachten", "im-plan", "nicht-bewertbar", "abgeschlossen", "ruht")


@pytest.fixture(scope="module")
def package() -> Recomputed:
    return Recomputed(DATA / SLUG, DAY)


def table(visitor: Visitor, name: str) -> list[dict[str, str]]:
    """A table as its file says it."""
    with urllib.request.urlopen(f"{visitor.base}/{SLUG}/{name}.csv", timeout=30) as answer:
        text = answer.read().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text.split("\r\n", 1)[1])))


def texts(visitor: Visitor, selector: str) -> list[str]:
    """What is read in each place, with plain spaces."""
    return [re.sub(r"\s+", " ", text).strip() for text in visitor.page.locator(selector).all_inner_texts()]


def rows(visitor: Visitor, selector: str) -> list[list[str]]:
    """The cells of each row."""
    read = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    found = visitor.page.locator(f"{selector} tbody tr").evaluate_all(read)
    return [[re.sub(r"\s+", " ", cell).strip() for cell in row] for row in found]


def number(value: Decimal | Fraction, places: int = 0) -> str:
    """A number as German readers know it: 1.234,5."""
    rounded = half_up(value, places)
    text = f"{abs(rounded):,.{places}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return ("−" if rounded < 0 else "") + text


def percent(share: Fraction | None) -> str:
    return "–" if share is None else f"{number(share * 100)} %"


def same(text: str, share: Fraction | None) -> bool:
    """Whether a share of a file, written with ten decimals, is the computed one; nothing where there is none."""
    if share is None:
        return text == ""
    return half_up(Fraction(text), 9) == half_up(share, 9)


def test_the_overview_shows_the_numbers_of_the_package(visitor: Visitor, package: Recomputed) -> None:
    visitor.open(f"/{SLUG}")
    reached = {code: package.reached(code) for code in package.field_of}
    planned = {code: package.planned(code) for code in package.field_of}
    milestones, money, effect = table(visitor, "ueberblick/drei-zahlen")
    assert same(milestones["value"], package.mean(reached))
    assert same(milestones["plan"], package.mean(planned))
    assert (Decimal(money["spent"]), Decimal(money["finance_plan"])) == (package.spent_of_plan(), package.plan())
    spent = Fraction(package.spent_of_plan()) / Fraction(package.plan())
    assert same(money["value"], spent)
    assert same(money["plan"], package.planned_spending())
    [_time, _reached, scale] = table(visitor, "mittelabfluss/skala")
    assert (scale["share"], scale["planned"]) == (money["value"], money["plan"])

    shares = [percent(package.mean(reached)), percent(spent), percent(Fraction(effect["value"]))]
    assert texts(visitor, ".three .big strong") == shares
    plans = [percent(package.mean(planned)), percent(Fraction(money["plan"]))]
    assert [text.removeprefix("Plan ") for text in texts(visitor, ".three .planned")] == plans

    fields = table(visitor, "ueberblick/handlungsfelder")
    counts = [sum(int(field[status]) for field in fields) for status in STATUS]
    assert texts(visitor, "table.matrix thead th .light") == [str(count) for count in counts if count]
    for field in fields:
        assert same(field["reached"], package.mean(reached, field["field"]))
        assert same(field["planned"], package.mean(planned, field["field"]))
        assert Decimal(field["spent"]) == package.spent(field["field"])
        assert Decimal(field["plan"]) == package.plan(field["field"])
    shown = {row[0]: [len(cell.split()) for cell in row[1:-1] if cell != "keine"] for row in rows(visitor, ".matrix")}
    assert shown == {f["title"]: [int(f[status]) for status in STATUS if int(f[status])] for f in fields}


def test_progress_shows_the_milestones_of_the_package(visitor: Visitor, package: Recomputed) -> None:
    visitor.open(f"/{SLUG}/fortschritt")
    lines = table(visitor, "fortschritt/massnahmen")
    shown = rows(visitor, "#massnahmen table.rows")
    assert {line["measure"] for line in lines} == set(package.field_of)
    for line, (_status, name, _axis, _next, deviation, share) in zip(lines, shown, strict=True):
        code, reached, planned = line["measure"], package.reached(line["measure"]), package.planned(line["measure"])
        assert name.startswith(f"{code} {line['title']}")
        assert same(line["reached"], reached)
        assert same(line["planned"], planned)
        assert share == ("nicht angegeben" if reached is None else f"{percent(reached)} von {percent(planned)}")
        if line["next_milestone"] and code not in package.paused:
            overdue = package.overdue(code, line["next_milestone"])
            assert int(line["overdue"]) == overdue
            assert (f"{overdue} überfällig" in deviation) == (overdue > 0)


def test_the_page_of_money_shows_the_payments_and_grants_of_the_package(visitor: Visitor, package: Recomputed) -> None:
    visitor.open(f"/{SLUG}/mittelabfluss")
    fields = table(visitor, "mittelabfluss/handlungsfelder")
    code_of = {row["title"]: row["code"] for row in package.rows("field")}
    for line, cells in zip(fields, rows(visitor, "#handlungsfelder table.money-rows"), strict=True):
        if line["field"] in code_of or line is fields[-1]:
            code = code_of.get(line["field"])
            plan, spent = package.plan(code), package.spent(code)
            assert (Decimal(line["planned"]), Decimal(line["spent"])) == (plan, spent)
        assert cells[2:4] == [number(Decimal(line[name]) / 1000) for name in ("planned", "spent")]

    lines, shown = table(visitor, "mittelabfluss/foerderungen"), rows(visitor, "#foerderungen table")
    code_of = {row["title"]: row["code"] for row in package.rows("grant")}
    granted = 0
    for line, cells in zip(lines, shown, strict=True):
        found = package.grant(code_of[line["grant"]])
        assert cells[0].startswith(line["grant"])
        if found is None:
            assert line["entitlement"] in ("", "0.00")
            continue
        granted += 1
        assert {name: Decimal(line[name]) for name in found} == found
        amounts = [f"{number(found[name], 2)} €" for name in ("approved", "entitlement", "drawn", "drawable")]
        for cell, amount in zip(cells[2:], amounts, strict=True):
            assert cell.startswith(amount)
    assert granted == 2


def test_the_monitoring_shows_the_values_of_the_package(visitor: Visitor, package: Recomputed) -> None:
    visitor.open(f"/{SLUG}/monitoring")
    lines = {line["code"]: line for line in table(visitor, "monitoring/kontrollindikatoren")}
    about = {row["code"]: row for row in package.rows("indicator") if row["role"] == "control"}
    assert set(lines) == set(about)
    shown = {}
    for cells in rows(visitor, "table.indicators"):
        code = re.search(r"\bK\d+\b", cells[0])
        if code and len(cells) > 1:
            shown[code[0]] = cells
    assert set(shown) == set(lines)
    for code, cells in shown.items():
        value = package.value(code, DAY.year)
        assert lines[code]["value"] == ("" if value is None else f"{value.normalize():f}")
        if value is not None:
            assert cells[3].split()[0] == number(value, int(about[code]["decimals"]))
    assert sum(bool(line["value"]) for line in lines.values()) > 20
