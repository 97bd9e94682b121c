"""Writing open data into a folder."""
