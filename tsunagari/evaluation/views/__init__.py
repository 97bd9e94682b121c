"""The pages of evaluation."""
