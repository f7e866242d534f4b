"""What the shape of the program promises."""

from __future__ import annotations

from dashboard.codebook import stored, tables
from dashboard.domain import model
from dashboard.storage.schema import FACTS, metadata

#: Tables without history, each with its reason.
WITHOUT_HISTORY = {
    "strategy_root": "names a strategy and counts its versions; nothing of it is a fact",
    "entity": "an identity never changes",
    "change": "is the history itself",
    "roll_up": "can be computed again from the facts at any time",
    "account": "persons: a name must be able to go",
    "session": "who is logged in at the moment",
    "login_attempt": "failed logins of the last minutes",
    "reminder": "which letters went out",
    "draft": "what somebody types before it is submitted",
}


def test_records_have_the_fields_of_the_codebook_in_its_order() -> None:
    for table in tables():
        record = getattr(model, "".join(part.capitalize() for part in table.name.split("_")))
        own = [
            field.name for field in table.fields if field.name not in ("source", "section", "known_on", "known_until")
        ]
        assert [name for name in record.__dataclass_fields__ if name != "origin"] == own


def test_every_table_has_history_or_a_reason() -> None:
    assert set(FACTS) == set(stored())
    for name, table in metadata.tables.items():
        if name in WITHOUT_HISTORY:
            continue
        assert {"recorded", "superseded", "entity_id", "strategy_id"} <= set(table.columns.keys()), name
