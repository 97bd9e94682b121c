"""Alerts: an owner saves what was searched or checked, and is told when a programme of the plan fits anew."""
