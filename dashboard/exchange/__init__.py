"""Strategy packages in and out: folders of CSV files and Excel workbooks, checked cell by cell.

pandas and openpyxl are used here alone. For a notebook: `from dashboard.exchange import frames, read_package`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dashboard.exchange.dataframes import frames
    from dashboard.exchange.reader import read_package

__all__ = ["frames", "read_package"]


def __getattr__(name: str) -> Any:
    """pandas is loaded by who asks for it: much of what stands here is used without."""
    if name == "frames":
        from dashboard.exchange.dataframes import frames

        return frames
    if name == "read_package":
        from dashboard.exchange.reader import read_package

        return read_package
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
