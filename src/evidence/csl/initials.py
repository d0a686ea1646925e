"""Given names made initials (CSL 1.0.2 "Name", the attributes ``initialize`` and its kin)."""

from __future__ import annotations

import re
from functools import lru_cache

_SPLIT = re.compile(r"(\s+|-)")
_HYPHEN = re.compile(r"-(?![a-zß-öø-ÿ])")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200b\u205f\u3000]+")
_MARKED = re.compile(r"((?:<[^<>]*>)+)([^<>]*)((?:<[^<>]*>)*)")
_RUN_ON = re.compile(r"\.(?=[^\W\d_])")
_TITLES = frozenset({"Lord", "Lady"})


@lru_cache(maxsize=16384)
def initialized(given: str, mark: str, hyphen: bool = True) -> str:
    """Given names as initials: "Jean-Pierre" is "J.-P." with the mark ".".

    Args:
        given: Given names. Words in small letters stay whole ("de").
        mark: What follows each initial, ``initialize-with``.
        hyphen: Whether a hyphen is kept, ``initialize-with-hyphen``.
    """
    if not given or given in _TITLES:
        return given
    out: list[str] = []
    joined = kept = False
    for word, joint in _words(given, hyphen):
        after_hyphen, joined = joined, joint == "-"
        if kept:
            out.append(word + ("-" if joined else " "))
            kept = joined
            continue
        marked = _MARKED.fullmatch(word)
        if marked and marked[2]:
            inner = initialized(marked[2], mark, hyphen)
            whole = f"{marked[1]}{inner}{marked[3]}"
            out.append(whole + ("-" if joint == "-" else mark[len(mark.rstrip()) :]))
            continue
        letters = word.lstrip(".'’‘")
        if not letters:
            continue
        if letters[0].islower() or not letters[0].isalpha():
            if after_hyphen and out and letters[0].islower():
                # the second half of one name: "Min-jun" has one initial
                out[-1] = out[-1].removesuffix("-") + mark[len(mark.rstrip()) :]
                continue
            kept = joined  # "al-Rahman" stays as it is
            if out and not out[-1].endswith(" "):
                out.append(" ")
            out.append(word + ("-" if joined else " "))
            continue
        if word.endswith(".") and len(letters) > 2:
            initial = letters.rstrip(".") + mark
            out.append(initial.rstrip() + "-" if joint == "-" else initial)
            continue
        capitals = 1
        while capitals < len(letters) and letters[capitals].isupper():
            capitals += 1
        extra = letters[1:capitals].lower() if capitals < len(letters.rstrip(".")) else ""
        initial = letters[0] + extra + mark
        if joint == "-":
            initial = initial.rstrip() + "-"
        out.append(initial)
    return _SPACES.sub(" ", "".join(out)).strip()


@lru_cache(maxsize=16384)
def normalized(given: str, mark: str, hyphen: bool = True) -> str:
    """Given names whole, only the initials among them written as the style writes initials.

    Args:
        given: Given names: "James T" is "James T." with the mark ".".
        mark: What follows each initial.
        hyphen: Whether a hyphen between initials is kept.
    """
    out: list[str] = []
    for word, joint in _words(given, True):
        letters = word.rstrip(".")
        if letters[:1].isupper() and (len(letters) == 1 or word.endswith(".")):
            initial = letters + mark
            if joint == "-":
                out.append(initial.rstrip() + ("-" if hyphen else ""))
            else:
                out.append(initial)
            continue
        if out and out[-1][-1:] not in ("-", " "):
            out.append(" ")
        out.append(word + ("-" if joint == "-" else " "))
    return _SPACES.sub(" ", "".join(out)).strip()


def _words(given: str, hyphen: bool) -> list[tuple[str, str]]:
    """The words of given names, each with the hyphen or space after it."""
    if not hyphen:
        given = " ".join(
            word if word[0].islower() else _HYPHEN.sub(" ", word) for word in given.split()
        )
    given = _RUN_ON.sub(". ", given)
    parts = _SPLIT.split(given.strip())
    joints = [part.strip() or " " for part in parts[1::2]]
    return [(word, joint) for word, joint in zip(parts[::2], [*joints, ""], strict=True) if word]
