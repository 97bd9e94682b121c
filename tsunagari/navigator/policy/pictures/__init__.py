"""The pictures of a plan: what it shows is counted first, laid out second, drawn last; each has its table."""
