"""What firms are chosen by, and how it is said."""
