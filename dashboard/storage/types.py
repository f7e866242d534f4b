"""Column types that say the same on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

#: A row id: SQLite counts only INTEGER primary keys by itself.
Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class PlainNumber(TypeDecorator[Decimal]):
    """A Decimal as its plain text: NUMERIC would become a binary float on SQLite."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> str | None:
        if value is None:
            return None
        if not value.is_finite():
            raise ValueError(f"not a number to store: {value}")
        return format(value, "f")

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Instant(TypeDecorator[dt.datetime]):
    """A moment in UTC: takes aware datetimes only, gives aware ones back on both databases."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)
