"""A source's file as pages with labels, and quoted words found on them."""
