"""The rules, with every worked example as a test."""
