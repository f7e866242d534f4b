"""From versions to be recorded to the rows of their tables: row ids, identities, references."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.errors import RefusedError
from dashboard.storage import entities
from dashboard.storage.bulk import insert_rows
from dashboard.storage.content import Content, Shape, shape
from dashboard.storage.schema import FACTS
from dashboard.text.catalog import gettext as _


class Revision(NamedTuple):
    """A version to add: known from `recorded` on, and for one that no longer holds, until `superseded`."""

    table: str
    content: Content
    recorded: dt.date
    superseded: dt.date | None = None


@dataclass(frozen=True)
class Group:
    """The versions of one table, with the row ids and the keys they get."""

    form: Shape
    numbers: Sequence[int]
    keys: Sequence[str]
    revisions: Sequence[Revision]

    @property
    def columns(self) -> list[Sequence[Any]]:
        """The contents column by column."""
        return list(zip(*(revision.content for revision in self.revisions), strict=True))


def group(connection: sa.Connection, revisions: Iterable[Revision]) -> list[Group]:
    """The versions by table; takes an id for each."""
    tables: dict[str, list[Revision]] = defaultdict(list)
    for revision in revisions:
        tables[revision.table].append(revision)
    groups = []
    for table, some in tables.items():
        form = shape(table)
        numbers = entities.take_ids(connection, FACTS[table], len(some))
        groups.append(Group(form, numbers, [form.key_text(revision.content) for revision in some], some))
    return groups


def identities(connection: sa.Connection, strategy: int, groups: Iterable[Group]) -> entities.Ids:
    """The ids of all entities that are written about or named; those written about first are added."""
    own = {part.form.table: dict.fromkeys(part.keys) for part in groups}
    wanted: dict[str, set[str]] = defaultdict(set)
    for table, keys in own.items():
        wanted[table].update(keys)
    for part in groups:
        columns = part.columns
        for link in part.form.links:
            for kind, code in _named(link.to, columns[link.kind_at], columns[link.at]):
                wanted[kind].add(code)
    ids = entities.find(connection, strategy, wanted)
    entities.add(connection, strategy, ids, own)
    return ids


def _named(to: str | None, kinds: Sequence[str], codes: Sequence[str | None]) -> set[tuple[str, str]]:
    """The different entities that a column names."""
    if to:
        return {(to, code) for code in set(codes) if code is not None}
    return {(kind, code) for kind, code in zip(kinds, codes, strict=True) if code is not None}


def insert(
    connection: sa.Connection, strategy: int, part: Group, changes: Mapping[dt.date, int], ids: entities.Ids
) -> None:
    """Add the versions of one table. Raises RefusedError when one names an entity that does not exist."""
    columns = part.columns
    for link in part.form.links:
        named = zip([link.to] * len(part.keys) if link.to else columns[link.kind_at], columns[link.at], strict=True)
        columns[link.at] = [None if code is None else ids[kind].get(code) for kind, code in named]
    _check_links(part, columns)
    head = {
        "id": part.numbers,
        "strategy_id": [strategy] * len(part.keys),
        "entity_id": list(map(ids[part.form.table].__getitem__, part.keys)),
        "recorded": [changes[revision.recorded] for revision in part.revisions],
        "superseded": [changes[revision.superseded] if revision.superseded else None for revision in part.revisions],
    }
    rows = list(zip(*head.values(), *columns, strict=True))
    insert_rows(connection, FACTS[part.form.table], (*head, *part.form.names), rows)


def _check_links(part: Group, columns: Sequence[Sequence[Any]]) -> None:
    for link in part.form.links:
        for key, revision, found in zip(part.keys, part.revisions, columns[link.at], strict=True):
            if found is None and revision.content[link.at] is not None:
                place = {"table": part.form.table, "key": part.form.readable(key), "column": part.form.names[link.at]}
                sentence = _(
                    "{table} {key}: there is no “{code}” that {column} could name.",
                    code=revision.content[link.at],
                    **place,
                )
                raise RefusedError(sentence)
