"""The doors for programs: the own API, and tools for models that speak MCP."""
