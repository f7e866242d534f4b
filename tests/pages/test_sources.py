"""The page of sources says what stands in each column."""

from __future__ import annotations

from dashboard.pages import PAGE_OF
from dashboard.pages.address import Address
from dashboard.pages.render import context_of
from dashboard.reader import Reader
from tests.site import TODAY, Site


def test_documents_and_papers_have_a_number_and_a_date_and_no_count_and_no_appointment(site: Site) -> None:
    context = context_of(
        Reader(site.engine, today=lambda: TODAY, audience="internal"), Address("musterstadt-2030", "quellen")
    )
    tables = {table.name: table for table in PAGE_OF["quellen"].tables(context)}
    for name in ("dokumente", "vorlagen"):
        labels = {column.name: str(column.label) for column in tables[name].columns}
        assert (labels["number"], labels["date"]) == ("Nummer", "Datum")
