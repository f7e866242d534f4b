"""A change in words: what it is about, and each value before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from dashboard.codebook import Column, stored
from dashboard.domain.assessment import Assessment
from dashboard.domain.values import Period
from dashboard.storage.trail import Step
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.choice_words import words
from dashboard.text.codebook_words import label
from dashboard.text.right_words import STATE_WORDS
from dashboard.working.desk import words as desk_words

#: Columns that are no news by themselves: identities, the precision of a figure, who stands behind an entry.
_SILENT = frozenset({"code", "position", "seen", "account", "role", "title", "deputy", "decided_by", "decided_role",
                     "typed", "unchanged", "kind", "subject", "period"})  # fmt: skip
#: The same of one table alone.
_SILENT_OF = {"comment": frozenset({"measure"})}
#: Values of a new row that are told; the rest stands on the page of the thing.
_TOLD = 8


@dataclass(frozen=True)
class Difference:
    """One value: `before` and `after` in words, None where there is none."""

    name: str
    before: str | None
    after: str | None


class Wording:
    """The words for the rows of one strategy: things are called by their titles."""

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        state = self._assessment.state
        return {
            "measure": {one.code: f"{one.code} {one.title}" for one in state.measures},
            "milestone": {code: one.milestone.title for code, one in self._assessment.milestones.items()},
            "indicator": {one.code: one.title for one in state.indicators},
            "field": {one.code: one.title for one in state.fields},
        }

    def about(self, step: Step) -> str:
        """What a row is about."""
        said = step.after or step.before or {}
        if step.table == "entry":
            return self._entry(said)
        if step.table == "period_lock":
            return formats.period(Period.parse(said["period"]))
        parts = [self.title(name, said.get(name)) for name in ("measure", "milestone", "indicator") if said.get(name)]
        if not parts:
            parts = [said["title"] if said.get("title") else self.title(step.table, step.key)]
        if said.get("period"):
            parts.append(formats.period(Period.parse(said["period"])))
        return ", ".join(parts)

    def _entry(self, said: Mapping[str, Any]) -> str:
        table = {"value": "indicator", "milestone": "milestone", "report": "measure"}.get(said["kind"], "")
        name = str(desk_words.COUNT_TITLES.get(said["subject"], "")) or self.title(table, said["subject"])
        period = said["period"] if said["kind"] != "milestone" else None
        return ", ".join([name, formats.period(Period.parse(period))] if period else [name])

    def title(self, table: str, code: Any) -> str:
        return self._titles.get(table, {}).get(str(code), str(code))

    def kind(self, table: str) -> str:
        """What a table is called."""
        return label(stored()[table])

    def differences(self, step: Step) -> list[Difference]:
        """What changed; of a new row its first values, of one that ended its state."""
        key, silent = set(stored()[step.table].key), _SILENT_OF.get(step.table, frozenset())
        columns = [one for one in stored()[step.table].columns if not self._silent(one, key | silent)]
        before, after = step.before or {}, step.after or {}
        changed = (one for one in columns if before.get(one.name) != after.get(one.name))
        found = [
            Difference(label(one), self._said(step.table, one, before), self._said(step.table, one, after))
            for one in changed
        ]
        if step.after is None:
            return [Difference(_("Row"), _("held"), _("ended"))]
        return found if step.before is not None else found[:_TOLD]

    def _silent(self, column: Column, key: Iterable[str]) -> bool:
        name = column.name
        return (
            name in key
            or name in _SILENT
            or name.endswith(("_precision", "_words", "_kind"))
            or name.startswith("known_")
        )

    def _said(self, table: str, column: Column, row: Mapping[str, Any]) -> str | None:
        value = row.get(column.name)
        if value is None:
            return None
        if table == "entry" and column.name == "state":
            return str(STATE_WORDS.get(value, value))
        if column.type == "choice":
            return words(table, column).get(value, value)
        if column.to in self._titles:
            return self.title(column.to or "", value)
        return _plain(column, value)


def _plain(column: Column, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.date):
        return formats.day(value)
    if column.type == "money":
        return formats.money(value)
    if column.name.endswith("year"):
        return str(value)
    if isinstance(value, Decimal | int):
        places = max(-int(Decimal(value).as_tuple().exponent), 0)
        return formats.number(Fraction(value), places)
    return formats.shorten(str(value), 160)
