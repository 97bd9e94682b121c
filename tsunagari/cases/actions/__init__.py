"""Changing cases: one public function per verb, one transaction, one journal line."""
