"""Changing the shared records: one public function per verb, one transaction, one journal line."""
