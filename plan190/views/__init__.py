"""What is worth saying, one view a file: each chooses, orders and words; none knows how it is printed."""
