"""The rendering elements of CSL, each compiled to a function from a context to an output."""
