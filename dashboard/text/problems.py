"""What a broken rule means and what to do about it, in words: code → (reason, remedy)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from dashboard.domain.values import Ref, StatedDay, StatedNumber
from dashboard.text import formats
from dashboard.text.catalog import LazyText
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.state_words import state_word

_SWAP_ENDS = _l("Name another one, or leave out one of the links.")
_CHECK_DAY = _l("Correct the day; a day to come belongs into a forecast.")

TEXTS: dict[str, tuple[LazyText, LazyText]] = {
    # Steps of a life
    "final_state": (
        _l("After “{before}” nothing follows, here: “{after}”."),
        _l("Begin a new one under its own code."),
    ),
    "step_not_allowed": (_l("From “{before}” no step leads to “{after}”."), _l("Possible: {allowed}.")),
    "grant_step_unusual": (
        _l("“{after}” follows on “{before}”."),
        _l("Check whether a version in between is missing."),
    ),
    "step_needs": (_l("“{after}” needs: {label}."), _l("Fill it.")),
    "before_last_step": (
        _l("The day lies before the last change of {last}."),
        _l("Name a later day, or correct that change."),
    ),
    "open_critical": (
        _l("Critical milestones are still open: {milestones}."),
        _l("Enter when they were reached, or drop them with a reason."),
    ),
    "merged_into_itself": (_l("The measure is merged into itself."), _l("Name the measure that goes on.")),
    "merged_circle": (_l("The measures are merged in a circle: {codes}."), _l("Name the one measure that goes on.")),
    "frozen": (
        _l("The evaluation of {frozen_until} has counted the milestone as reached."),
        _l("Have it corrected by an erratum."),
    ),
    "approved_by_submitter": (
        _l("“{role}” has submitted the value and approved it."),
        _l("Have it approved by another role."),
    ),
    # Days
    "day_in_future": (_l("{day} lies in the future."), _CHECK_DAY),
    "days_out_of_order": (
        _l("{day} lies before {earlier}, which has to come first."),
        _l("Correct one of the two days."),
    ),
    "reached_before_start": (
        _l("The milestone was reached on {day}, before the measure began on {starts}."),
        _l("Check both days."),
    ),
    "reached_without_evidence": (
        _l("The milestone is a duty towards the funder and has no evidence."),
        _l("Name the evidence; until then it is not reached."),
    ),
    "too_many_decimals": (
        _l("{value} has more decimals than the indicator, which has {decimals}."),
        _l("Round the value, or give the indicator more decimals."),
    ),
    "thousands_or_decimals": (
        _l("{value} has more decimals than the indicator, which has {decimals}."),
        _l("Is {number} meant? Else round the value, or give the indicator more decimals."),
    ),
    "forecast_in_past": (
        _l("The forecast {day} lies before its report of {report}."),
        _l("Enter the actual date if the milestone is reached, else a day to come."),
    ),
    "data_of_tomorrow": (
        _l("The data cannot reach to {day} already; today is {today}."),
        _l("Name the day up to which the data reach, at the latest today."),
    ),
    # Structure
    "number_twice": (
        _l("The paper {other} has the number “{number}” as well; a municipality gives it once."),
        _l("Correct the number, or make the two rows one paper."),
    ),
    "not_in_field": (
        _l("“{field}” is no field of action."),
        _l("Name the one field of action; themes and cross topics are linked."),
    ),
    "theme_without_field": (_l("The theme lies in no field of action."), _l("Name its field.")),
    "concerns_no_cross_topic": (
        _l("“{field}” is no cross topic."),
        _l("Link a cross topic; the field of action stands at the measure."),
    ),
    "link_does_not_fit": (
        _l("“{relation}” does not join {subject} and {object}."),
        _l("Choose another relation, or other objects."),
    ),
    "link_to_itself": (_l("The link leads back to where it begins."), _SWAP_ENDS),
    "circle": (_l("They follow each other in a circle: {codes}."), _SWAP_ENDS),
    # Plans
    "weight_out_of_range": (
        _l("The weight {weight} lies outside 1 to 100."),
        _l("Write a whole number from 1 to 100."),
    ),
    "share_out_of_range": (_l("{value} is no share between 0 and 1."), _l("Write 0.65 for 65 %.")),
    "all_milestones_dropped": (
        _l("All milestones of the measure were dropped."),
        _l("Decide on its status, or plan new milestones."),
    ),
    "unknown_version": (_l("There is no version {version}."), _l("Add it, or correct the version.")),
    # Money
    "negative_without_reason": (
        _l("The amount {amount} is negative without a reason."),
        _l("Say why: refund, reversal, correction."),
    ),
    "commitments_below_zero": (
        _l("At the end of {month} the commitments of {object} stand at {balance}: more was released than ordered."),
        _l("Correct the releases, or add the missing order."),
    ),
    "total_beside_parts": (
        _l("The total stands beside {part}, which is one of its parts; both would be added."),
        _l("Keep the total or the parts."),
    ),
    "kind_on_wrong_side": (_l("“{kind}” does not stand on the side “{side}”."), _l("Correct the kind or the side.")),
    "plan_not_resolved": (
        _l("The amounts of this plan do not count yet: no resolution is stated for it."),
        _l("Enter the paper that resolved it among the papers and resolutions, and name it here."),
    ),
    "in_kind_on_both_sides": (
        _l("The contribution is funded itself and in {year} is own share in the plan as well."),
        _l("Count it on one side only, unless the grant says otherwise."),
    ),
    "left_above_amount": (
        _l("After the cut more is left than was asked for, {amount}."),
        _l("Correct one of the two amounts."),
    ),
    "over_funded": (
        _l("The grants of {object}, {grants}, come to {total} and exceed its eligible cost of {eligible}."),
        _l("Lower a grant or correct the eligible cost; funding above it is not allowed."),
    ),
    # Indicators
    "direction_missing": (
        _l("Only a context indicator has no direction."),
        _l("Say where it shall go, or make it a context indicator."),
    ),
    "target_is_baseline": (
        _l("Target and baseline are both {value}."),
        _l("Correct one of them, or choose the direction “maintain”."),
    ),
    "target_against_direction": (
        _l("The target lies against the direction “{direction}”."),
        _l("Correct the target or the direction."),
    ),
    "target_year_not_later": (
        _l("The target year {target_year} does not lie after the baseline year {baseline_year}."),
        _l("Correct one of the two years."),
    ),
    "factor_not_positive": (
        _l("{value} is no factor: the earlier values are multiplied by it."),
        _l("Write a factor above 0, or leave the cell empty: then the line is cut."),
    ),
    "tolerance_not_positive": (
        _l("The direction “{direction}” needs a tolerance above 0."),
        _l("Fill in the tolerance, in the indicator's unit."),
    ),
    "tolerance_missing": (
        _l("Without a tolerance a missed value cannot be rated."),
        _l("Fill in the tolerance, in the indicator's unit."),
    ),
    "range_without_bounds": (_l("The range has no lower bound below an upper one."), _l("Fill in both bounds.")),
    "interim_outside": (
        _l("The interim target does not lie between {baseline_year} and {target_year}."),
        _l("Correct the year, or leave it out."),
    ),
    "interim_out_of_order": (
        _l("The interim target {value} leaves the way from baseline to target."),
        _l("Correct the value, or leave it out."),
    ),
    "period_does_not_fit": (
        _l("The period does not fit the periodicity “{periodicity}”."),
        _l("Write 2024, 2024-H1, 2024-Q2 or 2024-05, as the indicator asks for."),
    ),
    "value_and_reason": (_l("There is a value and a reason for its absence."), _l("Empty one of the two.")),
    "no_value_no_reason": (
        _l("There is neither a value nor a reason for its absence."),
        _l("Enter the value, or say why there is none."),
    ),
    "unit_changed": (
        _l("The unit was {before} and is {after} now."),
        _l("Keep the unit, or add a definition that breaks the series."),
    ),
}

_MONEY = frozenset({"amount", "total", "eligible", "balance"})
_STATES = frozenset({"before", "after"})


class Explanation(NamedTuple):
    """Two finished sentences in the language of the reader."""

    reason: str
    remedy: str


def explain(code: str, table: str, values: Mapping[str, object], label: str = "") -> Explanation:
    """The words of a problem of `table`; `label` is what the column in question is called."""
    said = {name: _said(name, table, value) for name, value in values.items()} | {"label": label}
    reason, remedy = TEXTS[code]
    return Explanation(reason.format(**said), remedy.format(**said))


def _said(name: str, table: str, value: object) -> str:
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return ", ".join(_said("after" if name == "allowed" else name, table, part) for part in value)
    if isinstance(value, Ref):
        return value.code
    if isinstance(value, dt.date):
        return formats.stated_day(StatedDay(value, "month")) if name == "month" else formats.day(value)
    if isinstance(value, int) and name in _MONEY:
        return formats.money(value)
    if isinstance(value, Decimal):
        return formats.stated_number(StatedNumber(value))
    return state_word(table, str(value)) if name in _STATES else str(value)
