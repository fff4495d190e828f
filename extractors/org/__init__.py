"""Organisations: mentions, borders, kinds, aliases."""
