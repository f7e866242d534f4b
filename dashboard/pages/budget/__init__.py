"""How much money has flowed, what may be drawn, and what lapses when?"""

from dashboard.pages.budget.layout import layout, tables
from dashboard.pages.context import Page
from dashboard.text.catalog import lazy_gettext as _l

PAGE = Page(name="budget", path="mittelabfluss", title=_l("Budget burn"), layout=layout, tables=tables)
