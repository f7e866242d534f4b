"""What an import does or would do, line by line, for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from dashboard.codebook import codebook
from dashboard.domain.contradiction import Contradiction
from dashboard.domain.problems import Problem
from dashboard.exchange.canonical import cell_text
from dashboard.operations.import_report import Difference, ImportReport, Line
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext
from dashboard.text.contradiction_words import rule_name, sentence
from dashboard.text.problems import explain

#: New rows of one table that are told one by one.
MOST_NEW_ROWS = 20


def report_lines(report: ImportReport) -> Iterator[str]:
    """Sums first, then every touched row; a revised one with what stood there and what stands there now."""
    if report.is_empty:
        yield _("{slug}: the database says just what the package says.", slug=report.slug)
        return
    yield _("{slug}: {sums}", slug=report.slug, sums=_sums(report))
    yield from _added(report)
    for line in report.revised:
        yield _("  changed: {what}", what=_what(line))
        for difference in line.differences:
            yield "    " + _difference(line.table, difference)
    for line in report.ended:
        yield _("  ended: {what}", what=_what(line, _("holds until")))
    if report.ended:
        yield _("A row that has ended needs a new known_on to hold again.")
    yield _("Nothing was stored, this was a trial.") if report.dry_run else _("All of it was stored.")


def _added(report: ImportReport) -> Iterator[str]:
    """New rows one by one, but a table with many of them in one line."""
    for table, lines in groupby(report.added, key=lambda line: line.table):
        rows = list(lines)
        if len(rows) > MOST_NEW_ROWS:
            many = ngettext("{n} row", "{n} rows", len(rows))
            yield _("  new: {what}", what=f"{codebook()[table].de}: {many}")
        else:
            yield from (_("  new: {what}", what=_what(row)) for row in rows)


def _sums(report: ImportReport) -> str:
    return ", ".join(
        (
            ngettext("{n} new row", "{n} new rows", len(report.added)),
            ngettext("{n} changed row", "{n} changed rows", len(report.revised)),
            ngettext("{n} ended row", "{n} ended rows", len(report.ended)),
        )
    )


def _what(line: Line, since: str | None = None) -> str:
    """Table, key and day of a row; `since` says what the day means."""
    told = since or _("known since")
    return f"{codebook()[line.table].de} {' / '.join(line.key)} ({told} {line.known_on.isoformat()})"


def _difference(table: str, difference: Difference) -> str:
    column = next(column for column in codebook()[table].columns if column.name == difference.column)
    before, after = cell_text(column, difference.before), cell_text(column, difference.after)
    return f"{column.name}: {before or _('(empty)')} → {after or _('(empty)')}"


def problem_line(problem: Problem) -> str:
    """A rule that a stored row breaks: which row, why, and what to do."""
    table = codebook()[problem.table]
    labels = {column.name: column.de for column in table.columns}
    words = explain(problem.code, problem.table, problem.values, labels.get(problem.column or "", ""))
    return f"{table.de} {' / '.join(problem.key)}: {words.reason} {words.remedy}"


def contradiction_line(found: Contradiction) -> str:
    """What two documents, or two places of one, say differently."""
    return f"{rule_name(found.rule)}: {sentence(found.rule, found.values, found.note)}"
