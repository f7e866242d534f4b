"""Tests of the changes."""
