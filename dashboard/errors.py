"""Every error this program raises on purpose, as one tree.

    StrategiemonitorError          one sentence that a person can act on
    ├── SettingsError              environment variables that cannot be used; all of them at once
    ├── DatabaseError              the database cannot be reached, or is not one of this program's
    ├── PackageError               a strategy package that cannot be taken; every finding at once
    ├── RefusedError               an operation that a rule of the domain forbids
    │   └── ConflictError          someone else changed the row since it was read
    ├── ForbiddenError             the account may not do this
    ├── NotFound                   there is no such strategy, measure, … (or not for this audience)
    ├── BadParameter               a request asks with a value that cannot be meant
    └── ChainBroken                the chain of changes does not fit together: a row was touched from outside

What is not in the tree is a fault of the program and may show its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth knowing, in a package: where, why and what to do.

    `row` is the row as a spreadsheet shows it (the header is row 1); None means the whole file or column.
    `reason` and `remedy` are finished sentences in the language of the person who reads them.
    """

    file: str
    row: int | None
    column: str | None
    reason: str
    remedy: str = ""


class StrategiemonitorError(Exception):
    """Base of the tree; `str(error)` is a sentence for the person in front of the screen."""


class SettingsError(StrategiemonitorError):
    """Environment variables that cannot be used; `problems` holds one sentence each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class DatabaseError(StrategiemonitorError):
    """The database cannot be reached, or its schema is not one this program knows."""


class PackageError(StrategiemonitorError):
    """A package that cannot be taken; `findings` holds every reason at once, in the order of the files."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{f.file} {f.row or ''} {f.column or ''}: {f.reason}" for f in self.findings))


class RefusedError(StrategiemonitorError):
    """An operation that a rule of the domain forbids."""


class ConflictError(RefusedError):
    """The row that was to be changed is no longer the row that was read."""


class ForbiddenError(StrategiemonitorError):
    """The account may not do this."""


class NotFound(StrategiemonitorError):
    """Unknown, or not to be seen by this audience: the answer is the same."""


class BadParameter(StrategiemonitorError):
    """A value of a request that cannot be meant; `name` is the parameter."""

    def __init__(self, name: str, sentence: str) -> None:
        self.name = name
        super().__init__(sentence)


class ChainBroken(StrategiemonitorError):
    """The chain of changes does not fit together: something was written past the program."""
