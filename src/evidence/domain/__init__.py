"""The words of the field, pure: no database, no terminal, no network."""
