"""What the doors read from plans and records."""
