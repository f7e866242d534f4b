"""How a line of the page of sources is made: its cells, and where it was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.domain.state import StrategyState
from dashboard.domain.values import Origin, Ref, StatedMoney, StatedNumber
from dashboard.reporting.table import Column, Each, Table
from dashboard.reporting.why.explained import Explained, source_of
from dashboard.reporting.why.pieces import stated
from dashboard.text import formats
from dashboard.text.catalog import lazy_gettext as _l

WHERE = Column("source", _l("Found in"))


def where(state: StrategyState, origin: Origin) -> str | None:
    """Document and place; the documents stand with their full titles at the top of the page."""
    source = state.source_by_code.get(origin.source or "")
    name = (source.number or source.title) if source else None
    return ", ".join(part for part in (name, origin.section) if part) or None


def word(words: dict[str, Any], name: str | None) -> str | None:
    found = words.get(name or "")
    return None if found is None else str(found)


def amount(value: StatedNumber | None, unit: str | None) -> str | None:
    """The number of a statement with its unit and the words that limit it; thousands of euro stay thousands."""
    if value is None:
        return None
    if unit != "EUR":
        return formats.stated_number(value, unit=unit)
    if "T€" in (value.words or ""):
        return formats.stated_money(StatedMoney(int(value.value * 100), "keur", value.words))
    return formats.stated_number(value, unit="€")


def _named_by_code(state: StrategyState, ref: Ref) -> Any:
    """The record that a reference means; where there are thousands of a kind, the state knows them by code."""
    by_code = getattr(state, f"{ref.kind}_by_code", None)
    if by_code is not None:
        return by_code.get(ref.code)
    plural = {"body": "bodies"}.get(ref.kind, f"{ref.kind}s")
    return next((record for record in getattr(state, plural, ()) if record.code == ref.code), None)


def title_of(state: StrategyState, ref: Ref) -> str | None:
    """What an object is called; None for the strategy itself, which the page is about."""
    if ref == Ref("strategy", state.strategy.slug):
        return None
    found = _named_by_code(state, ref)
    if found is None:
        return ref.code
    return found.title if ref.code.islower() else f"{ref.code} {found.title}"


def named(state: StrategyState, ref: Ref) -> str:
    return title_of(state, ref) or state.strategy.title


def by_code(record: Any) -> tuple[object, ...]:
    return (record.code,)


def table(
    state: StrategyState,
    name: str,
    title: Any,
    columns: tuple[Column, ...],
    records: Sequence[Any],
    cells: Callable[[Any], tuple],
    key: Callable[[Any], tuple[object, ...]] = by_code,
) -> Table:
    """One row a record; a column of which nothing is stated is left out. `key` names a record's row."""
    stated_places = {place for record in records for place, cell in enumerate(cells(record)) if cell is not None}
    present = sorted(stated_places)
    kept = tuple(columns[place] for place in present)

    def row(record: Any) -> tuple:
        found = cells(record)
        return (*(found[place] for place in present), where(state, record.origin))

    rows = Each(records, row)

    def explained(place: int) -> Sequence[Explained]:
        source = source_of(state, records[place].origin)
        facts = zip(kept, rows[place], strict=False)
        return [
            stated(c, value, source=source)
            for c, value in facts
            if value is not None and c.kind not in ("text", "code")
        ]

    return Table(name, title, (*kept, WHERE), rows, keys=Each(records, key), why=explained)
