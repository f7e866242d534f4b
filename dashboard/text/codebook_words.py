"""What tables and columns are called in the current language."""

from __future__ import annotations

from dashboard.codebook import Column, Table
from dashboard.text.catalog import current_language


def label(named: Column | Table) -> str:
    """The name of a column or a table, as the codebook gives it."""
    return named.de if current_language() == "de" else named.en
