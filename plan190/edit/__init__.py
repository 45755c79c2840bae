"""Change data files as little as possible, keeping comments and order."""
