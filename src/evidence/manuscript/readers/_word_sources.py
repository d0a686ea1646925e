"""The list of sources that Word keeps in a paper, as CSL-JSON.

Source: ISO/IEC 29500-1, 22.6 (Bibliography).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from evidence.opening.xml_tree import words

_TYPES = {
    "ArticleInAPeriodical": "article-magazine",
    "JournalArticle": "article-journal",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "DocumentFromInternetSite": "webpage",
    "InternetSite": "webpage",
    "Report": "report",
    "Patent": "patent",
    "Case": "legal_case",
    "Film": "motion_picture",
    "Interview": "interview",
}
_PEOPLE = {"Author": "author", "Editor": "editor", "Translator": "translator"}
_FIELDS = {
    "Title": "title",
    "JournalName": "container-title",
    "BookTitle": "container-title",
    "PeriodicalTitle": "container-title",
    "ConferenceName": "container-title",
    "InternetSiteTitle": "container-title",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Publisher": "publisher",
    "Institution": "publisher",
    "City": "publisher-place",
    "Edition": "edition",
    "DOI": "DOI",
    "URL": "URL",
}


def read(root: etree._Element) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sources of a part, each under its tag; none where the part holds something else."""
    for source in root.iter("{*}Source"):
        said = {_name(child): words(child).strip() for child in source}
        tag = said.get("Tag")
        if not tag:
            continue
        type_ = _TYPES.get(said.get("SourceType", ""), "document")
        item: dict[str, Any] = {"id": tag, "type": type_}
        for field, variable in _FIELDS.items():
            if said.get(field) and variable not in item:
                item[variable] = said[field]
        parts = [said.get(each, "") for each in ("Year", "Month", "Day")]
        if parts[0].isdigit():
            numbers = [int(parts[0])]
            for part in parts[1:]:
                if not part.isdigit():
                    break
                numbers.append(int(part))
            item["issued"] = {"date-parts": [numbers]}
        elif parts[0]:
            item["issued"] = {"raw": " ".join(filter(None, parts))}
        for role, variable in _PEOPLE.items():
            if people := list(_people(source, role)):
                item[variable] = people
        yield tag, item


def _people(source: etree._Element, role: str) -> Iterator[dict[str, str]]:
    for block in source.findall(f"{{*}}Author/{{*}}{role}"):
        corporate = block.find("{*}Corporate")
        if corporate is not None and corporate.text:
            yield {"literal": corporate.text.strip()}
        for person in block.iter("{*}Person"):
            said = {_name(child): (child.text or "").strip() for child in person}
            given = " ".join(filter(None, (said.get("First"), said.get("Middle"))))
            if said.get("Last"):
                yield {"family": said["Last"], **({"given": given} if given else {})}


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
