"""Text made harmless for where the command line puts it: what reports use, too."""

from evidence.domain.escape import as_json, markdown, prose, spreadsheet, terminal, utc

__all__ = ["as_json", "markdown", "prose", "spreadsheet", "terminal", "utc"]
