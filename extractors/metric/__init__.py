"""Roles of quantities."""
