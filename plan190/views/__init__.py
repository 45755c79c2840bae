"""The views, one per file: what to show, in which order and words; independent of the format."""
