"""The web door: settings, addresses, layout, static files, languages."""
