"""A CSL 1.0.2 processor: a style and items in, citations and bibliographies as formatted runs out.

It knows nothing of databases, papers or claims, and can be used by itself::

    processor = Processor(Style.parse(xml), items, locale="en-GB")
    citations = processor.cite([Cluster((Cite("drab2018", "59"),))])
    bibliography = processor.bibliography()

Items are CSL-JSON; a writer of ``evidence.csl.writers`` makes text, HTML or another markup of
the runs.
"""

from evidence.csl.cites import Cite, Cluster
from evidence.csl.processor import Changed, Processor
from evidence.csl.style import Style
from evidence.csl.tree import Bibliography, Entry, Inline, Runs, Span, plain

__all__ = [
    "Bibliography",
    "Changed",
    "Cite",
    "Cluster",
    "Entry",
    "Inline",
    "Processor",
    "Runs",
    "Span",
    "Style",
    "plain",
]
