"""Who takes part in an undertaking."""
