"""The output model: blocks, provenance, checksum, and flattening for text formats."""
