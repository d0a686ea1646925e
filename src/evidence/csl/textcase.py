"""Text case over rich text (CSL 1.0.2 "Text-case", "Title Case Conversion")."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STOP = frozenset(
    """a an and the but or nor so yet as at by for from in into of off on onto out over per
    about above across after against along alongside amid amidst among amongst apropos around
    atop before behind below beneath beside besides between beyond circa despite down during
    except inside like near notwithstanding pro qua sans since than through throughout till to
    toward towards under underneath until unto up upon versus via vs v with within without
    de del della der den di la le les van von et al d ca""".split()
)
_TOKEN = re.compile(r"\S+")
_INNER = re.compile(r"[^-‐‑–—/]+")
_HYPHENS = "-‐‑"
_CLOSERS = "\"'”’»)]}"
_TURKISH = frozenset({"tr", "az"})


def apply(case: str, pieces: Sequence[tuple[str, bool]], language: str) -> list[str]:
    """Change the case of a text that is in pieces.

    Args:
        case: ``lowercase``, ``uppercase``, ``capitalize-first``, ``capitalize-all``,
            ``sentence`` or ``title``; anything else leaves the text.
        pieces: The leaves of the rich text in order, and whether each keeps its case.
        language: Tag of the text's language; title case is for English alone. Empty counts
            as English.

    Returns:
        The pieces, as many as there were.
    """
    tag = language.lower().replace("_", "-").split("-", 1)[0].strip()
    if case == "lowercase":
        return [text if kept else _lower(text, tag) for text, kept in pieces]
    if case == "uppercase":
        return [text if kept else _upper(text, tag) for text, kept in pieces]
    if case not in ("capitalize-first", "capitalize-all", "sentence", "title"):
        return [text for text, _ in pieces]
    if case == "title" and tag not in ("", "en"):
        return [text for text, _ in pieces]
    signs = _Signs(pieces, tag)
    if case == "capitalize-first":
        _capitalize_first(signs)
    elif case == "capitalize-all":
        for token in _TOKEN.finditer(signs.text):
            signs.capitalize(_letter(signs.text, token.start(), token.end()))
    elif case == "sentence":
        _sentence(signs)
    else:
        _title(signs)
    return signs.pieces()


class _Signs:
    """The characters of all pieces; a change of one never moves the others."""

    def __init__(self, pieces: Sequence[tuple[str, bool]], tag: str) -> None:
        self.text = "".join(text for text, _ in pieces)
        self.signs = list(self.text)
        self.kept = [kept for text, kept in pieces for _ in text]
        self.lengths = [len(text) for text, _ in pieces]
        self.tag = tag

    def capitalize(self, at: int | None) -> None:
        if at is None or self.kept[at]:
            return
        sign = self.signs[at]
        if sign == "i" and self.tag in _TURKISH:
            self.signs[at] = "İ"
        elif sign.islower():
            self.signs[at] = sign.title()

    def lower(self, start: int, end: int) -> None:
        lowered = _lower(self.text[start:end], self.tag)
        whole = len(lowered) == end - start
        for at in range(start, end):
            if not self.kept[at]:
                self.signs[at] = lowered[at - start] if whole else self.text[at].lower()

    def pieces(self) -> list[str]:
        found = []
        at = 0
        for length in self.lengths:
            found.append("".join(self.signs[at : at + length]))
            at += length
        return found


def _capitalize_first(signs: _Signs) -> None:
    token = _TOKEN.search(signs.text)
    at = _letter(signs.text, 0, len(signs.text))
    if token and at is not None and any(sign.isupper() for sign in signs.text[at : token.end()]):
        return
    signs.capitalize(at)


def _sentence(signs: _Signs) -> None:
    unkept = [sign for sign, kept in zip(signs.text, signs.kept, strict=True) if not kept]
    shouted = "".join(unkept).isupper() and " " in signs.text.strip()
    first = _letter(signs.text, 0, len(signs.text))
    for token in _TOKEN.finditer(signs.text):
        for part in _INNER.finditer(signs.text, token.start(), token.end()):
            start = _letter(signs.text, part.start(), part.end())
            if start is None:
                continue
            capitalized = not any(sign.isupper() for sign in signs.text[start + 1 : part.end()])
            letters = sum(sign.isalpha() for sign in part[0])
            if shouted or (capitalized and start != first and (letters > 1 or part[0] == "A")):
                signs.lower(part.start(), part.end())
    if first is not None:
        signs.capitalize(first)
        if shouted and not signs.kept[first]:
            signs.signs[first] = signs.text[first].upper()


def _title(signs: _Signs) -> None:
    text = signs.text
    tokens = [
        token
        for token in _TOKEN.finditer(text)
        if any(sign.isalnum() for sign in token[0]) or token[0][-1] in ":?!."
    ]
    starts = True
    for at, token in enumerate(tokens):
        last = at == len(tokens) - 1
        parts = list(_INNER.finditer(text, token.start(), token.end()))
        for part in parts:
            mark = text[part.start() - 1] if part.start() > token.start() else ""
            after = text[part.end()] if part.end() < token.end() else ""
            _title_word(signs, part, mark, after, starts and not mark, last and not after)
        starts = _ends_sentence(token[0])


def _title_word(
    signs: _Signs, part: re.Match[str], mark: str, after: str, starts: bool, ends: bool
) -> None:
    """One word, or one side of a hyphen, dash or slash."""
    start = _letter(signs.text, part.start(), part.end())
    if start is None:
        return
    word = part[0]
    if any(sign.isupper() for sign in word):
        return
    bare = word.strip("\"'“”‘’«»()[]{}.,;:!?…").lower()
    if bare[:2] in ("d'", "d’") and not starts:
        return
    inner = bool(mark) and mark in _HYPHENS
    if inner and len(bare) == 1:
        return
    if bare in _STOP and not starts:
        leads = bool(after) and after in _HYPHENS and not mark
        if not leads and not (ends and not mark):
            return
    signs.capitalize(start)


def _ends_sentence(token: str) -> bool:
    bare = token.rstrip(_CLOSERS)
    if bare[-1:] in (":", "?", "!", "…"):
        return True
    return bare[-1:] == "." and len(bare) > 3 and bare.count(".") == 1


def _letter(text: str, start: int, end: int) -> int | None:
    """Where the word within some characters begins, if it begins with a letter."""
    for at in range(start, end):
        if text[at].isalnum():
            return at if text[at].isalpha() else None
    return None


def _lower(text: str, tag: str) -> str:
    if tag in _TURKISH:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def _upper(text: str, tag: str) -> str:
    if tag in _TURKISH:
        text = text.replace("i", "İ")
    return text.upper()
