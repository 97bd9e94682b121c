"""Procedures: steps, the moves between them, their days, versions, walks and drawings. Pure; no clock."""
