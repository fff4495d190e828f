"""Where an undertaking is."""
