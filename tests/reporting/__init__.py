"""Tests of the tables people ask for."""
