"""Edit data files; everything else in a file stays as it is, including comments and order."""
