"""What is published now, made ready to be given away."""
