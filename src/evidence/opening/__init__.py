"""A stranger's file, opened within bounds: what it unpacks to is counted, what it says checked."""
