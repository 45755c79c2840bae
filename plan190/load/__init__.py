"""Read the data folder: bytes, YAML, values with places, the register."""
