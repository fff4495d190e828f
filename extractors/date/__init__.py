"""Dates: mentions and what they resolve to."""
