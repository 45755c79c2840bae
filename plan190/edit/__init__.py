"""The way back into the files: the smallest change to the text, comments and order kept."""
