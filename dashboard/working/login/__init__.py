"""Logging in and out, and what an account may change about itself."""
