"""The days on which money is at stake, in words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from dashboard.domain.assessment import Assessment
from dashboard.domain.money_deadlines import MoneyDeadline, money_deadlines
from dashboard.domain.ratios import total
from dashboard.domain.values import Ref
from dashboard.reporting.money.scope import Scope
from dashboard.reporting.table import Column, Table
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l
from dashboard.text.catalog import ngettext


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One day: what happens, to what, and how much. `critical` where it costs money without anybody doing wrong anew."""

    day: dt.date
    kind: str
    amount: int | None
    finding: str
    titles: tuple[str, ...]
    days_left: int
    parts: tuple[tuple[str, int], ...]  # what the amount adds up, each with its title
    grant: str | None = None
    measures: tuple[str | None, ...] = ()  # the code of each thing that it concerns, where that is a measure

    @property
    def about(self) -> str:
        return ", ".join(self.titles)

    def few(self, most: int) -> str:
        """At most so many of the names, and how many there are besides."""
        more = len(self.titles) - most
        return f"{', '.join(self.titles[:most])} {_('and {n} more', n=more)}" if more > 0 else self.about

    @property
    def critical(self) -> bool:
        return self.kind in ("interest", "grant_end") and bool(self.amount)

    @property
    def costs(self) -> bool:
        """Whether money is lost or charged on this day."""
        return self.kind in ("interest", "grant_end", "lapse") and bool(self.amount)


def _finding(kind: str, amount: int | None, past: bool) -> str:
    exact, about = formats.money(amount), formats.whole_money(amount)
    if kind == "interest":
        return (
            _("Interest since this day on {amount}", amount=exact)
            if past
            else _("Interest from this day on {amount}", amount=exact)
        )
    if kind == "grant_end":
        if amount is None:
            return _("The grant period ends")
        if past:
            return _("The grant period is over, {amount} are left", amount=exact)
        if amount == 0:
            return _("The grant period ends; at today’s pace all of it is earned by then")
        return _("The grant period ends; at today’s pace about {amount} lapse", amount=about)
    if kind == "lapse":
        return _("{amount} carried over lapse unless they are bound", amount=exact)
    return _("Proof of use due") if kind == "proof" else _("Council resolution due")


def _title(assessment: Assessment, deadline: MoneyDeadline) -> str:
    state = assessment.state
    if deadline.grant:
        return assessment.grants[deadline.grant].grant.title
    return object_title(assessment, deadline.object or Ref("strategy", state.strategy.slug))


def object_title(assessment: Assessment, ref: Ref) -> str:
    """Code and title of a measure, title of a field, goal or the strategy."""
    state = assessment.state
    if ref.kind == "measure" and ref.code in state.measure_by_code:
        return f"{ref.code} {state.measure_by_code[ref.code].title}"
    titles = {Ref("field", f.code): f.title for f in state.fields} | {Ref("goal", g.code): g.title for g in state.goals}
    return titles.get(ref, state.strategy.title)


def deadlines(scope: Scope) -> list[DeadlineLine]:
    """The next one first; funds that lapse on the same day are one line."""
    groups: dict[tuple[dt.date, str, str | None], list[MoneyDeadline]] = defaultdict(list)
    for deadline in money_deadlines(scope.state, scope.grants, scope.holds):
        groups[deadline.day, deadline.kind, deadline.grant].append(deadline)
    found = []
    for (day, kind, grant), group in groups.items():
        amount = total(deadline.amount for deadline in group)
        titles = [_title(scope.assessment, deadline) for deadline in group]
        parts = tuple((t, d.amount) for t, d in zip(titles, group, strict=True) if d.amount is not None)
        left = (day - scope.as_of).days
        finding = _finding(kind, amount, left < 0)
        codes = tuple(d.object.code if d.object and d.object.kind == "measure" else None for d in group)
        found.append(DeadlineLine(day, kind, amount, finding, tuple(titles), left, parts, grant, codes))
    return found


def left_words(days_left: int) -> str:
    """How far away a day is."""
    if days_left == 0:
        return _("on the key date")
    if days_left < 0:
        return ngettext("{n} day ago", "{n} days ago", -days_left)
    return ngettext("in {n} day", "in {n} days", days_left)


def table(lines: list[DeadlineLine]) -> Table:
    """One row a day."""
    columns = (
        Column("day", _l("Day"), "day"),
        Column("what", _l("What happens")),
        Column("about", _l("Concerns")),
        Column("amount", _l("Amount"), "whole_money"),
        Column("days_left", _l("Days left"), "days"),
    )
    rows = [(line.day, line.finding, line.about, line.amount, line.days_left) for line in lines]
    keys = [(line.day, line.kind, line.grant) for line in lines]
    return Table("fristen", _l("Days on which money is at stake"), columns, rows, keys=keys)
