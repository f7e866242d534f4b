"""Rules K1 to K7 on small states: what each finds, and what it lets pass."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from dashboard.domain import model
from dashboard.domain.contradictions import contradictions
from dashboard.domain.stated_sums import slack_of_round
from dashboard.domain.values import Origin, Ref, StatedMoney, StatedNumber
from tests.domain.builders import (
    MEASURE,
    PAPER,
    PLAN,
    STRATEGY,
    a_grant_version,
    a_link,
    a_measure,
    a_plan_line,
    a_plan_version,
    a_state,
    a_strategy,
    covers,
    day,
    euro,
    number,
    reference_state,
    stated,
)

GRANT = Ref("grant", "GR")
COVERS = (covers(STRATEGY),)


def found(**tables) -> list[tuple[str, object, bool]]:
    return [(c.rule, c.difference, c.note) for c in contradictions(a_state("31.12.2099", **tables))]


def plan(*lines: model.PlanLine) -> dict:
    return {"plan_versions": (a_plan_version(),), "plan_lines": lines, "measures": (a_measure(),)}


def cost(code: str, amount: str, **changes) -> model.PlanLine:
    return a_plan_line(code, amount, **changes)


def funds(code: str, amount: str, **changes) -> model.PlanLine:
    return a_plan_line(code, amount, **{"side": "funding", "kind": "own"} | changes)


def thousands(line: model.PlanLine) -> model.PlanLine:
    return replace(line, amount=StatedMoney(line.amount.cents, "keur"))


def test_the_reference_measure_contradicts_nothing():
    assert contradictions(reference_state()) == ()


@pytest.mark.parametrize(
    ("sources", "expected"),
    [("100.00", []), ("100.05", [("K1", 5, True)]), ("100.06", [("K1", 6, False)]), ("99", [("K1", -100, False)])],
)
def test_x13_costs_and_sources_may_differ_by_five_cents(sources, expected):
    assert found(**plan(cost("c1", "60"), cost("c2", "40"), funds("f1", sources))) == expected


def test_thousands_of_euro_may_differ_by_what_their_rounding_explains():
    lines = (thousands(cost("c1", "19000")), thousands(cost("c2", "1000")))
    assert found(**plan(*lines, thousands(funds("f1", "21000")))) == []
    assert found(**plan(*lines, thousands(funds("f1", "22000")))) == [("K1", euro(2000), False)]
    assert found(**plan(cost("c1", "20000"), funds("f1", "20500"))) == [("K1", euro(500), False)]


def test_x16_accrual_and_cash_budget_are_compared_each_by_itself():
    accrual = {"budget_kind": "ergebnis"}
    both = (cost("c1", "100"), funds("f1", "100"), cost("c2", "80", **accrual), funds("f2", "80", **accrual))
    assert found(**plan(*both)) == []
    assert found(**plan(*both[:3], funds("f2", "90", **accrual))) == [("K1", euro(10), False)]


def test_a_plan_without_sources_contradicts_nothing():
    assert found(**plan(cost("c1", "100"))) == []


def test_the_plan_is_held_against_the_total_that_the_grant_states():
    grant = {"grant_versions": (a_grant_version(total_cost="1834169.98"),), "links": COVERS}
    [finding] = contradictions(a_state("31.12.2099", **plan(cost("c1", "1800000")), **grant))
    assert (finding.rule, finding.object, finding.difference) == ("K1", GRANT, euro("-34169.98"))
    assert finding.rows == (("plan_line", ("c1",)), ("grant_version", ("GR", "2024-01-01")))


def test_two_grants_on_one_plan_are_not_held_against_it_one_by_one():
    links = (*COVERS, covers(MEASURE, "G2"))
    versions = (a_grant_version(total_cost="50"), a_grant_version("G2", total_cost="50"))
    assert found(**plan(cost("c1", "100")), grant_versions=versions, links=links) == []


def test_x21_a_rejected_grant_contradicts_nothing():
    rejected = a_grant_version(status="rejected", total_cost="70", quota="0.9", own_share="50")
    assert found(**plan(cost("c1", "100")), grant_versions=(rejected,), links=COVERS) == []


def test_the_parts_of_a_grant_add_up_to_its_total():
    parts = {"amount": "65", "own_share": "30", "third_party": "5"}
    assert found(grant_versions=(a_grant_version(total_cost="100", **parts),)) == []
    assert found(grant_versions=(a_grant_version(total_cost="101", **parts),)) == [("K1", -100, False)]


def decision(on: str, role: str = "decision") -> dict:
    consultation = model.Consultation(
        code="c1", paper=PAPER, body="council", date=day(on), role=role, public="public", result="not_stated"
    )
    return {"consultations": (consultation,), "papers": (model.Paper(code=PAPER, title="Paper"),)}


@pytest.mark.parametrize(("on", "expected"), [("24.06.2019", []), ("25.06.2019", [("K2", 1, False)])])
def test_the_council_may_decide_on_the_last_day_but_not_after_it(on, expected):
    due = a_grant_version(valid_from="23.05.2019", status="applied", resolution_due=day("24.06.2019"), resolution=PAPER)
    assert found(grant_versions=(due,), **decision(on)) == expected
    assert found(grant_versions=(due,), **decision("27.06.2019", "preliminary")) == []


def a_statement(code: str, category: str = "amount", object: Ref = STRATEGY, **changes) -> model.Statement:
    if changes.get("value") is not None:
        changes["value"] = StatedNumber(number(changes["value"]), changes.pop("precision", "exact"))
    if "source" in changes:
        changes["origin"] = Origin(changes.pop("source"))
    return model.Statement(code=code, category=category, object=object, title=code, **changes)


def test_a_deadline_may_stand_in_a_statement():
    deadline = a_statement("s1", "date", Ref("paper", PAPER), fact="resolution_due", date=stated("24.06.2019"))
    assert found(statements=(deadline,), **decision("27.06.2019")) == [("K2", 3, False)]
    linked = (a_link(STRATEGY, "decided_by", Ref("paper", PAPER)),)
    about_all = (replace(deadline, object=STRATEGY),)
    assert found(statements=about_all, links=linked, **decision("27.06.2019")) == [("K2", 3, False)]


def denied(effects: str | None, **tables) -> list[tuple]:
    paper = model.Paper(code=PAPER, number="VO/2019/1", title="Paper", financial_effects=effects)
    state = a_state("31.12.2099", papers=(paper,), **tables)
    return [(c.object, c.values["amount"], c.values["count"]) for c in contradictions(state) if c.rule == "K3"]


def test_x14_no_financial_effects_beside_amounts():
    expected = [(Ref("paper", PAPER), euro(1800), 2)]
    lines = plan(cost("c1", "1800"), funds("f1", "1800"))
    assert denied("no", **lines) == expected
    assert denied("yes", **lines) == denied(None, **lines) == []


def test_x14_the_amounts_may_stand_in_the_paper_itself_its_grant_or_a_statement():
    own_document = {
        "sources": (model.Source(code="doc", title="Paper", number="VO/2019/1"),),
        "plan_versions": (a_plan_version(resolution=None),),
        "plan_lines": (cost("c1", "1800", origin=Origin("doc")), funds("f1", "1800", origin=Origin("other"))),
    }
    assert denied("no", **own_document) == [(Ref("paper", PAPER), euro(1800), 1)]
    grant = (a_grant_version(total_cost="70", own_share="7", status="applied", resolution=PAPER),)
    assert denied("no", grant_versions=grant) == [(Ref("paper", PAPER), euro(70), 1)]
    said = (a_statement("s1", object=Ref("paper", PAPER), value="71000", unit="EUR"),)
    assert denied("no", statements=said) == [(Ref("paper", PAPER), euro(71000), 1)]
    assert denied("no", statements=(replace(said[0], object=STRATEGY),)) == []


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ({"quota": "0.9", "total_cost": "1834169.98", "own_share": "183417.01"}, [("K4", 1, True)]),
        ({"quota": "0.9", "total_cost": "1834169.98", "own_share": "183417.00"}, []),
        ({"quota": "0.9", "total_cost": "1834169.98", "own_share": "183417.06"}, [("K4", 6, False)]),
        ({"quota": "0.65", "eligible_cost": "95000", "amount": "61750"}, []),
        ({"quota": "0.65", "eligible_cost": "95000", "amount": "65000"}, [("K4", euro(3250), False)]),
        ({"quota": "0.65", "total_cost": "100000", "eligible_cost": "95000", "own_share": "38250"}, []),
        ({"quota": "0.65", "total_cost": "100", "own_share": "30", "third_party": "5"}, []),
        ({"total_cost": "100", "own_share": "30"}, []),
        ({"quota": "0.8", "amount": "16000", "own_share": "4000"}, []),
    ],
)
def test_amount_and_own_share_fit_the_quota(version, expected):
    assert found(grant_versions=(a_grant_version(**version),)) == expected


def test_an_amount_and_an_own_share_are_held_against_each_other_where_no_total_is_stated():
    version = replace(
        a_grant_version(quota="0.9", status="applied"),
        amount=StatedMoney(euro(717000), "approx", "rund 717 Tausend"), own_share=StatedMoney(euro(71000), "keur"),
    )  # fmt: skip
    [finding] = contradictions(a_state(grant_versions=(version,)))
    assert (finding.rule, finding.values["expected"]) == ("K4", euro("79666.67"))
    fits = replace(version, own_share=StatedMoney(euro(80000), "keur"))
    assert found(grant_versions=(fits,)) == []


def test_x11_a_total_in_euro_under_parts_in_thousands_is_a_slip_of_the_unit():
    lines = plan(thousands(cost("c1", "19000")), thousands(cost("c2", "1000")), funds("f1", "20"))
    [finding] = contradictions(a_state(**lines))
    assert (finding.rule, finding.difference, finding.values["factor"]) == ("K5", 1000, 1000)


def test_x11_two_statements_of_one_fact_a_thousand_apart():
    total = {"fact": "total", "unit": "EUR", "source": "idea"}
    said = (a_statement("s1", value="20", **total), a_statement("s2", value="20000", precision="approx", **total))
    assert found(statements=said) == [("K5", 1000, False)]
    assert found(statements=(said[0], replace(said[1], fact="another"))) == []
    assert found(statements=(replace(said[0], unit="Personen"), replace(said[1], unit="Personen"))) == []


def phases(*limits: int | None, dated: bool = False) -> tuple[model.Phase, ...]:
    days = {"starts": stated("01.01.2020"), "ends": stated("31.12.2021")} if dated else {}
    return tuple(
        model.Phase(code=f"p{i}", title=f"Phase {i}", max_months=limit, **days) for i, limit in enumerate(limits)
    )


def period(first: str, last: str, **tables) -> list[tuple]:
    return found(strategy=a_strategy(valid_from=stated(first), valid_to=stated(last)), **tables)


def test_a_period_is_held_against_the_limits_of_the_programme():
    four_years = ("01.01.2020", "31.12.2023")
    assert period(*four_years, phases=phases(24, 60)) == [("K6", 24, False)]
    assert period(*four_years, phases=phases(48)) == []
    assert period("01.01.2020", "01.01.2024", phases=phases(48)) == [("K6", 1, False)]
    assert period(*four_years, phases=phases(None)) == []
    assert period(*four_years, phases=phases(24, 60, dated=True)) == []


def test_a_dated_phase_has_its_own_limit_which_a_rule_may_state():
    assert found(phases=phases(24, dated=True)) == []
    assert found(phases=phases(23, dated=True)) == [("K6", 1, False)]
    rule = a_statement("s1", "rule", Ref("phase", "p0"), value="1", unit="Jahre")
    assert found(phases=phases(None, dated=True), statements=(rule,)) == [("K6", 12, False)]


def test_the_period_of_a_grant_is_held_against_the_limits():
    version = a_grant_version(period_from="01.01.2020", period_to="31.12.2022")
    assert found(grant_versions=(version,), phases=phases(24)) == [("K6", 12, False)]


def count(code: str, value: str, source: str, precision: str = "exact", **changes) -> model.Statement:
    return a_statement(code, "count", fact="projects", value=value, source=source, precision=precision, **changes)


def test_two_documents_that_state_a_fact_differently():
    call, later = count("s1", "10", "call", "approx"), count("s2", "13", "paper")
    assert found(statements=(call, later)) == [("K7", Fraction(3), False)]
    assert found(statements=(call, count("s2", "10", "paper"))) == []
    assert found(statements=(call, replace(later, origin=Origin("call")))) == []
    assert found(statements=(call, replace(later, fact=None))) == []


def test_a_round_figure_agrees_with_the_exact_one_it_was_rounded_from():
    call = count("s1", "2400000", "call", "approx")
    assert found(statements=(call, count("s2", "2387112", "paper"))) == []
    assert found(statements=(call, count("s2", "2460000", "paper"))) == [("K7", Fraction(60000), False)]


def test_two_years_are_twenty_four_months():
    years, months = count("s1", "2", "call", unit="Jahre"), count("s2", "24", "paper", unit="Monate")
    assert found(statements=(years, months)) == []


def test_two_documents_that_name_different_days():
    def dated(code: str, on: str, source: str) -> model.Statement:
        return a_statement(code, "date", fact="deadline", date=stated(on), source=source)

    first, second = dated("s1", "24.06.2019", "call"), dated("s2", "27.06.2019", "paper")
    assert found(statements=(first, second)) == [("K7", 3, False)]
    assert found(statements=(first, replace(second, date=first.date))) == []


@pytest.mark.parametrize(
    ("value", "slack"),
    [
        (10, Fraction(1, 2)),
        (717_000, 500),
        (2_400_000, 50_000),
        (20_000, 1000),
        (0, 0),
        (number("0.7"), Fraction(7, 200)),
    ],
)
def test_a_round_figure_is_off_by_half_its_last_place_and_never_by_more_than_a_twentieth(value, slack):
    assert slack_of_round(value) == slack


def test_only_the_plan_in_force_is_asked():
    old, new = a_plan_version("old", "01.01.2020"), a_plan_version(PLAN, "01.01.2024")
    lines = (
        cost("c0", "1", plan_version="old"),
        funds("f0", "2", plan_version="old"),
        cost("c1", "5"),
        funds("f1", "5"),
    )
    assert found(plan_versions=(old, new), plan_lines=lines) == []
