"""What changes in the room of alerts: each in one transaction."""
