"""Strategiemonitor: how far an adopted town strategy is, seen honestly and together."""

__version__ = "0.1.0"
