"""DataCite's JSON: the answers of its REST API (JSON:API) and plain DataCite JSON 4.x.

Source: DataCite Metadata Schema 4.6 and the REST API's guide. What CSL has no variable for
stands in `custom["datacite"]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from evidence.domain.items import TYPES
from evidence.domain.names import Name
from evidence.errors import BadInput
from evidence.formats import _csl, _json
from evidence.formats._markup import abstract, plain, rich
from evidence.formats._values import compact, members, texts
from evidence.formats._xml_work import Work, literal, person, printed
from evidence.formats.base import Broken, Entry, Format, Read

_TYPES = MappingProxyType(
    {
        "Audiovisual": "motion_picture", "Award": "document", "Book": "book",
        "BookChapter": "chapter", "Collection": "collection",
        "ComputationalNotebook": "software", "ConferencePaper": "paper-conference",
        "ConferenceProceeding": "book", "DataPaper": "article-journal", "Dataset": "dataset",
        "Dissertation": "thesis", "Event": "event", "Film": "motion_picture", "Image": "graphic",
        "InteractiveResource": "webpage", "Journal": "periodical",
        "JournalArticle": "article-journal", "Model": "dataset",
        "OutputManagementPlan": "report", "PeerReview": "review", "Poster": "speech",
        "Preprint": "article", "Presentation": "speech", "Project": "document",
        "Report": "report", "Software": "software", "Sound": "song", "Standard": "standard",
        "StudyRegistration": "report", "Workflow": "document",
    }
)  # fmt: skip
_BY_GENERAL = MappingProxyType({name.casefold(): csl for name, csl in _TYPES.items()})
_WORDS = (
    (r"thesis|dissertation|habilitation|doctoral|master", "thesis"),
    (r"conference (?:paper|proceeding|contribution|object)|proceedings", "paper-conference"),
    (r"poster|presentation|slides|lecture|talk", "speech"),
    (r"book (?:chapter|section|part)|chapter", "chapter"),
    (r"preprint|e-?print", "article"),
    (r"journal|article", "article-journal"),
    (r"working paper|discussion paper|report|white ?paper|brief", "report"),
    (r"monograph|\bbook\b", "book"),
    (r"blog", "post-weblog"),
    (r"web ?(?:page|site)", "webpage"),
    (r"manuscript|letter", "manuscript"),
    (r"patent", "patent"),
    (r"\bmap\b", "map"),
)
_ROLES = MappingProxyType(
    {"editor": "editor", "translator": "translator", "producer": "producer",
     "datacurator": "curator"}
)  # fmt: skip
_PERSONS = frozenset(
    """contactperson datacollector datamanager other projectleader projectmanager projectmember
    relatedperson researcher supervisor workpackageleader""".split()
)
_KEPT = (
    "relatedIdentifiers", "relatedItems", "alternateIdentifiers", "fundingReferences",
    "geoLocations", "sizes", "formats", "schemaVersion", "contributors", "dates", "container",
    "types", "rightsList", "contentUrl", "state", "identifiers",
)  # fmt: skip
_SHAPE = _json.Shape(
    lambda work: "attributes" in work or bool(work.keys() & {"doi", "id"} and "titles" in work),
    wrappers=frozenset({"data"}),
)


def read(text: str) -> Read:
    """The works of a DataCite answer or of plain DataCite JSON."""
    for element in _json.elements(text, _SHAPE):
        if element.reason is not None:
            yield Broken(element.line, element.raw, element.reason)
            continue
        try:
            yield _entry(element)
        except BadInput as error:
            yield Broken(element.line, element.raw, error.message)


def _entry(element: _json.Element) -> Entry:
    given = element.value.get("attributes")
    data: Mapping[str, Any] = (
        {"id": element.value.get("id"), **given} if isinstance(given, Mapping) else element.value
    )
    if not data.keys() & {"titles", "creators", "doi", "identifier"}:
        raise BadInput("it says nothing of a work: it has no titles, creators or DOI")
    work = Work("datacite")
    type_ = _type(data)
    _titles(work, data)
    _names(work, data)
    _dates(work, data)
    _container(work, data, type_)
    _identifiers(work, data)
    _descriptions(work, data)
    publisher = data.get("publisher")
    of_publisher = publisher.get("name") if isinstance(publisher, Mapping) else publisher
    work.put("publisher", next((rich(each) for each in texts(of_publisher)), ""))
    work.put("version", _text(data, "version"))
    work.put("language", _text(data, "language"))
    rights = list(members(data.get("rightsList"))) or list(members(data.get("rights")))
    for each in rights[:1]:
        work.put("license", _text(each, "rights") or _text(each, "rightsUri"))
    for subject in texts(data.get("subjects"), "subject"):
        work.tag(rich(subject))
    _genre(work, data, type_)
    for name in _KEPT:
        if (value := compact(data.get(name))) is not None:
            work.custom[name] = value
    return work.entry(type_, element.line, element.raw)


def _text(data: Mapping[str, Any], member: str) -> str:
    return next(texts(data.get(member)), "")


def _types(data: Mapping[str, Any]) -> Mapping[str, Any]:
    types = data.get("types") or data.get("resourceType")
    if isinstance(types, Mapping):
        return types
    general = _text(data, "resource-type-id") or _text(data, "resourceTypeGeneral")
    return {"resourceTypeGeneral": general, "resourceType": types if types else ""}


def _type(data: Mapping[str, Any]) -> str:
    """CSL's type: DataCite's general one, for texts and others the words of the free one."""
    types = _types(data)
    general = re.sub(r"[\s_-]", "", _text(types, "resourceTypeGeneral").title())
    exact = _BY_GENERAL.get(general.casefold())
    if exact and exact not in {"document", "collection"}:
        return exact
    free = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", _text(types, "resourceType")[:200]).casefold()
    for words, csl in _WORDS:
        if free and re.search(words, free):
            return csl
    citeproc = _text(types, "citeproc")
    container = _held(data)
    if general.casefold() == "text" and container:
        kind = _text(container, "type") or _text(container, "relatedItemType")
        if kind.casefold() == "book":
            return "chapter"
        if kind.casefold() == "journal" or container.get("issue"):
            return "article-journal"
    if citeproc in TYPES and citeproc not in {"article", "document"}:
        return citeproc
    if exact:
        return exact
    return "article" if general.casefold() == "text" and citeproc == "article" else "document"


def _titles(work: Work, data: Mapping[str, Any]) -> None:
    """The main title with its subtitle; a translation of it is kept."""
    title = subtitle = ""
    for each in members(data.get("titles")):
        text, kind = rich(_text(each, "title")), _text(each, "titleType").casefold()
        if kind in {"", "none"} and not title:
            title = text
        elif kind == "subtitle" and not subtitle:
            subtitle = text
        else:
            work.keep(_text(each, "titleType") or "title", text)
    title = title or next((rich(each) for each in texts(data.get("title"))), "")
    if not title:
        title = next((rich(each) for each in texts(data.get("titles"), "title")), "")
    if subtitle and subtitle.casefold() not in title.casefold():
        title = f"{title.rstrip(':. ')}: {subtitle}" if title else subtitle
    work.put("title", title)


def _names(work: Work, data: Mapping[str, Any]) -> None:
    for each in members(data.get("creators") or data.get("creator") or data.get("author")):
        work.name("author", _name(each))
    for each in members(data.get("contributors")):
        kind = re.sub(r"\W", "", _text(each, "contributorType")).casefold()
        if kind in _ROLES:
            work.name(_ROLES[kind], _name(each))
        elif kind in _PERSONS:
            work.name("contributor", _name(each))


def _name(data: Mapping[str, Any]) -> Name | None:
    """A creator's name; without parts it is a person's only where that is said or has a comma."""
    family, given = _text(data, "familyName"), _text(data, "givenName")
    inner = data.get("creatorName") or data.get("contributorName") or data.get("name")
    kind = _text(data, "nameType")
    if isinstance(inner, Mapping):
        kind = kind or _text(inner, "nameType")
        inner = inner.get("content") or inner.get("name")
    name = next((rich(each) for each in texts(inner)), "")
    if kind.casefold() == "organizational":
        return literal(name or family)
    if family:
        return person(rich(family), rich(given))
    if "," in name or kind.casefold() == "personal":
        return printed(name)
    return literal(name or given)


def _dates(work: Work, data: Mapping[str, Any]) -> None:
    found: dict[str, str] = {}
    for each in members(data.get("dates")):
        edtf = _edtf(_text(each, "date"))
        if edtf:
            found.setdefault(_text(each, "dateType").casefold(), edtf)
    year = _edtf(_text(data, "publicationYear"))
    issued = found.get("issued") or year or found.get("available") or found.get("created")
    work.date("issued", issued or _edtf(_text(data, "published")))
    work.date("submitted", found.get("submitted"))
    if found.get("available") != work.dates.get("issued"):
        work.date("available-date", found.get("available"))
    if year and issued and not issued.startswith(year):
        work.keep("publicationYear", year)


def _edtf(text: str) -> str:
    """The EDTF of a W3C date or an RKMS-ISO8601 range, times of day left off."""
    ends = [re.sub(r"(?<=\d)T\d.*", "", each.strip()) for each in text[:100].split("/")]
    edtf, _ = _csl.date("/".join(ends)) if text else (None, True)
    return edtf or ""


def _held(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the work was published in: a related item, else DataCite's summary of it."""
    for each in members(data.get("relatedItems")):
        if _text(each, "relationType").casefold() == "ispublishedin":
            return each
    container = data.get("container")
    return container if isinstance(container, Mapping) else {}


def _container(work: Work, data: Mapping[str, Any], type_: str) -> None:
    held = _held(data)
    title = _text(held, "title") or next(texts(held.get("titles"), "title"), "")
    kind = (_text(held, "type") or _text(held, "relatedItemType")).casefold()
    series = "series" in kind and type_ not in {"article-journal", "chapter"}
    work.put("collection-title" if series or type_ == "book" else "container-title", rich(title))
    work.put("volume", _text(held, "volume"))
    work.put("issue", _text(held, "issue"))
    work.put("edition", _text(held, "edition"))
    number = _text(held, "number")
    work.put("number" if type_ == "report" else "collection-number", number)
    first, last = _text(held, "firstPage"), _text(held, "lastPage")
    work.pages("-".join(each for each in (first, last if last != first else "") if each))
    for each in members(held.get("contributors")):
        if _text(each, "contributorType").casefold() == "editor":
            work.name("editor", _name(each))
    inner = held.get("relatedItemIdentifier")
    number_of = inner if isinstance(inner, Mapping) else held
    kind, value = "relatedItemIdentifierType", "relatedItemIdentifier"
    _standard_number(work, _text(number_of, kind), _text(number_of, value))
    _standard_number(work, _text(held, "identifierType"), _text(held, "identifier"))


def _standard_number(work: Work, kind: str, value: str) -> None:
    if kind.upper() in {"ISBN", "ISSN", "EISSN", "LISSN"}:
        (work.isbn if kind.upper() == "ISBN" else work.issn)(value)


def _identifiers(work: Work, data: Mapping[str, Any]) -> None:
    identifier = data.get("identifier")
    inner = _text(identifier, "identifier") if isinstance(identifier, Mapping) else ""
    candidates = [_text(data, "doi"), inner, _text(data, "identifier"), _text(data, "id")]
    for kind, value in _numbered(data):
        if kind == "DOI":
            candidates.append(value)
        elif kind in {"ISBN", "ISSN"}:
            _standard_number(work, kind, value)
        elif kind in {"PMID", "PMCID"}:
            work.put(kind, value)
    for each in members(data.get("relatedIdentifiers")):
        relation = _text(each, "relationType").casefold()
        if relation in {"ispartof", "ispublishedin"} and "ISSN" not in work.variables:
            _standard_number(
                work, _text(each, "relatedIdentifierType"), _text(each, "relatedIdentifier")
            )
    bare = next((each for each in candidates if "10." in each), "")
    if bare:
        work.doi(bare)
    work.put("URL", _text(data, "url"))


def _numbered(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Other identifiers of the work itself, by kind in capitals."""
    found = []
    for name in ("identifiers", "alternateIdentifiers"):
        kind = name.removesuffix("s")
        for each in members(data.get(name)):
            found.append((_text(each, f"{kind}Type").upper(), _text(each, kind)))
    return found


def _descriptions(work: Work, data: Mapping[str, Any]) -> None:
    for each in members(data.get("descriptions")):
        text, kind = _text(each, "description"), _text(each, "descriptionType").casefold()
        if kind == "abstract" and "abstract" not in work.variables:
            work.put("abstract", abstract(text))
        elif kind in {"seriesinformation", "tableofcontents"}:
            work.keep(_text(each, "descriptionType"), plain(text))
        else:
            work.note(plain(text))


def _genre(work: Work, data: Mapping[str, Any], type_: str) -> None:
    """The free type, where it says more than the general one."""
    types = _types(data)
    free, general = _text(types, "resourceType"), _text(types, "resourceTypeGeneral")
    plain_free = re.sub(r"\W", "", free).casefold()
    known = {re.sub(r"\W", "", each).casefold() for each in (general, type_, "other", "article")}
    if free and plain_free not in known and type_ in {"thesis", "report", "manuscript", "document",
                                                      "article", "speech", "graphic"}:  # fmt: skip
        work.put("genre", free)


def recognises(head: str) -> float:
    """Sure where it names DataCite's schema, or has a DOI beside its lists of titles."""
    if not _json.opens(head):
        return 0.0
    if re.search(r'"(?:schemaVersion)"\s*:\s*"https?://datacite\.org/schema', head):
        return 1.0
    if _json.has(head, "resourceTypeGeneral") or re.search(r'"type"\s*:\s*"dois"', head):
        return 0.95
    if _json.has(head, "titles", "creators"):
        return 0.8
    return 0.0


FORMAT = Format("DataCite JSON", extensions=("json",), read=read, recognises=recognises)
