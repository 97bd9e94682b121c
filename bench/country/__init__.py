"""What bench/eligibility.py measures with: firms, rules, and the same rules as others would write them."""
