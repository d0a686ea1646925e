"""Further commands of the noun `source`, one a file."""
