"""The plan and its organisations as data that other programs already read, and a widget for other sites."""
