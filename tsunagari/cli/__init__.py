"""The `tsunagari` command: one thin door per verb, above everything else."""
