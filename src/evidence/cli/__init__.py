"""What a person types: one verb or noun a file, and the only place that prints."""
