"""Identifiers of works in the one form in which they can be compared.

Sources: the DOI Handbook, ISO 2108 (ISBN), ISO 3297 (ISSN), arXiv's identifier scheme,
RFC 3986 section 6.2 (URLs).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from types import MappingProxyType
from urllib.parse import unquote

from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import BadInput

VARIABLE_SCHEMES = MappingProxyType(
    {
        "DOI": IdentifierScheme.DOI,
        "ISBN": IdentifierScheme.ISBN,
        "ISSN": IdentifierScheme.ISSN,
        "PMID": IdentifierScheme.PMID,
        "PMCID": IdentifierScheme.PMCID,
        "URL": IdentifierScheme.URL,
    }
)
"""The scheme of each CSL variable that holds an identifier; arXiv has no variable."""

_I = re.IGNORECASE | re.ASCII

_DOI_URL = re.compile(r"(?:https?:)?(?://)?(?:www\.|dx\.)?doi\.org/+(?:doi:)?", _I)
_DOI_PREFIX = re.compile(r"(?:(?:urn:|info:)?doi\s*[:/]|doi)\s*", _I)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\x00-\x20]+", re.ASCII)
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}

_ISBN_PREFIX = re.compile(r"(?:urn:)?(?:e-?)?isbn(?:[- ]?1[03])?\s*[:=]?\s*", _I)
_ISSN_PREFIX = re.compile(r"(?:urn:)?(?:[ep]-?)?issn(?:-l)?\s*[:=]?\s*", _I)
_REMARK = re.compile(r"\s*[(\[][^()\[\]\d]*[)\]]\s*$")
_ISBN = re.compile(r"97[89]\d{10}|\d{9}[\dX]", re.ASCII)
_ISSN = re.compile(r"(\d{4})[-–‐‑]?(\d{3}[\dX])", re.ASCII)
_SEVERAL = MappingProxyType(
    {
        IdentifierScheme.ISBN: re.compile(
            r"(?<![\d-])(?:97[89][-– ]?)?\d(?:[-– ]?\d){8}[-– ]?[\dXx](?![\d-])", re.ASCII
        ),
        IdentifierScheme.ISSN: re.compile(r"(?<![\d-])\d{4}[-–‐‑]?\d{3}[\dXx](?![\d-])", re.ASCII),
    }
)
"""Where one stands in a text that may hold several."""

_HOST = r"https?://(?:www\.|m\.)?"
_PMID_PREFIX = re.compile(
    rf"(?:pmid\s*[:=]?\s*|{_HOST}(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/)",
    _I,
)
_PMCID_PREFIX = re.compile(
    rf"(?:pmcid\s*[:=]?\s*|{_HOST}(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc"
    r"|europepmc\.org)/articles?/(?=pmc))",
    _I,
)
_PMID = re.compile(r"0*([1-9]\d{0,8})/?", re.ASCII)
_PMCID = re.compile(r"(?:PMC)?\s*0*([1-9]\d{0,9})(?:\.\d+)?/?", _I)

_ARXIV_PREFIX = re.compile(
    r"(?:https?://(?:[a-z]+\.)?arxiv\.org/(?:abs|pdf|html|format|src|e-print)/|"
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.48550/arxiv\.|arxiv\s*[:=]?\s*)",
    _I,
)
_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas"
    "|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin"
    "|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|stat|supr-con"
)
_ARXIV = re.compile(
    rf"(?:(?P<archive>{_ARCHIVES})(?:\.[a-z]{{2}})?/(?P<old>\d\d(?:0[1-9]|1[0-2])\d{{3}})"
    r"|(?P<new>(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5}))"
    r"(?:v(?P<version>[1-9]\d*))?(?:\.pdf)?(?:\s*\[[a-z.-]+\])?",
    _I,
)

_URL = re.compile(r"([a-z][a-z0-9+.-]*)://([^/?#]*)([^#]*)(?:#.*)?", _I)
_PORTS = {"http": "80", "https": "443", "ftp": "21"}
_AUTHORITY = re.compile(r"((?:.*@)?)(\[[0-9a-f:.]+\]|[^\[\]:@]+)(?::(\d*))?", re.IGNORECASE)


def normalise(scheme: IdentifierScheme, value: str) -> str:
    """The form of an identifier in which equal ones are equal texts.

    DOIs in small letters without resolver and trailing punctuation; ISBNs as 13 digits;
    ISSNs as NNNN-NNNC; PMIDs as digits; PMCIDs with PMC; arXiv identifiers without their
    version (`arxiv_version`); URLs with scheme and host in small letters, without default
    port and fragment, nothing else changed.

    Raises:
        BadInput: the value cannot be an identifier of that scheme.
    """
    return _NORMALISERS[scheme](value.strip())


def normalise_or_none(scheme: IdentifierScheme, value: str) -> str | None:
    """`normalise`, or None for a value that is to be kept although it is no identifier."""
    try:
        return normalise(scheme, value)
    except BadInput:
        return None


def normals(scheme: IdentifierScheme, value: str) -> tuple[str, ...]:
    """The normal forms of the identifiers in `value`: several ISBNs or ISSNs may stand there."""
    one = normalise_or_none(scheme, value)
    if one is not None:
        return (one,)
    several = _SEVERAL.get(scheme)
    if several is None:
        return ()
    found = (normalise_or_none(scheme, match) for match in several.findall(value))
    return tuple(dict.fromkeys(each for each in found if each is not None))


def detect(text: str) -> tuple[IdentifierScheme, str] | None:
    """The scheme and normal form of an identifier that stands alone in `text`.

    Bare digits are read as an ISBN where its check digit agrees, never as a PMID; a bare
    ISSN needs its hyphen. Returns None where the text is no identifier.
    """
    text = text.strip()
    candidates = [
        (IdentifierScheme.ARXIV, bool(_ARXIV_PREFIX.match(text) and "10.48550" not in text)),
        (IdentifierScheme.DOI, True),
        (IdentifierScheme.ARXIV, bool(_ARXIV.fullmatch(text))),
        (IdentifierScheme.PMCID, bool(re.match("pmc", text, _I) or _PMCID_PREFIX.match(text))),
        (IdentifierScheme.PMID, bool(_PMID_PREFIX.match(text))),
        (IdentifierScheme.ISSN, bool(_ISSN_PREFIX.match(text) or re.search(r"^\d{4}-", text))),
        (IdentifierScheme.ISBN, True),
        (IdentifierScheme.URL, True),
    ]
    for scheme, possible in candidates:
        value = normalise_or_none(scheme, text) if possible else None
        if value is not None:
            return scheme, value
    return None


def arxiv_version(value: str) -> int | None:
    """The version that an arXiv identifier names: 2 for 2101.12345v2, None where it names none.

    Raises:
        BadInput: the value is no arXiv identifier.
    """
    version = _match_arxiv(value.strip())["version"]
    return int(version) if version else None


def _doi(value: str) -> str:
    url = _DOI_URL.match(value)
    if url:
        bare = re.split(r"[?#]", value[url.end() :], maxsplit=1)[0]
    else:
        prefix = _DOI_PREFIX.match(value)
        bare = value[prefix.end() :] if prefix else value
    if re.search(r"%[0-9A-Fa-f]{2}", bare):
        bare = unquote(bare)
    bare = _without_trailing_punctuation(bare.strip())
    if not _DOI.fullmatch(bare):
        raise BadInput(f"{value!r} is no DOI", hint="a DOI looks like 10.1093/ia/iiaa061")
    return bare.lower()


def _without_trailing_punctuation(text: str) -> str:
    """`text` without the full stop, comma, quotation mark or unpaired bracket of a sentence."""
    while text:
        last = text[-1]
        opening = _PAIRS.get(last)
        if last in ".,;:'\"’”" or (opening and text.count(last) > text.count(opening)):
            text = text[:-1]
        else:
            break
    return text


def _isbn(value: str) -> str:
    bare = _REMARK.sub("", _ISBN_PREFIX.sub("", value, count=1))
    digits = re.sub(r"[\s\-‐‑–—−]", "", bare).rstrip(".,;").upper()
    if not _ISBN.fullmatch(digits):
        raise BadInput(f"{value!r} is no ISBN", hint="an ISBN has 10 or 13 digits")
    if len(digits) == 10:
        weighted = sum(
            (10 - at) * (10 if digit == "X" else int(digit)) for at, digit in enumerate(digits)
        )
        right = weighted % 11 == 0
        digits = "978" + digits[:9]
        digits += _ean_check(digits)
    else:
        right = _ean_check(digits[:12]) == digits[12]
    if not right:
        raise BadInput(f"{value!r} is no ISBN: its check digit is wrong", hint="compare the digits")
    return digits


def _ean_check(digits: str) -> str:
    weighted = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits))
    return str(-weighted % 10)


def _issn(value: str) -> str:
    bare = _REMARK.sub("", _ISSN_PREFIX.sub("", value, count=1)).rstrip(".,; ").upper()
    match = _ISSN.fullmatch(bare)
    if match is None:
        raise BadInput(f"{value!r} is no ISSN", hint="an ISSN looks like 0378-5955")
    digits = match[1] + match[2]
    weighted = sum((8 - at) * int(digit) for at, digit in enumerate(digits[:7]))
    check = -weighted % 11
    if digits[7] != ("X" if check == 10 else str(check)):
        raise BadInput(f"{value!r} is no ISSN: its check digit is wrong", hint="compare the digits")
    return f"{match[1]}-{match[2]}"


def _pmid(value: str) -> str:
    match = _PMID.fullmatch(_after(_PMID_PREFIX, value))
    if match is None:
        raise BadInput(f"{value!r} is no PMID", hint="a PMID is a number of up to 9 digits")
    return match[1]


def _pmcid(value: str) -> str:
    match = _PMCID.fullmatch(_after(_PMCID_PREFIX, value))
    if match is None:
        raise BadInput(f"{value!r} is no PMCID", hint="a PMCID looks like PMC3531190")
    return f"PMC{match[1]}"


def _after(prefix: re.Pattern[str], value: str) -> str:
    """`value` without `prefix`, and without the query, fragment or stop that may follow."""
    bare = re.split(r"[?#]", prefix.sub("", value, count=1), maxsplit=1)[0]
    return bare.rstrip(".,; ")


def _arxiv(value: str) -> str:
    match = _match_arxiv(value)
    new = match["new"]
    return str(new) if new else f"{match['archive'].lower()}/{match['old']}"


def _match_arxiv(value: str) -> re.Match[str]:
    match = _ARXIV.fullmatch(_after(_ARXIV_PREFIX, value).rstrip("/"))
    if match is None:
        raise BadInput(
            f"{value!r} is no arXiv identifier", hint="it looks like 2101.12345 or hep-th/9901001"
        )
    return match


def _url(value: str) -> str:
    match = _URL.fullmatch(value)
    scheme = match[1].lower() if match else ""
    authority = _AUTHORITY.fullmatch(match[2]) if match else None
    if (
        match is None
        or authority is None
        or scheme not in _PORTS
        or re.search(r"[\s\x00-\x1f<>\"]", value)
    ):
        raise BadInput(f"{value!r} is no web address", hint="it begins with https:// or http://")
    user, host, port = authority.groups()
    shown = f":{port}" if port and port != _PORTS[scheme] else ""
    return f"{scheme}://{user}{host.lower()}{shown}{match[3]}"


_NORMALISERS: MappingProxyType[IdentifierScheme, Callable[[str], str]] = MappingProxyType(
    {
        IdentifierScheme.DOI: _doi,
        IdentifierScheme.ISBN: _isbn,
        IdentifierScheme.ISSN: _issn,
        IdentifierScheme.PMID: _pmid,
        IdentifierScheme.PMCID: _pmcid,
        IdentifierScheme.ARXIV: _arxiv,
        IdentifierScheme.URL: _url,
    }
)
