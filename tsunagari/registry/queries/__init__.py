"""Reading the shared records."""
