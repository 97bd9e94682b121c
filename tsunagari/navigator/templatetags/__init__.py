"""Template words of the navigator."""
