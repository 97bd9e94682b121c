"""The owner's desk: from a worry in one's own words to the programmes one can use."""
