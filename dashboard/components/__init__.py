"""Shared Dash pieces without callbacks."""
