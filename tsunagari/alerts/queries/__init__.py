"""What is read of the room of alerts."""
