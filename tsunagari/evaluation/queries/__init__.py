"""Counting lines of the journal."""
