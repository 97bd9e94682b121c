"""Doors to the sheets."""
