"""Who may do what: every route × every method × every caller, each cell declared and asked."""
