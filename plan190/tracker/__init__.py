"""The files of a new tracker: an issued document becomes data, and templates become the files around it."""
