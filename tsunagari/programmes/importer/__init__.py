"""The plan document in, programmes out; no line dropped silently."""
