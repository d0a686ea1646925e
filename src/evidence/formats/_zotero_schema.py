"""Zotero's item types, fields and kinds of creators, and what CSL calls them.

Source: the schema that Zotero publishes, of its versions 5 to 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_TYPES = """
article preprint | article-journal journalArticle | article-magazine magazineArticle |
article-newspaper newspaperArticle | bill bill | book book | chapter bookSection |
broadcast podcast tvBroadcast radioBroadcast | dataset dataset | document document attachment
note | entry-dictionary dictionaryEntry | entry-encyclopedia encyclopediaArticle |
graphic artwork | hearing hearing | interview interview | legal_case case |
legislation statute | manuscript manuscript | map map | motion_picture film videoRecording |
paper-conference conferencePaper | patent patent | personal_communication letter email
instantMessage | post forumPost | post-weblog blogPost | report report |
software computerProgram | song audioRecording | speech presentation | standard standard |
thesis thesis | webpage webpage
"""
_FIELDS = """
abstract abstractNote | archive archive | archive_location archiveLocation |
authority authority court legislativeBody issuingAuthority organization |
call-number callNumber applicationNumber | chapter-number session | citation-key citationKey |
collection-number seriesNumber assemblyNumber | collection-title seriesTitle series |
container-title publicationTitle blogTitle bookTitle dictionaryTitle encyclopediaTitle forumTitle
proceedingsTitle programTitle websiteTitle reporter code |
container-title-short journalAbbreviation | dimensions artworkSize runningTime | DOI DOI |
edition edition | event-place eventPlace | event-title meetingName conferenceName |
genre type genre letterType manuscriptType mapType postType presentationType reportType thesisType
websiteType programmingLanguage | ISBN ISBN | ISSN ISSN | issue issue priorityNumbers |
language language | license rights | medium medium artworkMedium audioFileType
audioRecordingFormat format interviewMedium videoRecordingFormat system |
number number archiveID billNumber docketNumber documentNumber episodeNumber identifier
patentNumber publicLawNumber reportNumber | number-of-pages numPages |
number-of-volumes numberOfVolumes | original-publisher originalPublisher |
original-publisher-place originalPlace | page pages codePages firstPage | part-number partNumber |
part-title partTitle | PMCID PMCID | PMID PMID | publisher publisher company distributor
institution label network repository studio university |
publisher-place place repositoryLocation | references history references | scale scale |
section section committee | source libraryCatalog | status status legalStatus |
title title caseName nameOfAct subject | title-short shortTitle | URL url |
version versionNumber version | volume volume codeVolume reporterVolume codeNumber
"""
_DATES = """
accessed accessDate | issued date dateDecided dateEnacted issueDate | submitted filingDate |
original-date originalDate
"""
_NAMES = """
author author artist cartographer creator interviewee inventor presenter
programmer sponsor | chair chair | collection-editor seriesEditor | composer composer |
container-author bookAuthor | contributor contributor | director director | editor editor |
executive-producer executiveProducer | guest guest | host host podcaster | interviewer interviewer |
narrator narrator | organizer organizer | original-author originalCreator |
performer performer castMember | producer producer | recipient recipient |
reviewed-author reviewedAuthor | script-writer scriptwriter | series-creator seriesCreator |
translator translator
"""


def _inverse(table: str) -> Mapping[str, str]:
    """CSL's name by Zotero's; where several of Zotero's are one of CSL's, the first goes first."""
    rows = (row.split() for row in table.split("|"))
    return MappingProxyType({zotero: csl for csl, *names in rows for zotero in names})


TYPES = _inverse(_TYPES)
"""CSL types by Zotero's item types."""

FIELDS = _inverse(_FIELDS)
"""CSL variables by Zotero's fields, in the order in which they are looked for."""

DATES = _inverse(_DATES)
"""CSL's date variables by Zotero's."""

NAMES = _inverse(_NAMES)
"""CSL's roles by Zotero's kinds of creators, but for each item type's first kind."""


PRIMARY: Mapping[str, str] = MappingProxyType(
    {
        "artwork": "artist", "audioRecording": "performer", "bill": "sponsor",
        "computerProgram": "programmer", "film": "director", "hearing": "contributor",
        "interview": "interviewee", "map": "cartographer", "patent": "inventor",
        "podcast": "podcaster", "presentation": "presenter", "radioBroadcast": "director",
        "tvBroadcast": "director", "videoRecording": "director",
    }
)  # fmt: skip
"""The kind of creator that an item type has in place of authors: CSL's author."""


LEADS: Mapping[str, str] = MappingProxyType(
    {TYPES[type_]: NAMES[kind] for type_, kind in PRIMARY.items() if NAMES[kind] != "author"}
)
"""The role of CSL types that Zotero takes for the author: a film's director."""


def role(creator: str, item_type: str) -> str | None:
    """The CSL role of a kind of creator of an item type, None where CSL has none."""
    return "author" if PRIMARY.get(item_type) == creator else NAMES.get(creator)


_LABELS = MappingProxyType(
    {name.lower(): csl for table in (FIELDS, DATES, NAMES) for name, csl in table.items()}
)
_ONLY_LABELS = MappingProxyType(
    {"journal": "container-title", "publication": "container-title", "access date": "accessed",
     "pmc": "PMCID", "pmcid": "PMCID", "lccn": "call-number"}
)  # fmt: skip
_NO_LABELS = frozenset(
    """label format type system company network place code subject history identifier genre
    archive title""".split()
)
"""Fields whose names alone, before a colon, say too little in a note."""


def label(name: str) -> str | None:
    """The CSL variable of a Zotero field's name as its window shows it ("Publication Title")."""
    plain = name.strip().lower()
    if plain in _ONLY_LABELS:
        return _ONLY_LABELS[plain]
    joined = plain.replace(" ", "").replace("-", "")
    return None if joined in _NO_LABELS else _LABELS.get(joined)
