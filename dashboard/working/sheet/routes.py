"""What may be asked of value sheets."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from dashboard.domain.rights import Target
from dashboard.errors import Finding, ForbiddenError, PackageError
from dashboard.exchange.sheet.layout import MOST_ROWS, choices
from dashboard.operations import entries
from dashboard.reader import View
from dashboard.text.catalog import gettext as _
from dashboard.working.page import Place, document
from dashboard.working.sheet import layout, lines, preview
from dashboard.working.site import Site, route, sent

PATH = "wertblatt"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CARRIED = 300_000


def install(server: Flask, site: Site) -> None:
    """`/<slug>/wertblatt`, a sheet for each measure below it, and a filled one back."""

    @route(server, site, f"<slug>/{PATH}")
    def sheets(slug: str) -> Response:
        return _page(site, slug)

    @route(server, site, f"<slug>/{PATH}/<measure>.xlsx")
    def sheet(slug: str, measure: str) -> Response:
        view = site.view(slug)
        title = lines.title(view, measure)
        if not _may_read(site, slug, view, measure):
            raise ForbiddenError(_("Your role does not allow this."))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sheet.xlsx"
            from dashboard.exchange.sheet.write import write_sheet  # no page of figures needs its library

            write_sheet(title, lines.lines(site.engine, slug, view, measure), path)
            made = path.read_bytes()
        name = "".join(
            sign if (sign.isascii() and sign.isalnum()) or sign in "-." else "_" for sign in f"{slug}-{measure}"
        )
        return Response(made, mimetype=_TYPE, headers={"Content-Disposition": f"attachment; filename={name}.xlsx"})

    @route(server, site, f"<slug>/{PATH}", methods=["POST"], file=True)
    def upload(slug: str) -> Response:
        sent(())
        site.view(slug)
        file = request.files.get("datei")
        if file is None or len(request.files) != 1:
            raise BadRequest("The form brings one file.")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "blatt.xlsx"  # what the sender calls it is never a path here
            file.save(path)
            try:
                from dashboard.exchange.sheet.read import read_sheet

                rows = read_sheet(path)
            except PackageError as error:
                return _page(site, slug, error.findings, 422)
        return _shown(site, slug, layout.preview(_home(site, slug), preview.read(site, slug, rows)))

    @route(server, site, f"<slug>/{PATH}/einreichen", methods=["POST"], file=True)
    def submit(slug: str) -> Response:
        site.view(slug)
        try:
            given = layout.carried(sent(("zeilen",), longest=_CARRIED).get("zeilen", ""))
        except (ValueError, RecursionError):
            raise BadRequest("The form has no such rows.") from None
        known = {"", *choices("reason").values()}, {"", *choices("quality").values()}
        if len(given) > MOST_ROWS or any(one.reason not in known[0] or one.quality not in known[1] for one in given):
            raise BadRequest("The form has no such rows.")
        rows = preview.submit(site, slug, preview.read(site, slug, given))
        status = 200 if all(row.answer for row in rows) else 409
        return _shown(site, slug, layout.done(_home(site, slug), rows), status)


def _home(site: Site, slug: str) -> str:
    return site.href(slug, PATH)


def _may_read(site: Site, slug: str, view: View, measure: str) -> bool:
    found = view.assessment.measures[measure]
    return site.actor.may("read_entries", Target(strategy=slug, field=found.field, measure=measure)) is not None


def _page(site: Site, slug: str, findings: tuple[Finding, ...] = (), status: int = 200) -> Response:
    view = site.view(slug)
    counts: dict[str, int] = {}
    for one in lines.open_values(view, entries.entries(site.engine, slug)):
        if one.measure and _may_read(site, slug, view, one.measure):
            counts[one.measure] = counts.get(one.measure, 0) + 1
    measures = view.assessment.measures
    offered = [(code, found.measure.title, counts[code]) for code, found in measures.items() if code in counts]
    return _shown(site, slug, layout.page(_home(site, slug), offered, findings), status)


def _shown(site: Site, slug: str, content: list, status: int = 200) -> Response:
    strategy = site.view(slug).assessment.state.strategy
    place = Place(f"{slug}/{PATH}", slug, strategy.title, strategy.owner, strategy.invented)
    return document(site, _("Value sheets"), content, place=place, status=status)
