"""Commands of the cases desk."""
