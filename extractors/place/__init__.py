"""Places: divisions, towns, zones, abroad."""
