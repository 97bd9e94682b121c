"""Pure decisions: which figure is given, what is too small to be shown."""
