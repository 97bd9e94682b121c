"""Every firm at once: columns in, one verdict per firm and programme out."""
