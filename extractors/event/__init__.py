"""Milestones and stages as clauses tell them."""
