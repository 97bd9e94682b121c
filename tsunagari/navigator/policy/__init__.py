"""Pure decisions on dataclasses: what comes first, in which order, in which words."""
