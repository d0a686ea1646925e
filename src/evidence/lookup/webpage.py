"""Any web page: what it says about itself, and the identifier that others may know it by."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from evidence.domain import identifiers
from evidence.domain.dates import edtf_to_csl
from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup._page import Page, absolute, read_page
from evidence.lookup._page_csl import page_item
from evidence.lookup._payloads import csl_text
from evidence.lookup.base import Answer, Enquiry, Outcome, Pace, Service

_PAGES = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})
_GONE = frozenset({404, 410})
_CLOSED = frozenset({401, 403, 451})
_DOI_IN_PATH = re.compile(r"/(10\.\d{4,9}/[^\s?#]+)")
_VIEW = re.compile(
    r"(?i)(?:/(?:full|abstract|pdf|epdf|epub|html|summary|meta|references|citations|fulltext"
    r"|full/html|full/pdf|download|figures|tables|info|pdfdirect))+/?$|\.(?:pdf|html?|full)$|/$"
)


def ask(enquiry: Enquiry) -> Answer:
    """The page at an address, as CSL-JSON with the day it was looked at."""
    reply = enquiry.get(
        enquiry.value,
        accept="text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
        expected=_GONE | _CLOSED,
    )
    follow = doi_in(enquiry.value) or doi_in(reply.url)
    if reply.status in _GONE:
        return enquiry.nothing(Outcome.NO_MATCH, reply, "there is no such page", follow=follow)
    if reply.status in _CLOSED:
        detail = f"the page is not shown to programs (HTTP {reply.status})"
        return enquiry.nothing(Outcome.FAILED, reply, detail, follow=follow)
    if reply.media_type == "application/pdf" or reply.content.startswith(b"%PDF-"):
        detail = "it is a PDF, which says nothing that can be read here"
        return enquiry.nothing(
            Outcome.NOT_INDEXED, reply, detail, follow=follow, document=reply.url
        )
    if reply.media_type not in _PAGES:
        detail = f"it is no page but {reply.media_type}"
        return enquiry.nothing(Outcome.NOT_INDEXED, reply, detail, follow=follow)
    page = read_page(reply.content, reply.headers.get("content-type", ""), reply.url)
    item = page_item(page)
    if not item["title"]:
        detail = "the page does not say what it is"
        return enquiry.nothing(Outcome.NOT_INDEXED, reply, detail, follow=follow)
    item["accessed"] = edtf_to_csl(reply.time.date().isoformat())
    return enquiry.found(
        reply,
        "csl-json",
        csl_text(item),
        follow=item.get("DOI") or follow or _other(page, item),
        document=absolute(page, page.first("citation_pdf_url")) or page.pdf or None,
    )


def doi_in(url: str) -> str | None:
    """The DOI that the path of a publisher's address holds, None where it holds none."""
    match = _DOI_IN_PATH.search(unquote(urlsplit(url).path))
    bare = match[1] if match else ""
    while bare and (view := _VIEW.search(bare)):
        bare = bare[: view.start()]
    return identifiers.normalise_or_none(IdentifierScheme.DOI, bare) if bare else None


def _other(page: Page, item: dict[str, object]) -> str | None:
    """An identifier other than a DOI that a page gives its work."""
    arxiv = identifiers.normalise_or_none(IdentifierScheme.ARXIV, page.first("citation_arxiv_id"))
    if arxiv:
        return f"arXiv:{arxiv}"
    for variable in ("PMID", "PMCID"):
        if item.get(variable):
            return f"PMID:{item[variable]}" if variable == "PMID" else str(item[variable])
    return None


SERVICE = Service(
    title="the web page itself",
    schemes=frozenset({IdentifierScheme.URL}),
    base_url="",
    ask=ask,
    pace=Pace(4, 0.25),
)
