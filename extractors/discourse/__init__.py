"""Which undertaking a clause speaks of."""
