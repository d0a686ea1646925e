"""The names of an author list as printed, in whatever order and dress it has.

Understood are "Drab, L., & Roy, K. A.", "Drab L, Roy KA", "L. Drab and K. A. Roy", "DRAB, Lech;
ROY, Karan", "Drab, Lech, and Karan Roy", "L. DRAB, K.A. ROY", organizations and what mixes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evidence.domain.names import Name

_LETTER = r"[^\W\d_]"
_INITIAL = rf"(?:[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я]{_LETTER}?(?=\.)|[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-Я])"
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽΑ-ΩЁА-Я"
_PARTICLE = (
    r"(?:d[aeiou]s?|del|della|dello|delle|degli|dal|dalla|den|der|des|di|du|la|las|le|los|van|von|vom|ter|"
    r"ten|te|zu|zum|zur|af|av|el|al|bin|ibn|ben|y|e|do|dos|das|of|'t|d[’'])"
)
_ONE = rf"[{_UPPER}](?:h|y|u|r|e|i)?"
_INITIALS = re.compile(
    rf"(?:{_ONE}\.\s?(?:[-‐‑–]\s?)?|[{_UPPER}]\s?[-‐‑–]\s?|[{_UPPER}]\s|{_PARTICLE}\.?\s)*"
    rf"(?:{_ONE}\.?|[{_UPPER}]{{1,5}})(?:\s+{_PARTICLE})*\.?"
)
_TRAILING = re.compile(
    rf"(?P<family>.*?[^\s.,{{}}-])\s+(?P<given>(?:[{_UPPER}]\.[\s-]?)+(?:[{_UPPER}]\.?)?"
    rf"|[{_UPPER}]{{1,4}}(?:\s+{_PARTICLE}(?:\s+[{_UPPER}]{{1,3}})?)*"
    rf"|[{_UPPER}](?:[\s‐‑–-][{_UPPER}]){{1,3}}|[{_UPPER}]{{1,3}}[-‐‑–][{_UPPER}]{{1,3}})"
    rf"(?:\s+(?P<suffix>Jr|Sr|Júnior|Junior|Filho|Neto|2nd|3rd|II|III|IV)\.?)?"
)
_LEADING = re.compile(
    rf"(?P<given>(?:{_ONE}\.\s?[-‐‑–]?\s?|[{_UPPER}]\s(?=[{_UPPER}]))+(?:{_LETTER}+\s+(?:{_ONE}\.\s?)+)*)(?P<family>\S.*)"
)
_GLUED = re.compile(
    rf"(?P<family>(?:{_PARTICLE}\s)*[^\W\d_][^\s\d.,]*[a-zà-öø-ÿ])(?P<given>[{_UPPER}]{{1,4}})"
)
_RUN_WORD = rf"[{_UPPER}](?:['’][{_UPPER}])?[a-zà-öø-ÿ][^\W\d_]*"
_RUN = re.compile(
    rf"(?P<family>(?:{_PARTICLE}\s)*{_RUN_WORD}(?:[-‐‑ ]{_RUN_WORD})*)"
    rf"\s(?P<given>[{_UPPER}]{{1,3}}?(?:-[{_UPPER}])?)(?=\s|$|[{_UPPER}][a-zà-öø-ÿ]|[.:;])\s*"
)
_SUFFIX = re.compile(
    r"(?:Jr|Sr|jr|sr|JR|SR|Júnior|Junior|JÚNIOR|JUNIOR|Filho|FILHO|Neto|NETO|Sobrinho|2nd|3rd|II|III|IV)\.?"
)
_ET_AL = re.compile(
    r"[\s,;]*(?:\b(?:and|e|y|&)\s+)?(?:\bet\.?\s*al\b\.?|\be\s+col\b\.|\by\s+cols?\b\.|\band\s+others\b|"
    r"\be\s+outros\b|\by\s+otros\b|\bu\.\s?a\.|…|\.\.\.|"
    r"\bon behalf of\b.*|\bfor the\b.*)[\s.,;:)]*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"[\s,;]*[(\[]?\b(?:eds?|editors?|orgs?|organizers?|organizador(?:es|as?)?|coords?|"
    r"coordinador(?:es|as?)?|coordenador(?:es|as?)?|hrsg|trans|translators?|trads?|comps?|dirs?"
    r"|editor\s?\(es\)|coord\s?\(s\)|org\s?\(s\))\b\.?(?:\(s\))?[)\]]?[\s.,;:]*$",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:,\s*)?(?:(?<![^\s,.;])(?:and|und|et|e|y|en|og|och|i|ve)(?=\s)|&(?:amp;)?)\s*",
    re.UNICODE,
)
_ORGANIZATION = re.compile(
    r"\b(?:of|for|the|on|und|für|sur|pour|para|and)\b|\d|\b(?:univers\w*|institut\w*|minist\w*|organi[sz]a\w*|"
    r"associa\w*|asociaci\w*|societ\w*|soci[eé]\w*|comiss\w*|comisi\w*|commission|committee|comit\w*|"
    r"consort\w*|council|conselho|consejo|federa\w*|funda\w*|foundation|government|governo|gobierno|"
    r"agency|ag[eê]ncia\w*|agencia|bank|banco|cent(?:er|re|ro)|department\w*|departament\w*|secretari\w*|"
    r"group|grupo|team|network|initiative|project|program\w*|collaborat\w*|investigators|study|trial|"
    r"press|news|office|bureau|board|union|uni[aã]o|nations|world|european|national|nacional|"
    r"international|internacional|brasil|brazil|ltda?|inc|corp\w*|company|gmbh|laborat\w*|working|"
    r"c[aâ]mara|senado|supremo|tribunal|presid[eê]ncia|rep[uú]blica|estado|instituto|sistema|survey)\b",
    re.IGNORECASE,
)  # fmt: skip
_WITH_ACRONYM = re.compile(rf"[{_UPPER}]{{2,8}}\s[-–—]\s[^,;]+$")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def people(text: str) -> tuple[Name, ...]:
    """The names of a list, in order; what stands for unnamed others ("et al.") is left out."""
    plain = " ".join(text.split()).strip(" ,;:&")
    plain = _ROLE.sub("", plain)
    while (shorter := _ET_AL.sub("", plain)) != plain:
        plain = shorter
    plain = re.sub(r"\s*\.{2,}", ".", re.sub(r"[\s,;]+(?:[Ii]n|[Ee]m):?$", "", plain))
    plain = re.sub(r"^(?:by|por|In:?|Em:?|and|&)\s+", "", plain).strip(" ,;:([")
    if not plain or not any(sign.isalpha() for sign in plain):
        return ()
    if _is_whole(plain):
        return (Name(literal=plain.strip(" .") if not plain.endswith((".)", "c.")) else plain),)
    if ";" in plain:
        names: list[Name] = []
        for part in plain.split(";"):
            part = re.sub(r"^\s*(?:and|&|e|y)\s+", "", part).strip(" ,")
            if part:
                names += _of_part(part)
        return tuple(names)
    if "," not in plain and (run := _run(plain)):
        return run
    return tuple(_of_commas(plain))


def _run(text: str) -> tuple[Name, ...]:
    """The names of a list that nothing parts but its initials: "Ito K Hotta Y"."""
    names: list[Name] = []
    at = 0
    while match := _RUN.match(text, at):
        names.append(_with_particle(match["family"], match["given"]))
        at = match.end()
    return tuple(names) if len(names) > 1 and not text[at:].strip(" .:;") else ()


def _of_part(part: str) -> list[Name]:
    """The names between two semicolons: one, in most lists."""
    if part.count(",") == 1 and not _AND.search(part):
        family, given = (each.strip() for each in part.split(","))
        if given and not _is_whole(part):
            return [_inverted(family, given)]
    return list(_of_commas(part)) if not _is_whole(part) else [Name(literal=part)]


def _is_whole(text: str) -> bool:
    """Whether a text is one organization's name."""
    if _WITH_ACRONYM.match(text):
        return True
    bare = _BRACKETED.sub("", text)
    if re.search(r"[^\W\d_]\.", bare) and re.search(rf"[\s,.][{_UPPER}]\.", bare):
        return False
    if "," in bare and _TRAILING.fullmatch(bare.split(",")[0].strip()):
        return False
    first = bare.split(",")[0]
    return bool(_ORGANIZATION.search(first)) and not _INITIALS.fullmatch(
        bare.split(",")[1].strip() if "," in bare else "x"
    )


def _of_commas(text: str) -> list[Name]:
    parts, joined = _parts(text)
    names: list[Name] = []
    at = 0
    while at < len(parts):
        part, after = parts[at], parts[at + 1] if at + 1 < len(parts) else ""
        before_and = at + 1 in joined
        if _SUFFIX.fullmatch(part) and names and names[-1].family:
            names[-1] = _suffixed(names[-1], part)
            at += 1
            continue
        if after and not before_and and _is_given(part, after, first=not names):
            name = _inverted(part, after)
            at += 2
            if at < len(parts) and _SUFFIX.fullmatch(parts[at]):
                name = _suffixed(name, parts[at])
                at += 1
            names.append(name)
            continue
        names.append(_one(part))
        at += 1
    return names


def _parts(text: str) -> tuple[list[str], set[int]]:
    """What stands between commas and conjunctions, and which parts follow a conjunction."""
    parts: list[str] = []
    joined: set[int] = set()
    for piece in re.split(r",(?!\s*(?:Inc|Ltd|LLC)\b)", text):
        inner = [each.strip(" ,") for each in _AND.split(f" {piece} ")]
        if _keeps_and(piece, inner):
            inner = [piece.strip()]
        led = not inner[0]
        inner = [each for each in inner if each]
        for number, each in enumerate(inner):
            if number or led:
                joined.add(len(parts))
            parts.append(each)
    return parts, joined


def _keeps_and(piece: str, inner: Sequence[str]) -> bool:
    """Whether "e", "y", "i" stand within one name ("Ortega y Gasset")."""
    if len(inner) != 2 or not all(inner) or "&" in piece:
        return False
    word = re.search(r"\s(and|und|et|e|y|en|og|och|i|ve)\s", f" {piece} ")
    if word is None or word[1] in {"and", "und", "et", "og", "och"}:
        return False
    return len(inner[0].split()) == 1 and len(inner[1].split()) == 1


def _is_given(family: str, given: str, *, first: bool) -> bool:
    """Whether a part is the given names of the part before it."""
    if _SUFFIX.fullmatch(given):
        return False
    if _INITIALS.fullmatch(given):
        return not (_TRAILING.fullmatch(family) and _has_initials(family))
    if _LEADING.fullmatch(family) or _has_initials(family) or _GLUED.fullmatch(family):
        return False
    words = given.split()
    if len(family.split()) == 1 and len(words) <= 3 and first and words[0][:1].isupper():
        # "Drab, Lech, and Karan Roy"; but "Drab, Roy and Sen" are three people
        return not given.isupper() or family.isupper()
    if family.isupper() and not given.isupper() and len(words) <= 4:
        return True
    return bool(
        re.fullmatch(rf"[{_UPPER}]{_LETTER}+(?:\s+(?:[{_UPPER}]\.\s?)+)(?:\s*{_PARTICLE})*", given)
    )


def _has_initials(text: str) -> bool:
    match = _TRAILING.fullmatch(text)
    return match is not None and not (text.isupper() and len(match["given"]) > 3)


def _one(part: str) -> Name:
    """One name that no comma parts."""
    part = part.strip(" ,;")
    if _is_whole(part):
        return Name(literal=part)
    direct = _LEADING.fullmatch(part)
    if direct:
        family = direct["family"].strip(" .")
        words = family.split()
        if words and _SUFFIX.fullmatch(words[-1]) and len(words) > 1:
            return Name(
                family=" ".join(words[:-1]), given=direct["given"].strip(), suffix=words[-1]
            )
        return _with_particle(family, direct["given"].strip())
    trailing = _TRAILING.fullmatch(part) or _TRAILING.fullmatch(part.rstrip("."))
    if trailing is None and (glued := _GLUED.fullmatch(part)):
        return _with_particle(glued["family"], glued["given"])
    if trailing:
        return _with_particle(trailing["family"], trailing["given"], trailing["suffix"])
    words = part.strip(". ").split()
    if len(words) == 1 or (part.isupper() and len(words) < 3 and len(part) < 8):
        return (
            Name(literal=part)
            if len(words) > 1
            else Name(family=words[0])
            if words
            else Name(literal=part)
        )
    start = len(words) - 1
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        return _with_particle(" ".join(words[-2:-1]), " ".join(words[:-2]), words[-1])
    while start > 1 and re.fullmatch(_PARTICLE, words[start - 1]):
        start -= 1
    return _with_particle(" ".join(words[start:]), " ".join(words[:start]))


def _inverted(family: str, given: str) -> Name:
    words = given.strip().split()
    kept = len(words)
    while kept > 1 and re.fullmatch(rf"{_PARTICLE}\.?", words[kept - 1]):
        kept -= 1
    made = _with_particle(family.strip(" ."), " ".join(words[:kept]))
    tail = " ".join(words[kept:]).strip(".")
    if not tail:
        return made
    return Name(
        family=made.family, given=made.given, non_dropping_particle=made.non_dropping_particle,
        dropping_particle=tail, suffix=made.suffix,
    )  # fmt: skip


def _with_particle(family: str, given: str, suffix: str | None = None) -> Name:
    words = family.split()
    at = 0
    while at < len(words) - 1 and re.fullmatch(_PARTICLE, words[at]):
        at += 1
    rest = " ".join(words[at:])
    if (
        suffix is None
        and len(words) > 1
        and _SUFFIX.fullmatch(words[-1])
        and words[-1][0] not in "FNSJfnsj2"
    ):
        rest, suffix = " ".join(words[at:-1]), words[-1]
    return Name(
        family=rest or family, given=given.strip(" ,") or None,
        non_dropping_particle=" ".join(words[:at]) or None, suffix=suffix,
    )  # fmt: skip


def _suffixed(name: Name, suffix: str) -> Name:
    return Name(
        name.family, name.given, name.non_dropping_particle, name.dropping_particle, suffix.strip()
    )
