"""A step from one state of the repository to the next: what changed, what was understood of it, whether it may be."""
