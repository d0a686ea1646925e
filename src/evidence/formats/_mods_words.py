"""The words of a MODS record: abstract, language, subjects, rights, genres, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.domain.items import DATES, STRINGS
from evidence.formats import _marc_codes as marc
from evidence.formats._mods_writing import KEPT, NOTE
from evidence.formats._xml_tree import Element, at, every, squeeze, text
from evidence.formats._xml_work import Work


def fill(work: Work, elements: Mapping[str, list[Element]], type_: str) -> None:
    """Put into `work` what the elements of a record, by their names, say in words."""
    for name, put in _FIELDS.items():
        if name in elements:
            put(work, elements[name], type_)


def note(work: Work, element: Element, *, exact: bool) -> None:
    """A note; of those that our own writer made, the variable that it holds.

    Args:
        exact: its lines are as somebody wrote them, not as an export has indented them.
    """
    kind, value = squeeze(element.get("type")), text(element)
    variable = kind.removeprefix(NOTE) if kind.startswith(NOTE) else ""
    if variable in STRINGS:
        work.put(variable, element.text)
    elif variable in DATES:
        work.date(variable, value)
    elif kind.startswith(KEPT):
        work.keep(kind.removeprefix(KEPT), element.text)
    elif kind == "statement of responsibility":
        work.keep("statement-of-responsibility", value)
    elif kind == "thesis":
        work.put("genre", value)
    elif exact:
        work.note(element.text)
    else:
        lines = [squeeze(line) for line in (element.text or "").splitlines()]
        work.note("\n".join(line for line in lines if line) if len(element) == 0 else value)


def _abstract(work: Work, elements: list[Element], _: str) -> None:
    work.put("abstract", "\n".join(value for each in elements if (value := text(each))))


def _language(work: Work, elements: list[Element], _: str) -> None:
    terms = [term for each in elements for term in each.findall("languageTerm") if text(term)]
    terms.sort(key=lambda each: each.get("type") != "code")
    languages = [text(each) for each in terms] or [text(each) for each in elements]
    work.put("language", next(filter(None, languages), ""))


def _contents(work: Work, elements: list[Element], _: str) -> None:
    for each in elements:
        work.keep("table-of-contents", text(each))


def _audience(work: Work, elements: list[Element], _: str) -> None:
    for each in elements:
        work.keep("audience", text(each))


def _subjects(work: Work, elements: list[Element], _: str) -> None:
    for each in (inner for subject in elements for inner in subject):
        if each.tag in {"name", "titleInfo"}:
            work.tag(" ".join(every(each, "*")))
        elif each.tag == "hierarchicalGeographic":
            work.tag(", ".join(every(each, "*")))
        elif each.tag == "cartographics":
            work.put("scale", at(each, "scale"))
            work.keep("coordinates", at(each, "coordinates"))
        elif each.tag != "geographicCode":
            work.tag(text(each))


def _rights(work: Work, elements: list[Element], _: str) -> None:
    for each in elements:
        work.put("license", text(each))


def _genres(work: Work, elements: list[Element], type_: str) -> None:
    for genre in elements:
        value = text(genre)
        if genre.get("authority") == "csl" or value.lower() in {type_, "article", "book", "thesis"}:
            continue
        own_words = genre.get("authority") in {None, "bibutilsgt"}
        if type_ in {"thesis", "report", "manuscript", "map"} and own_words:
            work.put("genre", value)
        elif marc.genre_type(value) != type_:
            work.keep("genre", value)


def _record(work: Work, elements: list[Element], _: str) -> None:
    for each in elements:
        work.put("source", at(each, "recordContentSource"))
        work.keep("record-identifier", at(each, "recordIdentifier"))


_FIELDS: Mapping[str, Callable[[Work, list[Element], str], None]] = MappingProxyType(
    {
        "abstract": _abstract,
        "language": _language,
        "tableOfContents": _contents,
        "targetAudience": _audience,
        "subject": _subjects,
        "accessCondition": _rights,
        "genre": _genres,
        "recordInfo": _record,
    }
)
