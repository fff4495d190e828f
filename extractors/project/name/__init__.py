"""Names of undertakings: where they begin and end, and what is none."""
