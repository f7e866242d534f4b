"""What leads to the goals, and what is missing on the way?"""

from __future__ import annotations

from dashboard.pages.context import Page
from dashboard.pages.goals.layout import layout, tables
from dashboard.text.catalog import lazy_gettext as _l

PAGE = Page(name="goals", path="ziele", title=_l("Goals and effect"), layout=layout, tables=tables)
