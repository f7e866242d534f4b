"""One measure: where does it stand in dates, money and effect, and what is said of it?"""

from dashboard.pages.context import ItemPage
from dashboard.pages.measure.layout import layout, tables, title

ITEM = ItemPage(title=title, layout=layout, tables=tables)
