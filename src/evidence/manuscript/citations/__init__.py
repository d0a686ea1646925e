"""Citations found in running text and tied to the entries of the paper's own list."""
