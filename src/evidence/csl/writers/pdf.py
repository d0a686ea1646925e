"""PDF, set by Typst from what the Typst writer writes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from evidence.csl.tree import Bibliography, Entry, Runs
from evidence.csl.writers.document import Document
from evidence.csl.writers.typst import WRITER as SOURCE
from evidence.errors import BadInput


class NoTypesetter(BadInput):
    """The extra that sets PDF is not installed."""

    slug = "no-typesetter"


class Pdf:
    """PDF; fragments are Typst's."""

    label = "PDF"
    extension = "pdf"
    media_type = "application/pdf"

    def inline(self, runs: Runs) -> str:
        """Some runs as Typst."""
        return SOURCE.inline(runs)

    def entry(self, entry: Entry) -> str:
        """One entry as Typst."""
        return SOURCE.entry(entry)

    def bibliography(self, bibliography: Bibliography) -> str:
        """A bibliography as Typst."""
        return SOURCE.bibliography(bibliography)

    def document(self, document: Document) -> bytes:
        """A PDF file. The typesetter may read from a folder that holds the source and nothing else.

        Raises:
            NoTypesetter: Typst is not installed.
            BadInput: Typst cannot set the document.
        """
        try:
            import typst
        except ImportError as error:
            raise NoTypesetter(
                "PDF needs the Typst typesetter, which is not installed",
                hint="pip install 'evidence[pdf]'",
            ) from error
        with TemporaryDirectory(prefix="evidence-") as folder:
            source = Path(folder, "document.typ")
            source.write_bytes(SOURCE.document(document))
            try:
                made = typst.compile(str(source), root=folder)
            except RuntimeError as error:
                raise BadInput(f"Typst cannot set the document: {error}") from error
        if not isinstance(made, bytes):
            raise BadInput("Typst gave no single file")
        return made


WRITER = Pdf()
