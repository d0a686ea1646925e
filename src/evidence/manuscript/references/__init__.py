"""A reference list read into works: found, split into entries, each entry into CSL fields."""
