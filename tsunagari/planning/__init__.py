"""Next year’s plan: drafted from this year’s, with the evidence beside each line."""
