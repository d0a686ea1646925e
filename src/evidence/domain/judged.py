"""What a judgement was about, as a short text that changes when the subject does.

A judgement on a claim is about its statement, the words it quotes and the sentence it stands
for; one on an evidence link also about the link's words, place and stance. Who entered them,
the claim's kind, its place in the paper and notes are no part of it: they can be corrected
without anybody having to judge anew. Nor is mere typography: quotation marks, dashes, case,
spacing, ligatures, a full stop at the end.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from evidence.domain.vocabulary import LocatorLabel, Stance

_VERSION = "1"
_UNKNOWN = "-"
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys('‘’‚‛′`´ʼ“”„‟″«»‹›"', "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"),
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "…": "...",
    }
)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of the paper that a claim stands for.

    Args:
        fingerprint: of its text (`domain.text.fingerprint`), None where it is not known.
        held: whether the paper's text is held.
        found: whether the sentence stands in that text.
    """

    fingerprint: str | None = None
    held: bool = False
    found: bool = False

    def __str__(self) -> str:
        if self.fingerprint is None:
            return _UNKNOWN
        return ("=" if self.found else "!" if self.held else "~") + self.fingerprint


_NOWHERE = Sentence()


def of_claim(statement: str, quoted: str | None = None, sentence: Sentence = _NOWHERE) -> str:
    """What a judgement of veracity is about.

    Args:
        statement: of the claim.
        quoted: the words that the paper puts in quotation marks.
        sentence: where it stands.
    """
    return f"{_VERSION}:{_digest(statement, quoted)}:{sentence}"


def of_link(
    claim: str,
    stance: Stance,
    locator: str | None = None,
    label: LocatorLabel | None = None,
    quotation: str | None = None,
) -> str:
    """What a judgement of fidelity is about.

    The work is left out: a link never goes to another, but two records of one work may be
    merged.

    Args:
        claim: what a judgement of the claim would be about (`of_claim`).
        stance, locator, label, quotation: of the link.
    """
    place = f"{label or LocatorLabel.PAGE} {locator}" if locator else None
    return f"{claim}:{_digest(stance, place, quotation)}"


def changed(judged: str | None, now: str) -> bool | None:
    """Whether what was judged is something else now.

    Args:
        judged: what the judgement kept, None where it kept nothing.
        now: the same, of the subject as it is.

    Returns:
        None where it cannot be told. That a sentence becomes known later is no change; that
        one which stood in the paper's text stands there no longer is one.
    """
    if judged is None:
        return None
    before, after = judged.split(":"), now.split(":")
    if before[0] != after[0] or len(before) != len(after):
        return None
    if before[1] != after[1] or before[3:] != after[3:]:
        return True
    was, here = before[2], after[2]
    if _UNKNOWN in (was, here):
        return False
    return was[1:] != here[1:] or (was[0] == "=" and here[0] == "!")


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two texts differ in nothing but typography."""
    return _plain(one) == _plain(other)


def _digest(*texts: str | None) -> str:
    joined = "\n".join(_plain(text) for text in texts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(text: str | None) -> str:
    """Without typography. Not compatibility-decomposed: 10² is not 102."""
    plain = unicodedata.normalize("NFC", text or "").translate(_TYPOGRAPHY)
    return _SPACE.sub(" ", plain).strip().rstrip(".").casefold()
