"""Pure decisions on drafts."""
