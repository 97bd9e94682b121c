"""Moved to `tsunagari.base.words`."""

from tsunagari.base.words import NO_WORDS, Words

__all__ = ["NO_WORDS", "Words"]
