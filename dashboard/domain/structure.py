"""How objects lie inside each other: a measure in its field, a theme in its field, everything in the strategy."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.domain.state import StrategyState
from dashboard.domain.values import Ref


def strategy_ref(state: StrategyState) -> Ref:
    return Ref("strategy", state.strategy.slug)


def fields_of_fields(state: StrategyState) -> Mapping[str, str]:
    """The field of action by the code of a field or theme; cross topics are in none (I3)."""
    by_code = {field.code: field for field in state.fields}
    homes = {}
    for field in state.fields:
        seen = {field.code}
        home = field
        while home.kind == "theme" and home.parent and home.parent in by_code and home.parent not in seen:
            home = by_code[home.parent]
            seen.add(home.code)
        if home.kind == "field":
            homes[field.code] = home.code
    return homes


def field_of_measures(state: StrategyState) -> Mapping[str, str]:
    """The one field of action by measure code; measures without one are left out."""
    homes = fields_of_fields(state)
    return {m.code: homes[m.field] for m in state.measures if m.field is not None and m.field in homes}


class Containment:
    """Which objects an object lies in, asked many times for one state."""

    def __init__(self, state: StrategyState) -> None:
        self._strategy = strategy_ref(state)
        self._homes = fields_of_fields(state)
        self._measures = state.measure_by_code
        self._known: dict[Ref, tuple[Ref, ...]] = {}

    def field(self, ref: Ref) -> str | None:
        """The field of action that a measure, theme or field belongs to."""
        if ref.kind == "measure" and ref.code in self._measures:
            return self._homes.get(self._measures[ref.code].field or "")
        return self._homes.get(ref.code) if ref.kind == "field" else None

    def around(self, ref: Ref) -> tuple[Ref, ...]:
        """The object itself, then what it lies in, the strategy last."""
        if ref not in self._known:
            self._known[ref] = self._around(ref)
        return self._known[ref]

    def _around(self, ref: Ref) -> tuple[Ref, ...]:
        found = [ref]
        if ref.kind == "measure" and ref.code in self._measures:
            found.append(Ref("field", self._measures[ref.code].field or ""))
        home = self.field(ref)
        if home is not None:
            found.append(Ref("field", home))
        found.append(self._strategy)
        return tuple(dict.fromkeys(found))
