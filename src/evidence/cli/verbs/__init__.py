"""What the program does in one word, one verb a file; `command` is the Click command."""
