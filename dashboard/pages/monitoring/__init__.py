"""How far is each indicator on its path, and what is missing?"""

from dashboard.pages.context import Page
from dashboard.pages.monitoring.layout import layout, tables
from dashboard.text.catalog import lazy_gettext as _l

PAGE = Page(name="monitoring", path="monitoring", title=_l("Monitoring"), layout=layout, tables=tables)
