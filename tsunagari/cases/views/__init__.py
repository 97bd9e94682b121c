"""Doors of the cases desk."""
