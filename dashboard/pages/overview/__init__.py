"""How far is the strategy, in one minute?"""

from dashboard.pages.context import Page
from dashboard.pages.overview.layout import layout, tables
from dashboard.text.catalog import lazy_gettext as _l

PAGE = Page(name="overview", path="", title=_l("Overview"), layout=layout, tables=tables)
