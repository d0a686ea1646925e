"""The styles that bibliographies are written in."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence

from evidence.csl import Cite, Cluster, Processor, library, plain
from evidence.csl.errors import BadStyle
from evidence.csl.library import Chosen
from evidence.csl.style import Style
from evidence.csl.style_info import StyleInfo, read_info
from evidence.csl.writers import writer
from evidence.errors import NotFound, ServiceUnreachable
from evidence.lookup import Client, Settings, settings_from
from evidence.lookup.base import Failed, Forbidden, Offline, Pace, Request, Unreachable

_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)
_SAMPLE: Mapping[str, object] = {
    "id": "sample",
    "type": "article-journal",
    "author": [{"family": "Roy", "given": "Ada"}, {"family": "Lund", "given": "Nils Erik"}],
    "issued": {"date-parts": [[2019, 3]]},
    "title": "Borders and Rivers: An Inquiry",
    "container-title": "Journal of Inquiries",
    "volume": "12",
    "issue": "4",
    "page": "211-218",
    "DOI": "10.1000/182",
}


def choose(name: str, make_client: Callable[[Settings], Client] = Client) -> Chosen:
    """The style of a name, an alias, a file or an address.

    Official addresses (``http://www.zotero.org/styles/apa``) are at hand; others are fetched.

    Args:
        name: as above.
        make_client: makes what fetches.

    Raises:
        StyleNotFound: there is none; the hint names the nearest.
        BadStyle: it is no style. NotFound: there is nothing at the address.
        ServiceUnreachable: the address cannot be reached.
    """
    if not _ADDRESS.match(name) or library.is_official(name):
        return library.choose(name)
    data = _fetched(name, make_client)
    info = read_info(data, name)
    if info.parent:
        if not library.is_official(info.parent):
            raise BadStyle(f"the style “{info.title}” follows {info.parent}, which is not at hand")
        parent = library.choose(info.parent)
        return Chosen(name, parent.style, info.default_locale or parent.locale, info)
    return Chosen(name, Style.parse(data), info.default_locale, info)


def _fetched(url: str, make_client: Callable[[Settings], Client]) -> bytes:
    request = Request(url, accept="application/vnd.citationstyles.style+xml, */*;q=0.5")
    try:
        with make_client(settings_from(os.environ)) as client:
            reply = client.fetch("styles", Pace(1, 0.0), request)
    except Forbidden as refused:
        raise NotFound(f"{url} is no address to ask: {refused}") from None
    except (Failed, Unreachable, Offline) as failed:
        raise ServiceUnreachable(
            f"the style at {url} cannot be had: {failed}", hint="save it, and give the file"
        ) from None
    return reply.content


def listed(words: Sequence[str]) -> tuple[StyleInfo, ...]:
    """The styles that fit some words, the best first; without words those with short names."""
    if words:
        return tuple(library.search(words))
    return tuple(library.choose(name).info for name in dict.fromkeys(library.ALIASES.values()))


def aliases(name: str) -> tuple[str, ...]:
    """The short names of a style."""
    return tuple(sorted(alias for alias, meant in library.ALIASES.items() if meant == name))


def sample(chosen: Chosen) -> tuple[str, str]:
    """A citation and an entry of an invented article, as text; empty where the style has none."""
    made = Processor(chosen.style, [_SAMPLE], chosen.locale or None)
    (citation,) = made.cite([Cluster((Cite("sample", "214"),), note=1 if chosen.style.note else 0)])
    entries = made.bibliography().entries
    return plain(citation), writer("text").entry(entries[0]) if entries else ""
