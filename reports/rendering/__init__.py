"""A report in one format: one file per format. Knows nothing of counting."""
