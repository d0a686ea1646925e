"""The words of a text as the search index has them: folded, without accents, stemmed.

The index's own tokenizer does it, in a small database in memory, so that what is counted and
shown here is what was matched there.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from evidence.store.search.index import TOKENIZE

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u0331])+")
"""Letters and digits, with the marks that FTS5's tokenizer takes for a part of a word."""
_LONGEST = 1000
"""Code points of a word that are looked at; the tokenizer does not stem longer ones anyway."""


class Stems:
    """Stems of words; a context, because it holds a database in memory."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._memory = sqlite3.connect(":memory:", isolation_level=None)
        self._memory.execute(
            f"CREATE VIRTUAL TABLE word USING fts5(text, content='', tokenize='{TOKENIZE}')"
        )
        self._memory.execute("CREATE VIRTUAL TABLE stem USING fts5vocab('word', 'instance')")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._memory.close()

    def learn(self, words: Iterable[str]) -> None:
        """Learn the stems of many words at once: much cheaper than one after the other."""
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if not new:
            return
        stems = self._tokens([" ".join(word[:_LONGEST] for word in new)])[0]
        if len(stems) == len(new):
            self._known.update(zip(new, stems, strict=True))
            return
        # The tokenizer takes some of them apart, or for no word: each on its own then.
        for word, parts in zip(new, self._tokens([word[:_LONGEST] for word in new]), strict=True):
            self._known[word] = " ".join(parts)

    def _tokens(self, texts: list[str]) -> list[list[str]]:
        """The stems of each text, in order."""
        self._memory.execute("BEGIN")
        self._memory.executemany(
            "INSERT INTO word (rowid, text) VALUES (?, ?)", [*enumerate(texts)]
        )
        found = self._memory.execute('SELECT doc, "offset", term FROM stem').fetchall()
        self._memory.execute("ROLLBACK")
        stems: list[list[str]] = [[] for _ in texts]
        for row, _, stem in sorted(found):
            stems[row].append(stem)
        return stems

    def learn_texts(self, texts: Iterable[str]) -> None:
        """Learn the stems of all words of some texts."""
        self.learn({word for text in texts for word in WORD.findall(text)})

    def of(self, word: str) -> str:
        """The stem of a word; "" of what the index takes for none."""
        if word not in self._known:
            self.learn((word,))
        return self._known[word]

    def listed(self, text: str) -> list[str]:
        """The stems of a text."""
        words = WORD.findall(text)
        self.learn(words)
        known = self._known
        return [stem for word in words if (stem := known[word])]

    def __call__(self, text: str) -> list[tuple[str, int, int]]:
        """The stems of a text, each with the code points of its word, half-open."""
        found = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
        self.learn(word for word, _, _ in found)
        known = self._known
        return [(known[word], start, end) for word, start, end in found if known[word]]
