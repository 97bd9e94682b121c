"""A trace that shows tampering: lines sealed in a chain, values beside it that can be erased."""
