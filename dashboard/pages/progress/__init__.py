"""Which measures move, and how late are they?"""

from dashboard.pages.context import Page
from dashboard.pages.progress.layout import layout, tables
from dashboard.text.catalog import lazy_gettext as _l

PAGE = Page(name="progress", path="fortschritt", title=_l("Progress"), layout=layout, tables=tables)
