"""Pure decisions on the shared records."""
