"""Tsunagari (つながり): a public support plan, made executable."""

__version__ = "0.1.0"
