"""Django tools without models: access, addresses, tables, exports, logs, words in templates."""
