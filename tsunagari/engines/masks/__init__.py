"""All rules of a plan at once: one bit for each way to qualify, one AND for each fact."""
