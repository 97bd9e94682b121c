"""What the recorded events of a year say about a programme: counts, sums, ratios and shares."""
