"""What became of the plan: its indicators, counted from the journal, beside its budget lines."""
