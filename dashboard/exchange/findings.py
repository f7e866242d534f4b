"""What a reader collects on its way: findings that refuse the package, and notes on what was accepted."""

from __future__ import annotations

from dashboard.errors import Finding, PackageError


class Notebook:
    """Findings and notes of one package, each in the order it was found."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.notes: list[Finding] = []

    def refuse(self, file: str, row: int | None, column: str | None, reason: str, remedy: str = "") -> None:
        """Something that must be put right before the package can be taken."""
        self.findings.append(Finding(file, row, column, reason, remedy))

    def note(self, file: str, row: int | None, column: str | None, reason: str) -> None:
        """Something that was read although it is not the canonical form."""
        self.notes.append(Finding(file, row, column, reason))

    def raise_if_any(self) -> None:
        """PackageError with every finding, once there is one."""
        if self.findings:
            raise PackageError(self.findings)
