"""An annotated bibliography and evidence database: each claim tied to its source and page."""

__version__ = "0.1.0"
