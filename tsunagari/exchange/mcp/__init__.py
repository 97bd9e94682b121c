"""Tools for models: one set, on stdio and over HTTP."""
