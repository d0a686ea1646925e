"""Which RIS tag means which CSL variable, by the type of the work.

Sources: the RIS format specifications of Research Information Systems (2004 and 2011), and
how Zotero and EndNote fill them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from evidence.domain.items import TYPES

_TYPES = """
ABST article-journal | ADVS motion_picture | AGGR document | ANCIENT document | ART graphic
BILL bill | BLOG post-weblog | BOOK book | CASE legal_case | CHAP chapter | CHART graphic
CLSWK book | COMP software | CONF paper-conference | CPAPER paper-conference
CTLG article-magazine | DATA dataset | DBASE document | DICT entry-dictionary | EBOOK book
ECHAP chapter | EDBOOK book | EJOUR article-journal | ELEC webpage
ENCYC entry-encyclopedia | EQUA document | FIGURE graphic | GOVDOC report | GRNT document
HEAR hearing | ICOMM personal_communication | INPR manuscript | JFULL article-journal
JOUR article-journal | LEGAL legal_case | MANSCPT manuscript | MAP map | MGZN article-magazine
MPCT motion_picture | MULTI motion_picture | MUSIC song | NEWS article-newspaper
PAMP manuscript | PAT patent | PCOMM personal_communication | RPRT report | SER book
SLIDE speech | SOUND song | STAND standard | STAT legislation | THES thesis
UNBILL manuscript | UNPB manuscript | UNPD manuscript | VIDEO motion_picture | WEB webpage
JOURNAL article-journal | ARTICLE article-journal | JOURNALARTICLE article-journal
JOURNALARTICLES article-journal | MAGAZINEARTICLE article-magazine
NEWSPAPERARTICLE article-newspaper | BOOKSECTION chapter | BOOKCHAPTER chapter
CHAPTER chapter | CONFERENCE paper-conference | CONFERENCEPAPER paper-conference
CONFERENCEPROCEEDINGS paper-conference | PROC paper-conference | THESIS thesis | DISS thesis
DISSERTATION thesis | REPORT report | WEBPAGE webpage | WEBSITE webpage | PATENT patent
DATASET dataset | VIDEORECORDING motion_picture | NEWSPAPER article-newspaper
"""


def pairs(text: str) -> dict[str, str]:
    """The pairs of words that lines and bars separate."""
    found = (pair.split() for pair in text.replace("\n", "|").split("|"))
    return {pair[0]: pair[1] for pair in found if len(pair) == 2}


TYPES_READ = MappingProxyType(pairs(_TYPES))
"""The CSL type of each reference type; the last ones are words that no specification has."""

TYPES_WRITTEN = MappingProxyType(
    pairs("""
    article GEN | article-journal JOUR | article-magazine MGZN | article-newspaper NEWS
    bill BILL | book BOOK | broadcast MPCT | chapter CHAP | classic CLSWK | collection GEN
    dataset DATA | document GEN | entry ENCYC | entry-dictionary DICT
    entry-encyclopedia ENCYC | event GEN | figure FIGURE | graphic ART | hearing HEAR
    interview PCOMM | legal_case CASE | legislation STAT | manuscript UNPB | map MAP
    motion_picture MPCT | musical_score MUSIC | pamphlet PAMP | paper-conference CONF
    patent PAT | performance GEN | periodical JFULL | personal_communication PCOMM
    post ICOMM | post-weblog BLOG | regulation STAT | report RPRT | review JOUR
    review-book JOUR | software COMP | song SOUND | speech SLIDE | standard STAND
    thesis THES | treaty GEN | webpage ELEC
    """)
)

NUMBERED_PAGES = frozenset("book classic manuscript pamphlet thesis".split())
"""Types whose SP is the number of pages, not the first page."""

_VARIABLES = """
    TI title | T1 title | CT title | T2 container-title | T3 collection-title | VL volume
    VO volume | IS issue | PB publisher | CY publisher-place | PP publisher-place | ET edition
    LA language | CN call-number | DB archive | DP source | AN archive_location
    AV archive_location | ST title-short | NV number-of-volumes | SE section | AB abstract
    M2 note | M3 genre | JF container-title | J2 container-title-short
    J1 container-title-short
"""
_VARIABLES_BY_TYPE = {
    "article-journal": "SE - | ET -",
    "article-magazine": "ET -",
    "bill": "T3 authority | ET chapter-number | M1 number",
    "book": "T2 collection-title | M1 collection-number | IS -",
    "broadcast": "M1 number | C5 medium",
    "chapter": "SV collection-number | IS number-of-volumes | M1 number-of-volumes",
    "dataset": "ET version | M1 number",
    "graphic": "C3 dimensions",
    "hearing": "T2 section | SE - | T3 authority | ET chapter-number | M1 number",
    "legal_case": "PB authority | SV number | SE -",
    "legislation": "ET chapter-number | M1 number",
    "map": "T2 collection-title | C1 scale",
    "motion_picture": "T2 collection-title | C4 genre | C5 medium | SP dimensions",
    "paper-conference": "T2 event-title | C3 container-title | C1 event-place",
    "patent": "A2 authority | C3 jurisdiction | C5 references | C6 status | M1 number"
    " | VL - | VO - | PB - | T2 - | JF -",
    "report": "T2 collection-title | IS number | M1 number",
    "software": "T2 collection-title | ET version | M1 medium",
    "song": "C5 medium",
    "speech": "T2 event-title",
    "standard": "T2 collection-title | IS number | M1 number",
    "thesis": "T2 division | VL -",
    "webpage": "VL -",
}
_ROLES = """
    AU author | A1 author | ED editor | A2 editor | A3 collection-editor | A4 translator
"""
_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|proc\.|lecture notes|transactions|actas|actes|atti|tagungsband)",
    re.IGNORECASE,
)
_ROLES_BY_TYPE = {
    "bill": "A2 contributor | A3 contributor",
    "book": "A2 collection-editor | A3 editor",
    "broadcast": "A3 producer | C1 performer",
    "chapter": "C2 container-author",
    "interview": "A2 interviewer",
    "legal_case": "A2 - | A4 contributor",
    "map": "A2 collection-editor",
    "motion_picture": "A3 producer | A4 contributor | C1 performer",
    "paper-conference": "A4 contributor",
    "patent": "A2 -",
    "personal_communication": "A2 recipient",
    "report": "A2 collection-editor",
    "song": "A2 composer | A3 producer",
    "speech": "A2 author",
    "thesis": "A3 contributor",
}


def by_type(base: str, types: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """For each CSL type what a tag means, from what it means in general and in that type."""
    general = pairs(base)
    return MappingProxyType(
        {
            type_: {
                tag: meaning
                for tag, meaning in {**general, **pairs(types.get(type_, ""))}.items()
                if meaning != "-"
            }
            for type_ in TYPES
        }
    )


def inverse(tables: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """The first tag of each meaning, by type."""
    return MappingProxyType(
        {
            type_: {meaning: tag for tag, meaning in reversed(list(table.items()))}
            for type_, table in tables.items()
        }
    )


VARIABLES = by_type(_VARIABLES, _VARIABLES_BY_TYPE)
"""For each CSL type the variable that a tag sets."""

ROLES = by_type(_ROLES, _ROLES_BY_TYPE)
"""For each CSL type the role of the people that a tag names."""

VARIABLE_TAGS = inverse(VARIABLES)
ROLE_TAGS = inverse(ROLES)


def is_proceedings(title: str) -> bool:
    """Whether it is a book's title rather than a conference's, which a field may mean, too."""
    return _PROCEEDINGS.search(title) is not None


KNOWN = frozenset(
    """A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI DO DP ED
    EP ER ET ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NO NV OP PB PP PY RI RN
    RP SE SN SP ST SV T1 T2 T3 TA TI TT TY U1 U2 U3 U4 U5 UR VL VO Y1 Y2""".split()
)
"""Tags that are read even where the spaces around them are wrong."""
