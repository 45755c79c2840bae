"""Bytes of the data folder → values with places: the only way in."""
