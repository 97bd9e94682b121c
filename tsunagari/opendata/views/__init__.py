"""The page about the data, its files, and the widget."""
