"""What planners ask for in an address."""
