"""One file format a module: `read(path)` gives the manuscript that a file holds."""
