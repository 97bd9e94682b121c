"""The organisation's own pages: its people, their deputies and keys, and the way in by invitation."""
