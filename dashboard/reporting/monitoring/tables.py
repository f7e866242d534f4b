"""The figures of the monitoring as tables: for files, for screen readers, for those without pictures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from dashboard.domain import model
from dashboard.domain.multiplier import MultiplierYear
from dashboard.domain.values import Period
from dashboard.reporting.monitoring import words
from dashboard.reporting.monitoring.context import ContextLine, recorded_kinds
from dashboard.reporting.monitoring.fields import FieldLine
from dashboard.reporting.monitoring.goals import GoalLine
from dashboard.reporting.monitoring.report import Monitoring
from dashboard.reporting.monitoring.rows import IndicatorYear, on_path
from dashboard.reporting.table import SUM, Column, Quantity, Table
from dashboard.reporting.why.monitoring import rows as why
from dashboard.text import formats
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import lazy_gettext as _l

#: What is missing at a goal, in words.
GOAL_GAPS = {
    "no_measure": _l("no measure is linked to it"),
    "no_indicator": _l("no control indicator stated"),
    "no_target": _l("no target value stated: {codes}"),
    "no_value": _l("no value for {year}: {codes}"),
    "no_effect": _l("only what is delivered is measured, not what it brings about"),
}
_NO_FIELD = _l("Whole strategy")


def field_title(report: Monitoring, code: str | None) -> str:
    """The title of a field of action, or the words for what belongs to none."""
    return next((f.title for f in report.assessment.state.fields if f.code == code), str(_NO_FIELD))


def _quantity(row: IndicatorYear, value: Decimal | Fraction | None) -> Quantity | None:
    return None if value is None else Quantity(value, row.indicator.decimals)


def _indicator_row(report: Monitoring, row: IndicatorYear) -> tuple:
    found, target = row.found, row.found.target
    heading, outlook = words.tendency(row)
    level = words.LEVELS.get(row.indicator.level)
    return (
        field_title(report, row.field),
        row.indicator.code,
        row.indicator.title,
        row.indicator.unit,
        str(level) if level else None,
        ", ".join(goal.title for goal in row.goals) or None,
        str(target.baseline_year) if target else None,
        _quantity(row, target.baseline_value) if target else None,
        _quantity(row, row.before),
        _quantity(row, row.value),
        row.row.period.text if row.row else None,
        words.gap_word(row.gap) if row.gap else words.quality_word(row.row),
        _quantity(row, row.path_value),
        row.path_attainment,
        row.light,
        found.attainment if row.row else None,
        heading,
        outlook,
        str(target.target_year) if target else None,
        _quantity(row, target.target_value) if target else None,
        target.version if target else None,
    )


def indicators_table(report: Monitoring) -> Table:
    """Every control indicator: baseline, last year, this year, path, attainment, tendency, target."""
    year = report.number
    columns = (
        Column("field", _l("Field of action")),
        Column("code", _l("Code"), "code"),
        Column("title", _l("Control indicator")),
        Column("unit", _l("Unit")),
        Column("level", _l("Level")),
        Column("goals", _l("Goals")),
        Column("baseline_year", _l("Baseline year"), "code"),
        Column("baseline", _l("Baseline value"), "quantity"),
        Column("value_before", str(year - 1), "quantity"),
        Column("value", str(year), "quantity"),
        Column("period", _l("Period"), "code"),
        Column("quality", _l("Quality or reason")),
        Column("path", _l("Path {year}", year=year), "quantity"),
        Column("path_attainment", _l("Attainment of the path"), "share"),
        Column("light", _l("Light"), "light"),
        Column("attainment", _l("Attainment of the target"), "share"),
        Column("tendency", _l("Tendency")),
        Column("outlook", _l("Outlook")),
        Column("target_year", _l("Target year"), "code"),
        Column("target", _l("Target value"), "quantity"),
        Column("target_version", _l("Target version"), "count"),
    )
    rows = [_indicator_row(report, row) for row in report.rows]
    return Table(
        "kontrollindikatoren",
        _l("Control indicators"),
        columns,
        rows,
        keys=[(row.indicator.code,) for row in report.rows],
        note=_l("Tendency, not statistically secured."),
        why=lambda place: why.control(report, report.rows[place]),
    )


def groups_table(report: Monitoring) -> Table:
    """How many control indicators of each field of action are on their path, of how many."""
    columns = (
        Column("field", _l("Field of action")),
        Column("on_path", _l("On the target path"), "count"),
        Column("indicators", _l("Control indicators"), "count"),
    )
    codes = [field.code if field else None for field, _found in report.fields]
    rows = [
        (field_title(report, code), len(on_path(found)), len(found))
        for code, (_field, found) in zip(codes, report.fields, strict=True)
    ]
    return Table(
        "handlungsfelder",
        _l("Control indicators by field of action"),
        columns,
        rows,
        keys=[(code,) for code in codes],
        why=lambda place: why.group(report, place),
    )


def path_table(report: Monitoring) -> Table:
    """What the picture of all indicators shows, the furthest from the path first."""
    columns = (
        Column("code", _l("Code"), "code"),
        Column("title", _l("Control indicator")),
        Column("path_attainment", _l("Attainment of the path"), "share"),
        Column("light", _l("Light"), "light"),
    )
    rated = sorted(report.rows, key=lambda row: (row.path_attainment is None, row.path_attainment or 0))
    rows = [(row.indicator.code, row.indicator.title, row.path_attainment, row.light) for row in rated]
    title = _l("Attainment of the path")
    return Table("zielpfad", title, columns, rows, why=lambda place: why.on_path(report, rated[place]))


def periods_words(periods: tuple[Period, ...]) -> str:
    """Value 2025; Values 2023, 2024, 2025; 7 values, the last for May 2025."""
    if len(periods) == 1:
        return _("Value {period}", period=formats.period(periods[0]))
    if len(periods) <= 3:
        return _("Values {periods}", periods=", ".join(formats.period(p) for p in periods))
    return _("{n} values, the last for {period}", n=len(periods), period=formats.period(periods[-1]))


MISSING_KINDS = {"target": _l("No target value stated"), "all": _l("No target value and no value stated")}


def missing_table(report: Monitoring) -> Table:
    """What is missing of the control indicators, and who could supply it."""
    columns = (
        Column("code", _l("Code"), "code"),
        Column("title", _l("Control indicator")),
        Column("missing", _l("What is missing")),
        Column("reason", _l("Reason")),
        Column("due_on", _l("Due on"), "day"),
        Column("days", _l("Days since"), "days"),
        Column("body", _l("Responsible body")),
        Column("role", _l("Role")),
    )
    rows = [
        (
            line.indicator.code,
            line.indicator.title,
            periods_words(line.periods) if line.kind == "value" else str(MISSING_KINDS[line.kind]),
            ": ".join(part for part in (str(words.REASONS.get(line.reason or "", "")), line.note) if part) or None,
            line.due_on,
            None if line.excused else line.days,
            line.supplier.body,
            line.supplier.role,
        )
        for line in report.missing
    ]
    title = _l("What is missing, and from whom")
    keys = [(line.indicator.code, "excused" if line.excused else None) for line in report.missing]
    return Table("fehlende-werte", title, columns, rows, keys=keys, why=lambda place: why.gap(report, place))


def goal_gaps(line: GoalLine | FieldLine, year: int) -> list[str]:
    """What is missing at a goal or field, one sentence part each."""
    return [GOAL_GAPS[name].format(codes=", ".join(codes), year=year) for name, codes in line.missing]


def goals_table(report: Monitoring) -> Table:
    """From measures to goals: effect, coverage, what is missing."""
    columns = (
        Column("code", _l("Code"), "code"),
        Column("goal", _l("Goal")),
        Column("measures", _l("Measures")),
        Column("indicators", _l("Control indicators")),
        Column("effect", _l("Effect"), "share"),
        Column("coverage", _l("Coverage"), "share"),
        Column("missing", _l("What is missing")),
    )
    rows = [
        (
            line.goal.code,
            line.goal.title,
            ", ".join(m.code for m in line.measures) or None,
            ", ".join(row.indicator.code for row in line.indicators) or None,
            line.found.effect,
            line.found.coverage,
            "; ".join(goal_gaps(line, report.number)) or None,
        )
        for line in report.goals
    ]
    title = _l("Goals and their effect")
    return Table("ziele", title, columns, rows, why=lambda place: why.goal_row(report, place))


def fields_table(report: Monitoring) -> Table:
    """What is missing of each field of action, where no goal is stated."""
    columns = (
        Column("code", _l("Code"), "code"),
        Column("field", _l("Field of action")),
        Column("measures", _l("Measures")),
        Column("indicators", _l("Control indicators")),
        Column("missing", _l("What is missing")),
    )
    rows = [
        (
            line.field.code,
            line.field.title,
            ", ".join(m.code for m in line.measures) or None,
            ", ".join(row.indicator.code for row in line.indicators) or None,
            "; ".join(goal_gaps(line, report.number)) or None,
        )
        for line in report.fields_without_goals
    ]
    return Table("felder", _l("What is missing of each field of action"), columns, rows)


def stated_quantity(indicator: model.Indicator, row: model.IndicatorValue | None) -> Quantity | None:
    """A value as it was stated."""
    if row is None or row.value is None:
        return None
    return Quantity(row.value.value, indicator.decimals, row.value.words if row.value.precision == "approx" else None)


def context_table(report: Monitoring) -> Table:
    """Context indicators: no target, no light."""
    return _lines_table(report, report.context, "kontext", _l("Context indicators"))


def multiplier_indicators_table(report: Monitoring) -> Table:
    """Indicators of the multiplier effect, as stated."""
    return _lines_table(
        report, report.multiplier_indicators, "multiplikatorindikatoren", _l("Indicators of the multiplier effect")
    )


def _lines_table(report: Monitoring, lines: tuple[ContextLine, ...], name: str, title: object) -> Table:
    columns = (
        Column("code", _l("Code"), "code"),
        Column("title", _l("Indicator")),
        Column("unit", _l("Unit")),
        Column("value_before", str(report.number - 1), "quantity"),
        Column("value", str(report.number), "quantity"),
        Column("quality", _l("Quality or reason")),
        Column("note", _l("Note")),
        Column("source", _l("Source")),
    )
    rows = [
        (
            line.indicator.code,
            line.indicator.title,
            line.indicator.unit,
            stated_quantity(line.indicator, line.before),
            stated_quantity(line.indicator, line.row),
            quality_words(line),
            line.row.note if line.row else None,
            line.source,
        )
        for line in lines
    ]
    return Table(name, title, columns, rows, why=lambda place: why.line(report, lines[place]))


def quality_words(line: ContextLine) -> str | None:
    """How a value was found, or why there is none."""
    if line.gap is not None:
        return ": ".join(part for part in (words.gap_word(line.gap), words.gap_details(line.gap)) if part)
    if line.row is None:
        return None
    parts = [str(words.QUALITIES[line.row.quality])] if line.row.quality else []
    if line.row.base_year:
        parts.append(_("reference population {year}", year=line.row.base_year))
    return ", ".join(parts) or None


def multiplier_table(report: Monitoring) -> Table:
    """Counts of each year side by side; a kind of which nothing was recorded in a year is not 0 but not recorded."""
    columns = (
        Column("year", _l("Year"), "code"),
        Column("downloads", _l("Downloads"), "count"),
        Column("consultations", _l("Consultations"), "count"),
        Column("talks", _l("Talks"), "count"),
        Column("reuses", _l("Taken over elsewhere"), "count"),
        Column("regions", _l("Distinct regions"), "count"),
    )
    return Table(
        "multiplikatorwirkung",
        _l("Multiplier effect"),
        columns,
        [_multiplier_row(report, y) for y in report.multiplier],
        why=lambda place: why.multiplier(report, place),
    )


def _multiplier_row(report: Monitoring, year: MultiplierYear) -> tuple:
    kinds = recorded_kinds(report.year.state, year.year)
    counts = (
        ("downloads", year.downloads),
        ("consultation", year.consultations),
        ("talk", year.talks),
        ("reuse", year.reuses),
    )
    return (str(year.year), *(count if kind in kinds else None for kind, count in counts), year.regions or None)


def completeness_table(report: Monitoring) -> Table:
    """Due and present values of the reporting year by field (D11)."""
    columns = (
        Column("field", _l("Field of action")),
        Column("due", _l("Values due"), "count"),
        Column("there", _l("Values there"), "count"),
        Column("excused", _l("Excused"), "count"),
        Column("share", _l("Completeness"), "share"),
        Column("adjusted", _l("without excused ones"), "share"),
        Column("word", _l("In words")),
    )
    lines = [(field_title(report, code), found) for code, found in report.completeness]
    if len(lines) > 1:
        lines.append((_("All together"), report.total_completeness))
    rows = [
        (title, c.due, c.approved, c.excused, c.share, c.adjusted, words.completeness_word(report, c.share))
        for title, c in lines
    ]
    sums = frozenset({len(rows) - 1}) if len(rows) > 1 else frozenset()
    title = _l("Completeness of the data")
    keys = [(code,) for code, _found in report.completeness] + [SUM] * len(sums)
    return Table(
        "vollstaendigkeit",
        title,
        columns,
        rows,
        sums,
        keys=keys,
        why=lambda place: why.completeness(report, place),
    )


def sources_table(report: Monitoring) -> Table:
    """Data sources as the documents name them."""
    documents = report.assessment.state.source_by_code
    columns = (
        Column("title", _l("Data source")),
        Column("text", _l("Note")),
        Column("source", _l("Source")),
        Column("section", _l("Section")),
    )

    def document(statement: model.Statement) -> str | None:
        found = documents.get(statement.origin.source or "")
        return found.title if found else None

    rows = [(s.title, s.text, document(s), s.origin.section) for s in report.data_sources]
    return Table("datenquellen", _l("Data sources named in the documents"), columns, rows)
