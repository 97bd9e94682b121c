"""What is typed to be told, read and checked."""
