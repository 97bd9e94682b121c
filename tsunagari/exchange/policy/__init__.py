"""What the doors say and accept, decided without a database."""
