"""Pure decisions on cases."""
