"""Accounts of the house and the roles they hold, for administrators."""
