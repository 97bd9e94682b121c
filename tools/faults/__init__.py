"""Faults made on purpose, each with a control that must turn red."""
