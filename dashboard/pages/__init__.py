"""The pages. A new page is one folder and one line here."""

from __future__ import annotations

from dashboard.pages import budget, goals, measures, monitoring, overview, progress, sources
from dashboard.pages.context import Page

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    progress.PAGE,
    measures.PAGE,
    budget.PAGE,
    monitoring.PAGE,
    goals.PAGE,
    sources.PAGE,
)
PAGE_OF = {page.path: page for page in PAGES}
