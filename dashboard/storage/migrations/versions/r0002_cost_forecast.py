"""A status report may carry the sponsor's forecast of the measure's cost, with its precision and words."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = (
    "cost_forecast BIGINT",
    "cost_forecast_precision TEXT CONSTRAINT ck_status_report_cost_forecast_precision"
    " CHECK (cost_forecast_precision IN ('exact', 'keur', 'approx'))",
    "cost_forecast_words TEXT",
)


def upgrade() -> None:
    # Plain SQL that both databases take: SQLite adds a column with its check without making the table anew.
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE status_report ADD COLUMN {column}")
