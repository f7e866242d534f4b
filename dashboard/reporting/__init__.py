"""From an assessed state to the tables people ask for. No Dash, no SQL."""
