"""What is asked in an address."""
