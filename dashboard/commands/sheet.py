"""`strategiemonitor sheet`: the value sheet of a measure as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.frame import Command, engine_of, settings_now
from dashboard.text.catalog import gettext as _


def sheet(
    slug: Annotated[str, typer.Argument(metavar=_("SLUG"), help=_("Short name of the strategy."))],
    measure: Annotated[str, typer.Argument(metavar=_("MEASURE"), help=_("Code of the measure."))],
    path: Annotated[Path, typer.Argument(metavar=_("FILE"), help=_("The sheet, an .xlsx file."))],
) -> None:
    from dashboard.errors import NotFound
    from dashboard.exchange.sheet.write import write_sheet
    from dashboard.reader import Reader
    from dashboard.working.sheet import lines

    settings = settings_now()
    engine = engine_of(settings)
    view = Reader(engine, today=settings.current_day, audience="internal").view(slug)
    if view is None:
        raise NotFound(_("There is no strategy “{slug}” here.", slug=slug))
    write_sheet(lines.title(view, measure), lines.lines(engine, slug, view, measure), path)
    typer.echo(_("Written: {folder}", folder=path))


def install(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        cls=Command,
        help=_("Writes a value sheet: a workbook in which the sponsor of a measure fills in what is due."),
        short_help=_("Writes a value sheet for a sponsor."),
        epilog=_("Example: strategiemonitor sheet musterstadt-2030 2.3 blatt.xlsx"),
    )(sheet)
