"""Programmes in the wire format of Jグランツ: ours given out, today's taken in and looked through."""
