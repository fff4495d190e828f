"""Undertakings: from the names and readings of an article to project drafts."""
