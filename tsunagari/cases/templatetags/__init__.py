"""Template words of the cases desk."""
