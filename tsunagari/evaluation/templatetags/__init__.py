"""Words for the templates of evaluation."""
