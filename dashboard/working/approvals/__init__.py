"""Entries that wait for somebody's approval, and approved values that wait to become public."""
