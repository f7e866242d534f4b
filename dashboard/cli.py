"""The command line: serve, new, import, export, demo-data, check; further commands stand in `dashboard.commands`.

Exit codes: 0 done, 1 refused (the reasons are printed), 2 the call or the settings cannot be used.
What a command needs is imported inside it: `--help` stays quick, and a server with a filled database needs no pandas.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Sequence
from errno import EADDRNOTAVAIL
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.commands import backups, remind, sheet, users
from dashboard.commands.frame import Command, Group, engine_of, settings_now
from dashboard.errors import Finding, PackageError, SettingsError, StrategiemonitorError
from dashboard.text.catalog import gettext as _
from dashboard.text.catalog import ngettext

if TYPE_CHECKING:
    from flask import Flask

    from dashboard.operations.database import Engine
    from dashboard.settings import Settings
    from dashboard.storage.chain import Head, Problem

DONE, REFUSED, UNUSABLE = 0, 1, 2

log = logging.getLogger("strategiemonitor")


app = typer.Typer(
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=_("Shows how far an adopted town strategy is. Begin with: strategiemonitor serve"),
    epilog=_("Settings are environment variables that begin with STRATEGIEMONITOR_, such as STRATEGIEMONITOR_PORT."),
)


def place(finding: Finding) -> str:
    """Where a finding stands: measure.csv, row 3, column weight."""
    parts = [finding.file]
    if finding.row is not None:
        parts.append(_("row {row}", row=finding.row))
    if finding.column is not None:
        parts.append(_("column {column}", column=finding.column))
    return ", ".join(parts)


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        typer.echo(f"{place(finding)}: {finding.reason} {finding.remedy}".rstrip(), err=True)


@app.command(
    cls=Command,
    help=_("Starts the server: brings the database up to date, loads the packages, prints the address."),
    short_help=_("Starts the server and prints its address."),
    epilog=_("Example: STRATEGIEMONITOR_PORT=8060 strategiemonitor serve"),
)
def serve() -> None:
    settings = settings_now()
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    engine = engine_of(settings)
    _look_after_accounts(engine, settings)
    _load_packages(engine, settings)

    from dashboard.app import create_app
    from dashboard.storage.engine import reading
    from dashboard.storage.read import slugs
    from dashboard.web import warming

    app = create_app(settings, engine).server
    with reading(engine) as connection:
        warming.begin(app, settings.base_path, slugs(connection))
    listener = _listener(app, settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    typer.echo(_("Ready: {address}", address=f"http://{host}:{settings.port}{settings.base_path}"))
    listener.run()


def _look_after_accounts(engine: Engine, settings: Settings) -> None:
    """No server that others reach opens with demo accounts; names of accounts closed long ago go."""
    from dashboard.operations.accounts import forget_closed
    from dashboard.operations.demo_people import refuse_in_production

    if not settings.local:
        refuse_in_production(engine)
    forget_closed(engine, settings.current_day())


def _listener(app: Flask, settings: Settings) -> Any:
    """The server, with its port taken; a body that no page sends is refused before it is stored anywhere."""
    from waitress import create_server

    from dashboard.web.gate import LARGEST_BODY, LARGEST_FILE

    proxy = settings.trusted_proxy
    try:
        return create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            ident=None,
            max_request_body_size=LARGEST_FILE + LARGEST_BODY,
            trusted_proxy=proxy,
            trusted_proxy_headers={"x-forwarded-for", "x-forwarded-proto"} if proxy else set(),
            clear_untrusted_proxy_headers=False,  # that they came tells that somebody else asks
        )
    except (OSError, ValueError) as error:
        unknown = isinstance(error, ValueError) or error.errno == EADDRNOTAVAIL
        if unknown:
            sentence = _("{host} is no address of this machine. Set STRATEGIEMONITOR_HOST.", host=settings.host)
        else:
            place = f"{settings.host}:{settings.port}"
            sentence = _("{place} is taken or not allowed. Set STRATEGIEMONITOR_PORT.", place=place)
        raise SettingsError([sentence]) from None


def _load_packages(engine: Engine, settings: Settings) -> None:
    """An empty database gets the packages of the data folder, and one whose first start ended early the rest of them.

    A database that holds anything else is somebody's own and gets nothing.
    """
    from dashboard.exchange.folders import package_folders
    from dashboard.storage.engine import reading
    from dashboard.storage.read import slugs

    packages = {folder.name: folder for folder in package_folders(settings.data_dir)}
    with reading(engine) as connection:
        stored = set(slugs(connection))
    missing = [folder for name, folder in packages.items() if name not in stored]
    if not missing or not stored <= packages.keys():
        return
    from dashboard import rollups
    from dashboard.exchange.transfer import import_folder

    for folder in missing:
        import_folder(engine, folder, settings.current_day())
        rollups.store(engine, folder.name, settings.current_day())
        typer.echo(_("Loaded: {folder}", folder=folder.name))


@app.command(
    "import",
    cls=Command,
    help=_("Takes a strategy package: the whole folder or workbook, or nothing. Prints what is new or changed."),
    short_help=_("Takes a strategy package, or refuses it with all reasons."),
    epilog=_("Example: strategiemonitor import musterstadt-2030 --dry-run"),
)
def import_(
    path: Annotated[
        Path,
        typer.Argument(metavar=_("PATH"), help=_("Folder of the package, named as the strategy; or its workbook.")),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would change."))] = False,
) -> None:
    from dashboard import rollups
    from dashboard.exchange.preview import report_lines
    from dashboard.exchange.reader import read_package
    from dashboard.exchange.transfer import take

    settings = settings_now()
    package = read_package(path, settings.current_day())
    for note in package.notes:
        typer.echo(_("Note: {place}: {what}", place=place(note), what=note.reason))
    engine = engine_of(settings)
    for line in report_lines(take(engine, package, settings.current_day(), dry_run)):
        typer.echo(line)
    if not dry_run:
        rollups.store(engine, package.slug, settings.current_day())


@app.command(
    cls=Command,
    help=_("Writes a strategy with its whole history as a package: a folder of CSV files, or one Excel workbook."),
    short_help=_("Writes a strategy as a package or workbook."),
    epilog=_("Example: strategiemonitor export musterstadt-2030 musterstadt-2030.xlsx"),
)
def export(
    slug: Annotated[str, typer.Argument(metavar=_("SLUG"), help=_("Short name of the strategy."))],
    folder: Annotated[
        Path,
        typer.Argument(metavar=_("PATH"), help=_("The package becomes a folder in here; or an .xlsx, then this file.")),
    ],
) -> None:
    from dashboard.exchange.transfer import export_folder, export_workbook, is_workbook

    engine = engine_of(settings_now())
    path = folder if is_workbook(folder) else folder / slug
    (export_workbook if is_workbook(folder) else export_folder)(engine, slug, path)
    typer.echo(_("Written: {folder}", folder=path))


@app.command(
    cls=Command,
    help=_("Begins a new strategy: writes an empty package that explains itself."),
    short_help=_("Writes an empty package to be filled."),
    epilog=_("Example: strategiemonitor new meine-strategie meine-strategie.xlsx"),
)
def new(
    slug: Annotated[
        str, typer.Argument(metavar=_("SLUG"), help=_("Short name of the strategy, as it will stand in addresses."))
    ],
    target: Annotated[
        Path,
        typer.Argument(metavar=_("PATH"), help=_("The package becomes a folder in here; or an .xlsx, then this file.")),
    ],
) -> None:
    from dashboard.exchange.begin import begin

    path = begin(slug, target)
    typer.echo(_("Written: {folder}", folder=path))
    typer.echo(_("Fill it, then try: strategiemonitor import {path} --dry-run", path=path))


@app.command(
    "demo-data",
    cls=Command,
    help=_("Writes a package of invented data, to try the program with."),
    epilog=_("Example: strategiemonitor demo-data --measures 100 data"),
)
def demo_data(
    folder: Annotated[Path, typer.Argument(metavar=_("FOLDER"), help=_("The package becomes a folder in here."))],
    measures: Annotated[
        int | None,
        typer.Option(
            metavar=_("NUMBER"),
            min=1,
            max=10_000,
            help=_("Number of measures; without it the example town is written."),
        ),
    ] = None,
    seed: Annotated[int, typer.Option(metavar=_("NUMBER"), help=_("The same number gives the same data."))] = 7,
) -> None:
    from dashboard.exchange import demo
    from dashboard.exchange.writer import write_package

    package = demo.generate(measures=measures, seed=seed)
    write_package(package, folder / package.slug)
    typer.echo(_("Written: {folder}", folder=folder / package.slug))


@app.command(
    cls=Command,
    help=_("Checks the database: reachable, up to date, every strategy's history untouched."),
    short_help=_("Checks database, history and contradictions."),
)
def check() -> None:
    from dashboard.domain.problems import has_errors
    from dashboard.exchange.preview import contradiction_line, problem_line
    from dashboard.operations.check_database import check_strategies
    from dashboard.operations.database import open_database
    from dashboard.operations.heads import read_heads, write_heads

    settings = settings_now()
    engine = open_database(settings.database_url, migrate=False)
    typer.echo(_("The database is reachable and up to date."))
    unsound, whole = False, True
    kept = read_heads(settings.audit_head) if settings.audit_head else {}
    heads = {}
    for found in check_strategies(engine, settings.current_day(), kept):
        unsound = unsound or found.touched is not None or has_errors(found.problems)
        whole, heads[found.slug] = whole and found.touched is None, found.head
        slug = found.slug or _("Accounts and roles")
        if found.touched:
            what = _touched(found.touched, kept.get(found.slug), found.head)
            typer.echo(_("{slug}: {what}", slug=slug, what=what), err=True)
        elif found.head.changes:
            changes = ngettext("{n} change", "{n} changes", found.head.changes)
            typer.echo(_("{slug}: {changes}, history whole.", slug=slug, changes=changes))
            typer.echo("  " + _("End of the chain: {count} {hash}", count=found.head.changes, hash=found.head.hash))
        for problem in found.problems:
            typer.echo(f"  {problem_line(problem)}", err=problem.severity == "error")
        for contradiction in found.contradictions:
            typer.echo(f"  {contradiction_line(contradiction)}")
    if settings.audit_head and whole:
        write_heads(settings.audit_head, heads)
        typer.echo(_("The ends of the chains are kept in {file}.", file=settings.audit_head))
    if unsound:
        raise typer.Exit(REFUSED)


def _touched(problem: Problem, kept: Head | None, now: Head) -> str:
    """The first thing that was written past the program."""
    if problem.what == "head" and kept:
        return _(
            "the end of the history is not the one of the last check: {then} changes were there, {now} are here, and the "
            "chain does not pass through that end. Restore a backup.",
            then=kept.changes,
            now=now.changes,
        )
    row = f"{problem.table} {problem.key or problem.row_id}" if problem.table else ""
    return _(
        "the history was touched past the program, first at change {change} ({what}) {row}. Restore a backup.",
        change=problem.change or "?",
        what=problem.what,
        row=row,
    )


backups.install(app)
remind.install(app)
sheet.install(app)
users.install(app)


def _usage(error: typer.TyperException) -> str:
    """What is wrong with a call, and where help is."""
    option, param = getattr(error, "option_name", None), getattr(error, "param", None)
    if option:
        what = _("There is no option {name}.", name=option)
    elif param is not None and not error.message:
        what = _("This is missing: {name}.", name=param.get_error_hint())
    elif param is not None:
        what = _("This value cannot be used: {name}.", name=param.get_error_hint())
    else:
        what = _("This call cannot be understood.")
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "strategiemonitor"
    return what + " " + _("{command} --help shows what is possible.", command=command)


def run(arguments: Sequence[str]) -> int:
    """The exit code of a call; every expected error is a sentence, never a traceback."""
    try:
        return app(arguments or ["--help"], prog_name="strategiemonitor", standalone_mode=False) or DONE
    except PackageError as error:
        _print_findings(error.findings)
        typer.echo(_("Nothing was stored. {count} findings.", count=len(error.findings)), err=True)
        return REFUSED
    except SettingsError as error:
        typer.echo(str(error), err=True)
        return UNUSABLE
    except StrategiemonitorError as error:
        typer.echo(str(error), err=True)
        return REFUSED
    except OSError as error:
        typer.echo(_("This file or folder cannot be used: {file}.", file=error.filename or error), err=True)
        return REFUSED
    except typer.TyperException as error:
        typer.echo(_usage(error), err=True)
        return UNUSABLE
    except (KeyboardInterrupt, typer.Abort):
        return DONE
    except Exception as error:
        from dashboard.operations.database import trouble

        sentence = trouble(error)
        if sentence is None:
            raise  # a fault of the program shows where it is
        typer.echo(sentence, err=True)
        return REFUSED


def main() -> None:
    """The command `strategiemonitor`."""
    sys.exit(run(sys.argv[1:]))
