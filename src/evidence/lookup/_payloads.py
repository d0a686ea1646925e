"""Answers read as far as a service's own envelope goes, and CSL-JSON written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from evidence.domain import names
from evidence.domain.dates import edtf_to_csl, from_text
from evidence.errors import BadInput
from evidence.lookup.base import Failed, Reply


def json_object(reply: Reply) -> dict[str, Any]:
    """The JSON object that a reply holds.

    Raises:
        Failed: it holds none.
    """
    try:
        data = json.loads(reply.content)
    except (ValueError, RecursionError) as error:
        raise Failed("the answer is no JSON") from error
    if not isinstance(data, dict):
        raise Failed("the answer is no JSON object")
    return data


def xml_root(reply: Reply) -> etree._Element:
    """The root of the XML that a reply holds, read without entities, document type or network.

    Raises:
        Failed: it holds none.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(reply.content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Failed("the answer is no XML") from error


def csl_text(item: Mapping[str, Any]) -> str:
    """A CSL-JSON list with that one item, without what is empty."""
    kept = {name: value for name, value in item.items() if value not in (None, "", [], {})}
    return json.dumps([kept], ensure_ascii=False)


def csl_names(texts: Iterable[str]) -> list[dict[str, str]]:
    """Printed names as CSL has them; what cannot be read as one name stays as it is."""
    return [csl_name(text) for text in texts if text.strip()]


def csl_name(text: str) -> dict[str, str]:
    """One printed name, as `csl_names`."""
    squeezed = " ".join(text.split())
    try:
        return names.parse(squeezed).to_csl()
    except BadInput:
        return {"literal": squeezed}


def csl_date(text: str) -> dict[str, Any] | None:
    """A printed date as CSL has it; None where it is none, or may be two."""
    try:
        return edtf_to_csl(from_text(text))
    except BadInput:
        return None


def squeezed(text: str | None) -> str:
    """`text` with single spaces."""
    return " ".join((text or "").split())
