"""The words of a title or a statement that carry its subject."""

from __future__ import annotations

import re

from evidence.domain.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ELIDED = re.compile(r"^[^\W_]{1,2}['’]|['’]s$", re.IGNORECASE)
"""What an apostrophe joins to a word: "l'Europe", "Kazakhstan's"."""

_STOP = frozenset(
    fold(word).text
    for word in _WORD.findall("""
    a about after all also an and are as at be been between but by can for from had has have
    he her his how in into is it its may more most new no not of on one or our over she some
    such than that the their them there these they this those through to under up upon was we
    were what when where which while who whose why will with within would
    au aux avec ce ces dans de des du elle en entre est et il la le les leur ou par pour que
    qui se ses son sur un une
    als am auf aus bei das dem den der des die ein eine einer für im ist mit nach oder sich sind
    über um und vom von vor wie zu zum zur
    al como con da del do dos e el em entre es gli i las lo los na no o os para per por se su
    sul tra um uma un una y""")
)


def words(text: str) -> tuple[str, ...]:
    """The words of `text` in order, without case and accents."""
    return tuple(folded for word in _WORD.findall(text) if (folded := fold(word).text))


def content_words(text: str) -> frozenset[str]:
    """The words of `text` that carry its subject, plurals and singulars alike.

    A light stem: "ies" becomes "y" and an "s" at the end goes, also a possessive one;
    enough to match a title with a sentence about it, and little enough not to match what
    merely looks alike.
    """
    kept = (_ELIDED.sub("", word) for word in _WORD.findall(text))
    return frozenset(
        _singular(folded)
        for word in kept
        if len(folded := fold(word).text) > 2 and folded not in _STOP
    )


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
