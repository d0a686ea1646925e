"""A reference string while it is put together, with the labels of its spans."""

from __future__ import annotations

import re

from evidence.training.corpus import Labelled


class Pieces:
    """A string while it is put together."""

    def __init__(self) -> None:
        self.text = ""
        self._spans: list[tuple[int, int, str]] = []

    def add(self, text: str, label: str = "") -> None:
        """Put text at the end; two spaces never meet."""
        text = re.sub(r"\s+", " ", text)
        if self.text.endswith(" "):
            text = text.lstrip()
        if label and text:
            self._spans.append((len(self.text), len(self.text) + len(text), label))
        self.text += text

    def labelled(self) -> Labelled:
        """The string as it stands."""
        return Labelled(self.text, tuple(self._spans))
