"""Which measures are there, and where does each stand?"""

from dashboard.pages.address import MEASURES
from dashboard.pages.context import Page
from dashboard.pages.measure import ITEM
from dashboard.pages.measures.layout import layout, tables
from dashboard.text.catalog import lazy_gettext as _l

PAGE = Page(name="measures", path=MEASURES, title=_l("Measures"), layout=layout, tables=tables, item=ITEM)
