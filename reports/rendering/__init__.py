"""A report in one format: one file per format, all from the same ``Verslag``. Knows nothing of counting."""
