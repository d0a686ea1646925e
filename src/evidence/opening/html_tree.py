"""The tree of an HTML page, however it is written."""

from __future__ import annotations

import html
import re

from lxml import etree

from evidence.opening.unreadable import Unreadable

_EMPTY_ELEMENTS = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_SELF_CLOSED = re.compile(
    r"<([A-Za-z][\w:.-]*+)((?:[^<>\"'/]|/(?!>)|\"[^\"<]*+\"|'[^'<]*+')*+)/>", re.ASCII
)
_CDATA = re.compile(r"<!\[CDATA\[((?:(?!<!\[CDATA\[).)*?)\]\]>", re.DOTALL)


def parsed(text: str) -> etree._Element:
    """The tree of an HTML page.

    Raises:
        Unreadable: there is none, or it is nested too deeply.
    """
    if text.lstrip()[:5] == "<?xml":
        text = _CDATA.sub(lambda match: html.escape(match[1]), text)
        text = text[text.index("?>") + 2 :] if "?>" in text[:400] else text
    data = _SELF_CLOSED.sub(_opened, text).encode("utf-8", "replace")
    for huge in (False, True):
        parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, recover=True, huge_tree=huge,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
        # Pages with mark-up that is never closed nest deeply, and are otherwise harmless.
        if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
            break
    else:
        raise Unreadable("the page is nested too deeply to be read")
    if root is None:
        raise Unreadable("the page holds no HTML")
    return root


def _opened(match: re.Match[str]) -> str:
    if match[1].lower() in _EMPTY_ELEMENTS:
        return match[0]
    return f"<{match[1]}{match[2]}></{match[1]}>"
