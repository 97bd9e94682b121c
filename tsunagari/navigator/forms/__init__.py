"""What an address asks for, read and checked."""
