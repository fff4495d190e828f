"""Targets: goals and results of bodies."""
