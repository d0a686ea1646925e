"""A paper read into sections, paragraphs and sentences."""
