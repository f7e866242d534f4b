"""Periods of reports: closed when everything is in, opened again with a reason."""
