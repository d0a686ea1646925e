"""Titles of works: their words, how alike two are, which say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import unescape

from evidence.domain.comparing import numbered
from evidence.domain.text import words

_MARKUP = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_MAIN_TITLE = re.compile(r"[:.?!;–—]\s|\s-\s|\s\(")
_PART = frozenset("part pt vol volume book no number chapter section paper appendix".split())
_SEQUEL = 0.6
GENERIC = frozenset(
    """aboutus abouttheauthor abouttheauthors abstract abstracts acknowledgement acknowledgements
    acknowledgment acknowledgments addendum afterword agenda aims announcement announcements
    annualreport appendix appendices authorreply authorsreply authorresponse avantpropos
    backgrounder bibliography bookreview bookreviews booknotes booksreceived briefing
    buchbesprechung buchbesprechungen calendar commentary comment comments compterendu
    comptesrendus conclusion conclusions conclusionsandrecommendations conclusionen conclusiones
    contents contributors correction corrections correspondence corrigendum corrigenda
    discussion dedication editorial editorials editorialboard editorialnote editorsintroduction
    editorsnote editorsnotes editorspreface einfuhrung einleitung epilogue epilog errata erratum
    executivesummary factsheet foreword frommatter frontmatter backmatter fromtheeditor
    fromtheeditors geleitwort glossary guesteditorial guesteditorsintroduction home homepage index
    inmemoriam inthisissue interview introduccion introducao introduction introductiongenerale
    introductionandoverview introductiontothespecialissue introductoryremarks introduzione
    issueinformation jointstatement keynote keynoteaddress lecture letter lettertoeditor
    lettertotheeditor letters letterstotheeditor listofcontributors methods minutes nachruf
    nachwort newsandnotes newsandviews news newsinbrief newsletter noteonthetext notes
    notesandnews notesoncontributors notice notitle obituary obituaries openingremarks
    postscript preface prefaceandacknowledgements prefacio prefazione presentacion presentation
    pressrelease pressreleases pressstatement prologue prologo publisherscorrection
    publishersnote recensioni refereces references rejoinder remarks reply replies resena resenas
    response results retraction retractionnotice review reviewarticle reviews reviewofbooks
    rezension rezensionen shortnotice shortnotices specialissueintroduction speech statement
    summary supplement supplementarymaterial symposium tableofcontents theeditorspage untitled
    unknown vorwort welcome whitepaper whosnew zusammenfassung""".split()
)
"""Folded titles that say what a piece is and not which."""


def title_words(title: str | None) -> str:
    """The folded words of a title, without markup; "&" is "and"."""
    if not title:
        return ""
    if "&" in title:
        title = unescape(title).replace("&", " and ")
    return " ".join(words(_MARKUP.sub("", title) if "<" in title else title))


def resemblance(one: str, other: str) -> float:
    """How alike two titles are, given as folded words, from 0 to 1.

    A title is like its own main part: "Out of Africa" and "Out of Africa: a memoir". It is not
    like its sequel, however many words they share: "Part 1" and "Part 2", 2014 and 2015.
    """
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if one > other:  # the matcher below is not symmetric
        one, other = other, one
    first, second = one.split(), other.split()
    common = len(set(first) & set(second))
    most = _SEQUEL if sequels(first, second) else 1.0
    shorter = min(first, second, key=len)
    if len(shorter) >= 3 and first[: len(shorter)] == second[: len(shorter)]:
        return min(most, 0.95)
    if one.replace(" ", "") == other.replace(" ", ""):
        return most
    if 2 * common < 0.5 * (len(set(first)) + len(set(second))):
        return common / max(len(set(first)), len(set(second)))
    return min(most, SequenceMatcher(None, one, other, autojunk=False).ratio())


def sequels(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether titles number different parts or years of what else may be one."""
    mine, yours = _numbers(first), _numbers(second)
    if mine == yours:
        return False
    if mine and yours:
        return True
    left = {*first} ^ {*second}
    return all(numbered(word) or word in _PART for word in left)


def _numbers(title: Sequence[str]) -> list[str]:
    """The numbers of a title in digits, and the letters of its parts ("Part B")."""
    found = []
    for at, word in enumerate(title):
        after_part = at > 0 and title[at - 1] in _PART
        if word[0].isdigit():
            found.append(numbered(word) or word)
        elif len(word) == 1:
            if after_part or (word in "ivx" and at == len(title) - 1):
                found.append(numbered(word) or word)
        elif (number := numbered(word)) is not None:
            found.append(number)
    return found


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same, one of them perhaps without its subtitle."""
    first, second = title_words(one), title_words(other)
    if first.replace(" ", "") == second.replace(" ", ""):
        return True
    if sequels(first.split(), second.split()):
        return False
    return second in main_titles(one) or first in main_titles(other)


def main_titles(title: str) -> list[str]:
    """What may be the title without its subtitle, as folded words; two of them at least."""
    found = (title_words(title[: match.start()]) for match in _MAIN_TITLE.finditer(title))
    return [each for each in found if " " in each]
