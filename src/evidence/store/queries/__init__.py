"""Reading: each listing is a constant number of queries, whatever its length."""
