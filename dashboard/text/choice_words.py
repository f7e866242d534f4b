"""The words for the choices of the codebook, as a workbook offers them and takes them.

Within one column every value has its own word, so that a word leads back to its value. Yes and no are flags too.
"""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.codebook import Column
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.state_words import STATE_WORDS

Words = Mapping[str, LazyText]

YES, NO = _l("yes"), _l("no")
_NOT_STATED = _l("not stated")
_OTHER = _l("other")

_KINDS: Words = {
    "strategy": _l("Strategy"), "goal": _l("Goal"), "field": _l("Field of action"), "measure": _l("Measure"),
    "milestone": _l("Milestone"), "indicator": _l("Indicator"), "grant": _l("Grant"), "paper": _l("Paper"),
    "phase": _l("Phase"), "body": _l("Body"),
}  # fmt: skip
_PRECISIONS: Words = {
    "day": _l("exact to the day"), "month": _l("exact to the month"), "quarter": _l("exact to the quarter"),
    "year": _l("exact to the year"), "exact": _l("exact"), "keur": _l("to the thousand"), "approx": _l("approximate"),
}  # fmt: skip
_YES_NO: Words = {"yes": YES, "no": NO, "not_stated": _NOT_STATED}
_COSTS: Words = {
    "staff": _l("Staff"), "material": _l("Material"), "services": _l("Services"), "investment": _l("Investment"),
}  # fmt: skip

#: By table and column, where the column name alone does not say which words are meant.
_OF_TABLE: Mapping[tuple[str, str], Words] = {
    ("strategy", "kind"): {
        "smart_city": _l("Smart city strategy"), "digital_agenda": _l("Digital agenda"), "isek": _l("ISEK"),
        "insek": _l("INSEK"), "programme": _l("Funding programme"), "other": _OTHER,
    },
    ("body", "kind"): {
        "council": _l("council"), "committee": _l("committee"), "working_group": _l("working group"),
        "thematic_group": _l("thematic group"), "implementation_group": _l("implementation group"),
        "mayor": _l("mayor's office"), "office": _l("municipal office"), "company": _l("company"),
        "university": _l("university"), "association": _l("association"), "authority": _l("authority"),
        "contractor": _l("contractor"), "other": _OTHER,
    },
    ("consultation", "role"): {
        "preliminary": _l("preliminary consultation"), "decision": _l("decision"), "information": _l("information"),
    },
    ("goal", "kind"): {"goal": _l("Goal"), "value": _l("Value"), "principle": _l("Principle")},
    ("field", "kind"): {"field": _l("Field of action"), "theme": _l("Theme"), "cross_topic": _l("Cross topic")},
    ("measure_status", "status"): STATE_WORDS["measure_status"],
    ("grant_version", "status"): STATE_WORDS["grant_version"],
    ("drawdown", "status"): STATE_WORDS["drawdown"],
    ("indicator_value", "state"): STATE_WORDS["indicator_value"],
    ("assignment", "role"): {
        "sponsor": _l("sponsor"), "lead": _l("lead"), "member": _l("member"), "drawn_in": _l("drawn in"),
        "responsible": _l("responsible"), "coordination": _l("coordination"), "overall": _l("overall responsibility"),
    },
    ("plan_line", "kind"): {
        **_COSTS, "total": _l("Total"), "own": _l("Own funds"), "grant": _l("Grant"),
        "third_party": _l("Third-party funds"), "in_kind": _l("In-kind contribution"),
    },
    ("posting", "kind"): {
        "actual": _l("Payment"), "commitment": _l("Commitment"), "commitment_release": _l("Commitment released"),
        "third_party_income": _l("Income from third parties"), "income": _l("Other income"),
    },
    ("indicator", "role"): {
        "control": _l("Control indicator"), "context": _l("Context indicator"),
        "multiplier": _l("Multiplier indicator"),
    },
    ("multiplier_event", "kind"): {
        "downloads": _l("Downloads"), "consultation": _l("Advice given"), "talk": _l("Talk"), "reuse": _l("Reuse"),
    },
}  # fmt: skip

_OF_COLUMN: Mapping[str, Words] = {
    "owner_kind": {"municipality": _l("Municipality"), "public_body": _l("Other public body")},
    "name": {
        "overdue_green": _l("Overdue days: green up to"), "overdue_yellow": _l("Overdue days: yellow up to"),
        "slip_green": _l("Slip in days: green up to"), "slip_yellow": _l("Slip in days: yellow up to"),
        "overrun_green": _l("Overrun of cost: green up to"), "overrun_yellow": _l("Overrun of cost: yellow up to"),
        "effect_green": _l("Effect: green from"), "effect_yellow": _l("Effect: yellow from"),
        "data_green": _l("Completeness of data: green from"), "data_yellow": _l("Completeness of data: yellow from"),
        "grace": _l("Days of grace"),
    },
    "financial_effects": _YES_NO,
    "eligible": _YES_NO,
    "public": {"public": _l("public"), "not_public": _l("not public"), "not_stated": _NOT_STATED},
    "result": {
        "adopted": _l("adopted"), "recommended": _l("recommended"), "rejected": _l("rejected"), "noted": _l("noted"),
        "not_stated": _NOT_STATED,
    },
    "climate": {
        "positive": _l("positive"), "negative": _l("negative"), "none": _l("none"), "unchecked": _l("not checked"),
    },
    "participation": {
        "none": _l("none"), "information": _l("informing"), "consultation": _l("consultation"),
        "cooperation": _l("cooperation"), "statutory": _l("required by law"), "unchecked": _l("not checked"),
    },
    "relation": {
        "contributes_to": _l("contributes to"), "concerns": _l("concerns"), "follows": _l("follows"),
        "decided_by": _l("decided by"), "covers": _l("covers"), "measures": _l("measures"),
        "duplicates": _l("stands also as"),
    },
    "contribution": {"low": _l("small"), "medium": _l("medium"), "high": _l("great")},
    "side": {"cost": _l("Cost"), "funding": _l("Funding")},
    "budget_kind": {"ergebnis": _l("Accrual budget"), "finanz": _l("Cash budget"), "not_stated": _NOT_STATED},
    "cost_kind": _COSTS,
    "level": {
        "input": _l("input"), "output": _l("output"), "outcome": _l("outcome"), "impact": _l("impact"),
        "not_stated": _NOT_STATED,
    },
    "direction": {
        "up": _l("should rise"), "down": _l("should fall"), "maintain": _l("should stay"), "min": _l("at least this"),
        "max": _l("at most this"), "range": _l("within a range"), "none": _l("no direction"),
    },
    "periodicity": {
        "month": _l("monthly"), "quarter": _l("every quarter"), "halfyear": _l("every half-year"),
        "year": _l("yearly"), "once": _l("once"),
    },
    "missing_reason": {
        "not_yet": _l("not there yet"), "not_collected": _l("not collected"),
        "no_data_from_source": _l("the source gives no value"), "not_applicable": _l("does not apply"),
        "protected": _l("under 5 – protected"), "other": _OTHER,
    },
    "quality": {"measured": _l("measured"), "estimated": _l("estimated"), "provisional": _l("provisional")},
    "category": {
        "amount": _l("Amount"), "count": _l("Number"), "share": _l("Share"), "date": _l("Date"), "rule": _l("Rule"),
        "risk": _l("Risk"), "aim": _l("Aim"), "partner": _l("Partner"), "data_source": _l("Data source"),
        "document": _l("Document"), "step": _l("Step"), "criterion": _l("Criterion"), "context": _l("Context"),
        "participation": _l("Participation"), "organisation": _l("Organisation"),
        "transfer": _l("Transfer of knowledge"),
    },
}  # fmt: skip


def words(table: str, column: Column) -> dict[str, str]:
    """The word of each value of a choice or flag, in the current language; a value without one is its own word.

    A flag has the values "true" and "false". Every other column has none: the answer is empty.
    """
    if column.type == "flag":
        return {"true": str(YES), "false": str(NO)}
    if column.name.endswith("_precision"):
        known = _PRECISIONS
    elif column.name.endswith("_kind") and set(column.values) <= _KINDS.keys():
        known = _KINDS
    else:
        known = _OF_TABLE.get((table, column.name)) or _OF_COLUMN.get(column.name, {})
    return {value: str(known.get(value, value)) for value in column.values}
