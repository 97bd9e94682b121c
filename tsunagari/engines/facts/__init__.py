"""Derived facts: named pure functions, each citing its law, each giving the values still possible."""
