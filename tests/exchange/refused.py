"""What no import takes: each spoils the small package in one thing, and says at which file, row and column."""

from __future__ import annotations

from tests.exchange.folders import ROWS, SLUG, added, changed

Rows = dict[str, list[dict[str, str]]]

M1 = {"object_kind": "measure", "object": "M1"}
SECOND_GRANT: Rows = {
    "grant": [*ROWS["grant"], {"code": "F2", "title": "Bundesförderung"}],
    "grant_version": [
        *ROWS["grant_version"],
        ROWS["grant_version"][0] | {"grant": "F2", "eligible_cost": "", "amount": "100000.00", "quota": "0.5"},
    ],
    "link": [
        {"subject_kind": "grant", "subject": code, "relation": "covers", "object_kind": "measure", "object": "M1"}
        for code in ("F1", "F2")
    ],
}


def follows(*pairs: tuple[str, str]) -> Rows:
    return {
        "link": [
            {"subject_kind": "milestone", "subject": late, "relation": "follows", "object_kind": "milestone",
             "object": early}
            for late, early in pairs
        ]
    }  # fmt: skip


def interim(year: str, value: str) -> Rows:
    return {"interim_target": [{"indicator": "I1", "version": "1", "year": year, "value": value}]}


def commitments(ordered: str, released: str) -> Rows:
    order = {"code": "A1", "date": "2024-06-01", "kind": "commitment", "amount": ordered, "eligible": "true"}
    release = {"code": "A2", "date": "2024-07-01", "kind": "commitment_release", "amount": released, "eligible": "true"}
    return {"posting": [order | M1, release | M1]}


def drawdown(**cells: str) -> Rows:
    asked = {"code": "D1", "grant": "F1", "amount": "100.00", "status": "requested", "requested_on": "2024-05-01"}
    return {"drawdown": [asked | cells]}


REFUSED = [
    # X4–X6: milestones
    ("an actual date in the future", changed("milestone", actual_date="2025-08-02"),
     ("milestone.csv", 2, "actual_date")),
    ("a duty reached without evidence", changed("milestone", funder_duty="true"), ("milestone.csv", 2, "evidence")),
    ("a weight of 0", changed("milestone", weight="0"), ("milestone.csv", 2, "weight")),
    ("a weight of 101", changed("milestone", weight="101"), ("milestone.csv", 2, "weight")),
    ("a broken weight", changed("milestone", weight="1,5"), ("milestone.csv", 2, "weight")),
    # Codes and short names that addresses use for something else
    *((f"a measure called {code}", changed("measure", code=code), ("measure.csv", 2, "code"))
      for code in ("tabellen", "woher", "liste.csv", ".", "..")),
    # X15, X16: postings and plan lines
    ("a negative payment without a reason", changed("posting", amount="-5.00"), ("posting.csv", 2, "reason")),
    ("a posting of tomorrow", changed("posting", date="2025-08-02"), ("posting.csv", 2, "date")),
    ("more released than ordered", commitments("100.00", "150.00"), ("posting.csv", 3, "amount")),
    ("a total beside its parts", added("plan_line", code="L4", kind="staff"), ("plan_line.csv", 2, "kind")),
    ("a kind of cost as funding", changed("plan_line", 1, kind="staff"), ("plan_line.csv", 3, "kind")),
    # X20–X24: grants
    ("a quota above 1", changed("grant_version", quota="65"), ("grant_version.csv", 2, "quota")),
    ("funding above the eligible cost", SECOND_GRANT, ("grant_version.csv", 2, "amount")),
    # X26: target paths
    ("a target that is the baseline", changed("target", target_value="20"), ("target.csv", 2, "target_value")),
    ("a target against the direction", changed("target", target_value="2"), ("target.csv", 2, "target_value")),
    ("a target year before the baseline", changed("target", target_year="2022"), ("target.csv", 2, "target_year")),
    ("a target year that is the baseline's", changed("target", target_year="2023"), ("target.csv", 2, "target_year")),
    ("an interim target after the target", interim("2027", "100"), ("interim_target.csv", 2, "year")),
    ("an interim target beyond the target", interim("2025", "2001"), ("interim_target.csv", 2, "value")),
    ("an interim target of no target", interim("2025", "100") | {"target": []}, ("interim_target.csv", 2, "version")),
    # X27, X28, X32: values
    ("a definition that is not there", changed("indicator_value", definition="2"),
     ("indicator_value.csv", 2, "definition")),
    ("a month of a yearly indicator", changed("indicator_value", period="2024-05"),
     ("indicator_value.csv", 2, "period")),
    ("neither value nor reason", changed("indicator_value", value=""), ("indicator_value.csv", 2, "value")),
    ("approved by who submitted", changed("indicator_value", submitted_by="Pate", approved_by="Pate"),
     ("indicator_value.csv", 2, "approved_by")),
    ("a thirteenth month", changed("indicator_value", period="2024-13"), ("indicator_value.csv", 2, "period")),
    ("a fifth quarter", changed("indicator_value", period="2024-Q5"), ("indicator_value.csv", 2, "period")),
    # Money that is never below 0; payments are signed
    ("a negative plan", changed("plan_line", amount="-1.00"), ("plan_line.csv", 2, "amount")),
    ("a negative plan in thousands", changed("plan_line", amount="-71 T€"), ("plan_line.csv", 2, "amount")),
    *((f"a grant with a negative {name}", changed("grant_version", **{name: "-0.01"}), ("grant_version.csv", 2, name))
      for name in ("total_cost", "eligible_cost", "amount", "own_share", "third_party")),
    ("a negative appropriation",
     {"appropriation": [{"code": "H1", "year": "2024", "budget_kind": "finanz", "as_of": "2024-01-01",
                         "base": "-5.00"} | M1]}, ("appropriation.csv", 2, "base")),
    ("a negative contribution in kind",
     {"in_kind": [{"code": "E1", "year": "2024", "amount": "-5.00", "recognised": "true", "funded": "false"} | M1]},
     ("in_kind.csv", 2, "amount")),
    ("a negative drawdown", drawdown(amount="-5.00"), ("drawdown.csv", 2, "amount")),
    ("a drawdown cut to less than nothing", drawdown(status="cut", decided_on="2024-06-01", amount_left="-1.00"),
     ("drawdown.csv", 2, "amount_left")),
    # Factors across a break
    *((f"a factor of {factor} for earlier values",
       changed("definition", series_break="true", rebase_factor=factor), ("definition.csv", 2, "rebase_factor"))
      for factor in ("0", "-1.5")),
    # How far the data reach
    ("data of tomorrow", changed("strategy", data_as_of="2025-08-02", live="false"),
     ("strategy.csv", 2, "data_as_of")),
    ("data of tomorrow, kept up to date", changed("strategy", data_as_of="2025-08-02", live="true"),
     ("strategy.csv", 2, "data_as_of")),
    # X47: numbers of papers
    ("a number of two papers", added("paper", code="V2", title="Haushalt"), ("paper.csv", 3, "number")),
    # X45: circles
    ("milestones in a circle", follows(("T1", "T2"), ("T2", "T1")), ("link.csv", 2, "object")),
    ("measures in a circle", {"link": [
        {"subject_kind": "measure", "subject": late, "relation": "follows", "object_kind": "measure", "object": early}
        for late, early in (("M1", "M2"), ("M2", "M1"))]}, ("link.csv", 2, "object")),
    ("measures merged in a circle", {"measure_status": [
        ROWS["measure_status"][0] | {"measure": gone, "status": "merged", "merged_into": into, "reason": "Doppelt"}
        for gone, into in (("M1", "M2"), ("M2", "M1"))]}, ("measure_status.csv", 2, "merged_into")),
    ("a measure merged into itself",
     changed("measure_status", status="merged", merged_into="M1", reason="Doppelt"),
     ("measure_status.csv", 2, "merged_into")),
    ("goals in a circle", {"goal": [ROWS["goal"][0] | {"code": code, "parent": parent}
                                    for code, parent in (("Z1", "Z2"), ("Z2", "Z1"))]}, ("goal.csv", 2, "parent")),
    ("a goal under itself", changed("goal", parent="Z1"), ("goal.csv", 2, "parent")),
    ("a milestone that follows itself", follows(("T1", "T1")), ("link.csv", 2, "object")),
    ("a body that reports to itself", changed("body", parent="amt"), ("body.csv", 2, "parent")),
    ("a strategy inside itself", changed("strategy", parent=SLUG), ("strategy.csv", 2, "parent")),
    # X52: days
    ("a 29 February of no leap year", changed("posting", date="2023-02-29"), ("posting.csv", 2, "date")),
    ("a day of another era", changed("paper", date="0019-05-23"), ("paper.csv", 2, "date")),
    *((f"money of the year {year}", changed("plan_line", year=year), ("plan_line.csv", 2, "year"))
      for year in ("20245", "9999", "1899", "0", "-5")),
    ("a target of a year that never comes", changed("target", target_year="20280"), ("target.csv", 2, "target_year")),
    ("a baseline before all calendars", changed("target", baseline_year="-100000"),
     ("target.csv", 2, "baseline_year")),
    ("an appropriation of a slip of the pen",
     {"appropriation": [{"code": "H1", "year": "20230", "budget_kind": "finanz", "as_of": "2024-01-01",
                         "base": "5.00"} | M1]}, ("appropriation.csv", 2, "year")),
    # Codes, choices, lengths, characters
    ("a code with a space", changed("goal", code="Z 1"), ("goal.csv", 2, "code")),
    ("a code of 41 characters", added("goal", code="Z" * 41), ("goal.csv", 3, "code")),
    ("a choice nobody knows", changed("goal", kind="Ziel"), ("goal.csv", 2, "kind")),
    ("a title of 121 characters", changed("measure", title="x" * 121), ("measure.csv", 2, "title")),
    ("a text without end", changed("goal", plain_text="x" * 10_001), ("goal.csv", 2, "plain_text")),
    ("a control character", changed("goal", title="Bürger\x07nähe"), ("goal.csv", 2, "title")),
    ("letters that turn the writing", changed("goal", title="Bürger\u202eehän"), ("goal.csv", 2, "title")),
    ("an empty title", changed("goal", title="  "), ("goal.csv", 2, "title")),
    ("a fifth quarter of evaluation", changed("strategy", eval_quarter="5"), ("strategy.csv", 2, "eval_quarter")),
    ("a fiscal year that begins on no day", changed("strategy", fiscal_year_start="02-30"),
     ("strategy.csv", 2, "fiscal_year_start")),
    ("a fiscal year that begins inside a month", changed("strategy", fiscal_year_start="04-06"),
     ("strategy.csv", 2, "fiscal_year_start")),
    ("an address that is a script", changed("strategy", website="javascript:alert(1)"), ("strategy.csv", 2, "website")),
    ("a municipality key of one digit", changed("strategy", ags="7"), ("strategy.csv", 2, "ags")),
    ("a municipality key that lost its zero", changed("strategy", ags="1234567"), ("strategy.csv", 2, "ags")),
    ("an amount of another world", changed("posting", amount="1" + "0" * 20 + ".00"), ("posting.csv", 2, "amount")),
    ("an endless number", changed("target", target_value="1" + "0" * 40), ("target.csv", 2, "target_value")),
    ("a number with an exponent", changed("target", target_value="1e400"), ("target.csv", 2, "target_value")),
    ("a number that is none", changed("target", target_value="NaN"), ("target.csv", 2, "target_value")),
    ("a year beyond all integers", changed("target", target_year="9" * 30), ("target.csv", 2, "target_year")),
    # Keys, versions, references
    ("a code that stands twice", added("goal", title="Zwilling"), ("goal.csv", 3, "code")),
    ("a row that ends before it is known", changed("goal", known_until="2023-12-31"), ("goal.csv", 2, "known_until")),
    ("versions that overlap",
     {"goal": [ROWS["goal"][0] | {"known_until": "2024-09-01"}, ROWS["goal"][0] | {"known_on": "2024-06-01"}]},
     ("goal.csv", 2, "known_until")),
    ("a field that is not there", changed("measure", field="H9"), ("measure.csv", 2, "field")),
    ("a field of the wrong kind", changed("field", kind="cross_topic"), ("measure.csv", 2, "field")),
    ("a milestone of no measure", changed("milestone", object="M9"), ("milestone.csv", 2, "object")),
    ("a milestone of a paper", changed("milestone", object_kind="paper", object="V1"),
     ("milestone.csv", 2, "object_kind")),
    ("a source that is not there", changed("goal", source="nirgends"), ("goal.csv", 2, "source")),
    ("a link that joins nothing sensible", changed("link", relation="measures"), ("link.csv", 2, "relation")),
    # Days in order
    ("a corridor that ends before it begins", changed("measure", corridor_to="2023-12-31"),
     ("measure.csv", 2, "corridor_to")),
    ("a grant period that ends before it begins", changed("grant_version", period_to="2023-12-31"),
     ("grant_version.csv", 2, "period_to")),
]  # fmt: skip
