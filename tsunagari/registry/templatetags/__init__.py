"""What forms of the desks carry."""
