"""The weak-point rules (D14) in words: a name of a few words, and one sentence with the figures."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.spoken_values import spoken

NAMES: dict[str, LazyText] = {
    "SP01": _l("Milestone overdue"),
    "SP02": _l("Milestones or their dates are missing"),
    "SP03": _l("Less done than planned"),
    "SP04": _l("Dearer than planned"),
    "SP05": _l("Grant used too slowly"),
    "SP06": _l("Grant about to lapse"),
    "SP07": _l("More drawn than entitled to"),
    "SP08": _l("Own share not in the budget"),
    "SP09": _l("Sponsor missing or approving"),
    "SP10": _l("Effect is not measured"),
    "SP11": _l("Values are missing"),
    "SP12": _l("Far below the target path"),
    "SP13": _l("Output without outcome"),
    "SP14": _l("Carried out without resolution"),
    "SP15": _l("No status report"),
    "SP16": _l("Nobody works on it"),
    "SP17": _l("Predecessor comes too late"),
    "SP18": _l("Risk of an island solution"),
    "SP19": _l("Climate effect open"),
    "SP20": _l("Date keeps moving"),
    "SP21": _l("Broken series"),
    "SP22": _l("Light set by hand for long"),
    "SP23": _l("Participation not documented"),
    "SP24": _l("Finance plan does not fit together"),
}

_RULES: dict[str, LazyText] = {
    "SP01": _l("“{milestone}” was due on {planned} and is {days} overdue."),
    "SP03": _l("The schedule index is {spi}; on plan it is 1."),
    "SP04": _l("The cost forecast of {forecast} lies {overrun} above the plan of {plan}."),
    "SP05": _l("{elapsed} of the grant period are over, {used} of the eligible cost are paid."),
    "SP06": _l("The grant period ends on {ends}; {amount} of the approved sum, {left}, are not earned yet."),
    "SP07": _l("{drawn} were drawn, {entitlement} are due: {amount} too much, interest may follow."),
    "SP08": _l("In {year} {need} of own money are needed and {budget} are in the budget: {amount} are missing."),
    "SP10": _l("There is no control indicator with baseline and target."),
    "SP12": _l("“{indicator}” has reached {rho} of its target path; 1 is on the path."),
    "SP13": _l("{progress} of the milestones are reached, and “{indicator}” is getting worse."),
    "SP14": _l("The measure is carried out, and no resolution is stated."),
    "SP16": _l("“{title}” has no active measure."),
    "SP17": _l("“{predecessor}” is expected {forecast}, {days} after “{milestone}” should be done ({planned})."),
    "SP18": _l("Of the IT component is not stated: {missing}."),
    "SP20": _l("“{milestone}” was moved {moves} times in twelve months, by {net} in all."),
    "SP21": _l("The definition of “{indicator}” broke the series, without a factor or a new target."),
    "SP23": _l("Participation is planned, {progress} are done, and none is documented."),
}
#: Rules with more than one sentence, by the value that tells which.
_NO_MILESTONE = _l("The measure has no milestone.")
_ALL_DROPPED = _l("All milestones were dropped; how the measure goes on is to be decided.")
_UNDATED = _l("Without a date: {milestones}.")
_REPORTED_COST = _l("The cost forecast of {forecast}, reported on {reported}, lies {overrun} above the plan of {plan}.")
_VACANT = _l("The measure has had no sponsor for {days}.")
_SELF_APPROVED = _l("The sponsor has approved values of “{indicator}”.")
_ONE_MISSING = _l("A value of “{indicator}” has been due for {days}.")
_SOME_MISSING = _l("{count} values have been due for more than 60 days, the oldest, of “{indicator}”, for {days}.")
_NEVER_REPORTED = _l("There has been no status report in {days}.")
_LONG_SILENT = _l("The last status report was {days} ago, on {last}.")
_CLIMATE_NEGATIVE = _l("The climate effect is negative and no alternatives are stated.")
_CLIMATE_UNCHECKED = _l("The climate effect has not been checked.")
_PLAN_DIFFERS = _l("{stated} stand against {expected}.")
_EFFECTS_DENIED = _l("{paper} is ticked “no financial effects”, and up to {amount} hang on it.")


def rule_name(rule: str) -> str:
    """The rule in a few words."""
    return str(NAMES[rule])


def sentence(rule: str, values: Mapping[str, object]) -> str:
    """What a finding says, with its figures."""
    said = spoken(values)
    return _text(rule, values).format(**said) if said else str(_text(rule, values))


def _text(rule: str, values: Mapping[str, object]) -> LazyText:
    if rule == "SP02":
        if "dropped" in values:
            return _ALL_DROPPED
        return _UNDATED if "milestones" in values else _NO_MILESTONE
    if rule == "SP04" and "reported" in values:
        return _REPORTED_COST
    if rule == "SP09":
        return _SELF_APPROVED if "indicator" in values else _VACANT
    if rule == "SP11":
        return _ONE_MISSING if values["count"] == 1 else _SOME_MISSING
    if rule == "SP15":
        return _LONG_SILENT if values["last"] else _NEVER_REPORTED
    if rule == "SP19":
        return _CLIMATE_NEGATIVE if values["climate"] == "negative" else _CLIMATE_UNCHECKED
    if rule == "SP24":
        return _EFFECTS_DENIED if "paper" in values else _PLAN_DIFFERS
    return _RULES[rule]
