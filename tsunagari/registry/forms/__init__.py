"""What people fill in about the organisation's own affairs."""
