"""The file of a backup: a zip archive with the rows of each table and a head that says what must be in it."""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from dashboard.errors import RefusedError
from dashboard.storage import archive
from dashboard.storage.chain import Head
from dashboard.text.catalog import gettext as _

_HEAD, _FORMAT = "backup.json", "strategiemonitor-backup-1"


@dataclass(frozen=True, slots=True)
class Part:
    """One table in the file: how many rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself: `heads` by short name of the strategy ("": the installation)."""

    revision: str
    made_at: str
    heads: Mapping[str, Head]
    tables: Mapping[str, Part]


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A place beside `path` that only this account may read; it becomes `path` when all went well, else it goes.

    Raises RefusedError where `path` is there already: it may be the one backup that is whole.
    """
    taken = RefusedError(_("There is a file “{file}” already. Choose another name.", file=path))
    if path.exists():
        raise taken
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        try:
            os.link(draft, path)  # unlike a renaming it takes nobody's place
        except FileExistsError:
            raise taken from None
        except OSError:  # a file system without hard links
            draft.rename(path)
    finally:
        with suppress(OSError):
            draft.unlink()


def write(
    path: Path, tables: Mapping[str, Iterable[bytes]], about: Callable[[Mapping[str, Part]], Contents]
) -> Contents:
    """Write the lines of all tables, then what `about` says of them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        parts = {name: _written(file, name, lines) for name, lines in tables.items()}
        contents = about(parts)
        file.writestr(_HEAD, json.dumps({"format": _FORMAT, **asdict(contents)}, ensure_ascii=False, indent=1))
    return contents


def _written(file: zipfile.ZipFile, name: str, lines: Iterable[bytes]) -> Part:
    told, count = sha256(), -1  # the first line holds the names of the columns
    with file.open(f"{name}.jsonl", "w", force_zip64=True) as part:
        for line in lines:
            part.write(line)
            told.update(line)
            count += 1
    return Part(count, told.hexdigest())


class BackupFile:
    """A backup that was written; `contents` is what must be in it. RefusedError for a file that is none."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = zipfile.ZipFile(path)
            self.contents = _contents(json.loads(self._file.read(_HEAD)))
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, AttributeError):
            raise RefusedError(_("“{file}” is no backup of this program, or damaged.", file=path)) from None
        self._path = path

    def lines(self, table: str) -> Iterator[bytes]:
        """The lines of one table."""
        with self._file.open(f"{table}.jsonl") as part:
            yield from part

    def check(self) -> None:
        """Read all of it once: every row that was written is there, and each chain ends as the head says.

        Raises RefusedError.
        """
        try:
            whole = all(self._part(name) == part for name, part in self.contents.tables.items())
            whole = whole and self._heads() == self.contents.heads
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, StopIteration, OSError):
            whole = False
        if not whole:
            raise RefusedError(_("“{file}” is damaged: not everything that was written can be read.", file=self._path))

    def _part(self, name: str) -> Part:
        told, count = sha256(), -1
        for line in self.lines(name):
            told.update(line)
            count += 1
        return Part(count, told.hexdigest())

    def _heads(self) -> dict[str, Head]:
        slugs = {row["id"]: row["slug"] for row in archive.rows(self.lines("strategy_root"))}
        heads = dict.fromkeys(slugs.values(), Head(0, ""))
        for row in archive.rows(self.lines("change")):  # in the order of their numbers
            slug = slugs[row["strategy_id"]]
            heads[slug] = Head(heads[slug].changes + 1, row["hash"])
        return heads


def _contents(told: Mapping[str, Any]) -> Contents:
    if told.get("format") != _FORMAT:
        raise ValueError(told.get("format"))
    heads = {slug: Head(*head) for slug, head in told["heads"].items()}
    return Contents(
        told["revision"], told["made_at"], heads, {name: Part(**part) for name, part in told["tables"].items()}
    )
