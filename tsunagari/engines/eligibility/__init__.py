"""Who may use a programme: one rule, three answers, a reason for each."""
