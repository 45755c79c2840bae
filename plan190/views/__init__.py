"""The views, one per module: the blocks to show, their order and their wording, independent of the format."""
