"""What people look at: a check of a paper as a page, a table, or data for other programs."""
