"""Amounts of money and their roles."""
