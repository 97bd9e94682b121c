"""Whom to tell of a programme: firms that it fits anew, or that one fact keeps from it."""
