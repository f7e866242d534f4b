"""Tests of the periods."""
