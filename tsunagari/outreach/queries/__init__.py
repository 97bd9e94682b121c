"""Reading firms and choosing among them."""
