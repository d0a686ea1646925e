"""What the program can do, one use a file. Services take plain data and return plain records."""
