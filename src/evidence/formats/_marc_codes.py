"""The Library of Congress's words, as MODS and MARC records use them, and CSL's for them.

Sources: the MARC code list for relators; the MARC genre terms list; MODS's `typeOfResource`;
the DCMI type vocabulary.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from evidence.domain.items import NAMES

_ROLES = """
author: aut author auth autor auteur verfasser verf verfasserin creator cre correspondent crp
  dissertant dissertantin dis attributed-name att artist art cartographer ctg inventor inv
  programmer prg photographer pht fotograf fotografin photographe sculptor scl interviewee ive
  speaker spk presenter pre respondent sponsor spn
  joint-author jt-auth ghw lbt librettist lyricist lyr autora
editor: edt editor ed eds editors hrsg herausgeber herausgeberin hg edited-by edc edm redaktor red
  redakteur redaktion éditeur-scientifique editor-of-compilation hrsg hrg pbd-editor
translator: trl translator tr trans übers übersetzer übersetzerin traducteur traductor traduttore
  translated-by
collection-editor: pbd series-editor collection-editor serieseditor editor-of-series
container-author: container-author bookauthor book-author
compiler: com compiler comp
composer: cmp composer komp komponist compositeur
contributor: ctb contributor mitarb mitwirkender beiträger collaborator clb
curator: cur curator
director: drt fmd director film-director tld rdd regie regisseur réalisateur
executive-producer: executive-producer
guest: guest
host: hst host prn podcaster
illustrator: ill illustrator illustrations illustrateur illustratorin
interviewer: ivr interviewer
narrator: nrt narrator reader
organizer: orm organizer org
performer: prf performer act actor sng singer mus musician cnd conductor itr instrumentalist
  cast-member dancer
producer: pro fmp producer film-producer
recipient: rcp addressee recipient
reviewed-author: reviewed-author reviewedauthor
original-author: original-author
script-writer: aus screenwriter script-writer scriptwriter author-of-screenplay
series-creator: series-creator
chair: mod moderator chair
editorial-director: editorial-director
editor-translator: editor-translator
"""
_BY_TERM: MappingProxyType[str, str] = MappingProxyType(
    {
        term: role
        for role, terms in (
            line.split(":", 1) for line in re.sub(r"\n  ", " ", _ROLES).split("\n") if line
        )
        for term in terms.split()
    }
    | {role: role for role in NAMES}
)

CODES: MappingProxyType[str, str] = MappingProxyType(
    {
        line.split(":", 1)[0]: line.split(":", 1)[1].split()[0]
        for line in _ROLES.split("\n")
        if re.match(r"[a-z-]+: [a-z]{3} ", line)
    }
)
"""The relator code of each CSL role that has one."""

PASSED_OVER = frozenset(
    """fnd funder his host-institution dgg degree-grantor
    degree-granting-institution isb issuing-body pbl publisher bsl
    ths thesis-advisor degree-supervisor opn opponent own owner fmo former-owner prt printer
    dte dedicatee dto dst distributor dpt depositor rth sht advisor adviser supervisor
    degree-committee-member dgc dgs committee-member committee-chair thesis-supervisor examiner
    betreuer betreuerin gutachter gutachterin akademischer-betreuer gefeierter gefeierte hnr
    honoree beteiligte-körperschaft verlag""".split()
)
"""Relators of people who had no part in the work's making."""


def role(term: str) -> str | None:
    """The CSL role of a relator's code, term or URI; None for one that CSL has not."""
    plain = term.rpartition("/")[2] if "://" in term else term
    plain = re.sub(r"[\s_]+", "-", plain.strip(" .,;:()[]").lower())
    return _BY_TERM.get(plain)


def is_passed_over(term: str) -> bool:
    """Whether a relator says that somebody had no part in the work's making."""
    plain = term.rpartition("/")[2] if "://" in term else term
    return re.sub(r"[\s_]+", "-", plain.strip(" .,;:()[]").lower()) in PASSED_OVER


_GENRES = """
article-journal: journalarticle article journal-article issue law-report-or-digest
  legal-article academic-journal review-article research-article scholarly-article
  article-in-journal article,-review/survey zeitschriftenartikel aufsatz artikel
article-magazine: magazinearticle magazine-article
article-newspaper: newspaperarticle newspaper-article newspaper
article: preprint
bill: bill
book: book autobiography bibliography biography catalog comic-or-graphic-novel comic-strip
  directory discography essay essays fiction festschrift filmography handbook humor-satire
  humor,-satire index
  language-instruction loose-leaf memoir multivolume-monograph novel poetry programmed-text
  reporting script short-story short-stories survey-of-literature yearbook monograph
  offprint drama folktale history statistics instruction abstract-or-summary
chapter: booksection book-section book-chapter bookchapter chapter incollection inbook
  book-part section chapter-in-book part-of-book buchkapitel beitrag
classic: classic
collection: collection
dataset: dataset numeric-data database
document: document
entry: entry
entry-dictionary: dictionaryentry dictionary
entry-encyclopedia: encyclopediaarticle encyclopedia
event: event
figure: figure
graphic: artwork graphic picture image stillimage art-original art-reproduction
  art-original/reproduction technical-drawing chart slide transparency photograph postcard
  photo photographs realia toy microscope-slide remote-sensing-image model physicalobject
  flash-card diorama
hearing: hearing
interview: interview
legal_case: case legal-case legal-case-and-case-notes court-decision
legislation: statute legislation
manuscript: manuscript
map: map globe atlas
motion_picture: film videorecording motion-picture filmstrip movingimage video
musical_score: musical-score music-score notated-music
pamphlet: pamphlet
paper-conference: conferencepaper conference-paper inproceedings proceedings-paper
  conference-publication conference-contribution conference-item konferenzbeitrag
  conference-or-workshop-item conference-object conference-article
patent: patent
performance: performance
periodical: periodical journal magazine series serial
personal_communication: letter letters correspondence email instantmessage
post: forumpost
post-weblog: blogpost blog
regulation: regulation
report: report technical-report tech-report techreport working-paper research-report
  government-publication project-report discussion-paper forschungsbericht
review: review book-review
review-book: review-book
software: computerprogram computer-program software game
song: audiorecording song sound sound-recording rehearsal
broadcast: podcast radiobroadcast tvbroadcast
speech: presentation speech lecture
standard: standard standard-or-specification
thesis: thesis theses dissertation doctoral-thesis master-thesis masters-thesis phdthesis
  mastersthesis bachelor-thesis doctoralthesis masterthesis academic-dissertation
  dissertations electronic-thesis-or-dissertation thesis-or-dissertation etd
  hochschulschrift comprehensivedoctoralthesis studentthesis
treaty: treaty
webpage: webpage web-site website online-system-or-service interactiveresource web-page
"""
_TYPE_OF_GENRE: MappingProxyType[str, str] = MappingProxyType(
    {
        term: type_
        for type_, terms in (
            line.split(":", 1) for line in re.sub(r"\n  ", " ", _GENRES).split("\n") if line
        )
        for term in terms.split()
    }
)
GENRE_TERMS: MappingProxyType[str, str] = MappingProxyType(
    {
        "article-journal": "article",
        "article-newspaper": "newspaper",
        "book": "book",
        "paper-conference": "conference publication",
        "thesis": "thesis",
        "report": "technical report",
        "patent": "patent",
        "interview": "interview",
        "map": "map",
        "webpage": "web site",
        "legislation": "legislation",
        "periodical": "periodical",
        "motion_picture": "motion picture",
        "dataset": "numeric data",
        "personal_communication": "letter",
        "speech": "speech",
        "entry-dictionary": "dictionary",
        "entry-encyclopedia": "encyclopedia",
        "treaty": "treaty",
    }
)
"""The MARC genre term of a CSL type."""


_WORDS = (
    (r"thes[ei]s|dissertations?|habilitation(?:sschrift)?", "thesis"),
    (r"conference (?:paper|contribution|poster)|proceedings paper", "paper-conference"),
    (r"book (?:chapter|section|part)", "chapter"),
    (r"journal article|article in (?:a )?journal|article,", "article-journal"),
    (r"newspaper article", "article-newspaper"),
    (r"magazine article", "article-magazine"),
    (r"book review", "review-book"),
    (r"(?:technical|research|project|annual) reports?|(?:working|discussion) papers?", "report"),
    (r"data ?sets?", "dataset"),
)
"""What the words of a longer genre say, where the genre is not known as a whole."""


def genre_type(genre: str) -> str | None:
    """The CSL type that a genre names: MARC's terms, Zotero's types, COAR's and others' words."""
    plain = re.sub(r"[\s_]+", "-", genre.strip().lower())
    known = _TYPE_OF_GENRE.get(plain) or _TYPE_OF_GENRE.get(plain.rpartition("/")[2])
    if known or len(genre) > 100:
        return known
    words = plain.replace("-", " ")
    return next((type_ for said, type_ in _WORDS if re.search(rf"\b(?:{said})", words)), None)


RESOURCES: MappingProxyType[str, str] = MappingProxyType(
    {
        "cartographic": "map",
        "notated music": "musical_score",
        "sound recording": "song",
        "sound recording-musical": "song",
        "sound recording-nonmusical": "song",
        "still image": "graphic",
        "moving image": "motion_picture",
        "three dimensional object": "graphic",
        "software, multimedia": "software",
    }
)
"""CSL types by MODS's types of resource; `text` and `mixed material` say too little."""

RESOURCE_TERMS: MappingProxyType[str, str] = MappingProxyType(
    {
        "map": "cartographic",
        "musical_score": "notated music",
        "song": "sound recording",
        "broadcast": "sound recording",
        "graphic": "still image",
        "figure": "still image",
        "motion_picture": "moving image",
        "software": "software, multimedia",
        "dataset": "software, multimedia",
    }
)
