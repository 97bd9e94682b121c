"""The pages and the feed of alerts."""
