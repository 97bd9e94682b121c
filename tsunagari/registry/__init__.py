"""Records that every desk shares: the organisations one can turn to."""
