"""Contradictions between documents in words: one sentence each, by rule and by what was compared."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.spoken_values import spoken

NAMES: dict[str, LazyText] = {
    "K1": _l("Parts and total differ"),
    "K2": _l("Resolution after the funder's deadline"),
    "K3": _l("Financial effects denied beside amounts"),
    "K4": _l("Amount and quota do not fit"),
    "K5": _l("Slip of the unit"),
    "K6": _l("Period outside the programme's limits"),
    "K7": _l("Documents state different values"),
}
_BY_COMPARISON: dict[str, LazyText] = {
    "costs_and_sources": _l("The sources come to {stated}, the costs to {expected}."),
    "plan_and_grant": _l("The plan comes to {stated}, the grant states a total of {expected}."),
    "grant_parts": _l("Grant, own share and third-party funds come to {stated}, the stated total is {expected}."),
    "amount_and_quota": _l("The quota gives {expected}, {stated} are stated."),
    "own_and_quota": _l("The quota leaves an own share of {expected}, {stated} are stated."),
    "own_and_amount": _l("Beside the stated grant the quota leaves an own share of {expected}, {stated} are stated."),
}
_BY_RULE: dict[str, LazyText] = {
    "K2": _l("The council decides on {decided}, the funder wants the resolution by {due}: {days} late."),
    "K3": _l("{paper} is ticked “no financial effects”, and up to {amount} hang on it."),
    "K5": _l("{stated} stand beside {expected}: one of them is probably meant in thousands of euro."),
    "K6": _l("The period has {months} months ({first} to {last}); the phases may have at most {limits} months."),
    "K7": _l("“{title}”: {said}."),
}
_ROUNDING = _l("The difference is one of rounding.")


def rule_name(rule: str) -> str:
    """The rule in a few words."""
    return str(NAMES[rule])


def sentence(rule: str, values: Mapping[str, object], note: bool = False) -> str:
    """What the documents say against each other; a `note` is a difference that rounding explains."""
    text = _BY_COMPARISON[str(values["what"])] if rule in ("K1", "K4") else _BY_RULE[rule]
    told = text.format(**spoken(values))
    return f"{told} {_ROUNDING}" if note else told
