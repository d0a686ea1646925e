"""The little of Markdown in which pandoc's metadata has rich text, to CSL's tags and back.

Source: pandoc's manual, "Bibliographies" (formatting in bibliographic metadata).
"""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SPAN = re.compile(r"\[([^\[\]\n]{1,500})\]\{\.(smallcaps|nocase)\}")
_MARKS = (
    (re.compile(r"(?<![\w*\\])\*\*(?=[^\s*])([^*\n]{1,1000})(?<=[^\s*])\*\*(?![\w*])"), "b"),
    (re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,1000})(?<=[^\s*])\*(?![\w*])"), "i"),
    (re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,1000})(?<=[^\s_])_(?![\w_])"), "i"),
    (re.compile(r"(?<!\\)\^([^\s^~\\]{1,100})\^"), "sup"),
    (re.compile(r"(?<![~\\])~([^\s^~\\]{1,100})~(?!~)"), "sub"),
)
_OPEN = {
    "smallcaps": '<span style="font-variant:small-caps;">',
    "nocase": '<span class="nocase">',
}
_PRIVATE = 0xE000
_KEPT = re.compile("[\ue021-\ue07e]")
"""Escaped characters stand in the private use area while the marks are looked for; a text
that has such characters of its own is left alone."""


def to_rich(text: str) -> str:
    """Markdown's emphasis, superscripts, small capitals and escapes as CSL has them."""
    if not any(mark in text for mark in "*_^~[\\") or _KEPT.search(text):
        return text
    text = _ESCAPED.sub(lambda match: chr(_PRIVATE + ord(match[1])), text)
    text = _SPAN.sub(lambda match: f"{_OPEN[match[2]]}{match[1]}</span>", text)
    for pattern, tag in _MARKS:
        text = pattern.sub(rf"<{tag}>\1</{tag}>", text)
    return _KEPT.sub(lambda match: chr(ord(match[0]) - _PRIVATE), text)


def from_rich(text: str) -> str:
    """A text of CSL as Markdown that `to_rich` reads back; its tags stay, as pandoc reads them."""
    if not any(mark in text for mark in "*_^~[\\") or _KEPT.search(text):
        return text
    return re.sub(r"[\\*_^~\[\]]", r"\\\g<0>", text)
