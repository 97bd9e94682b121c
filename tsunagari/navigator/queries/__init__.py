"""Reads: the plan in force, its index and its imported wording."""
