"""`/api/v1`: the own API, described by /api/openapi.json."""
