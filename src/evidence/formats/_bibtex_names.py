"""Names in a .bib file: lists joined by "and", each read by its braces before its LaTeX.

Source: N. Markey, "Tame the BeaST", section 11; the biblatex manual, section 3.4
(extended name format).
"""

from __future__ import annotations

import re
from functools import lru_cache

from evidence.domain.names import Name, parse
from evidence.errors import BadInput
from evidence.opening.latex import closing_brace, decode, encode

_AND = re.compile(r"(?<!\S)and(?!\S)", re.IGNORECASE)
_AND_OR_BRACE = re.compile(r"[{}]|(?<!\S)and(?!\S)", re.IGNORECASE)
_SEMICOLON_OR_BRACE = re.compile(r"[{};]")
_COMMA_OR_BRACE = re.compile(r"[{},]")
_SUFFIX = re.compile(r"(?:[JS]n?r|[js]n?r|Esq)\.?|I{2,3}|IV|VI{0,3}|[2-9](?:nd|rd|th)")
_EXTENDED = re.compile(r"\s*\"?(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_READ_FURTHER = frozenset("\\{~=")
_ET_AL = re.compile(r",?\s+et\.? al(?:\.|ia)?\Z", re.IGNORECASE)
_AMPERSAND = re.compile(r"\s\\?&\s")
_REMARK = re.compile(r"\s*\((?:eds?|editors?|hrsg|hg|trans|comp)\.?\)\Z", re.IGNORECASE)
_AL = ("al", "al.", "alia", "AL", "AL.")
_PARTICLES = re.compile(r"(?:[^\W\d_]{1,5}['’]?\s+|['’]t\s+|[dl]['’])+")
_HOMONYM = re.compile(r"(?<=\S)\s+0\d{3}\Z")
_LOWER_T = re.compile(r"(\S.*?)\s(['’]t\s\S.*)")
_LONGEST = 1_000
"""More characters than a name has; what is longer is taken as it stands."""
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[\s-]*){1,4}")
# Unicode's noncharacters stand for what a brace protects while the rest is read.
_WALL, _SPACE, _COMMA, _NARROW = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_PROTECT = str.maketrans({" ": _SPACE, ",": _COMMA, "{": None, "}": None})
_UNPROTECT = str.maketrans({_WALL: None, _SPACE: " ", _COMMA: ",", _NARROW: None})


def split(value: str, pattern: re.Pattern[str]) -> list[str]:
    """`value` at each match of `pattern` outside braces; the pattern matches braces too."""
    parts, depth, start = [], 0, 0
    for found in pattern.finditer(value):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth <= 0:
            parts.append(value[start : found.start()])
            start = found.end()
    return [*parts, value[start:]]


def read_names(value: str) -> tuple[tuple[Name, ...], bool]:
    """The names of a list, and whether it ends in "and others"."""
    pieces = split(value, _AND_OR_BRACE) if "{" in value else _AND.split(value)
    if len(pieces) == 1:
        pieces = _without_and(value)
    names: list[Name] = []
    others = False
    for piece in pieces:
        bare = piece.strip(" \t\n\r,")
        if bare.endswith(_AL):
            shorter = _ET_AL.sub("", f" {bare}").strip()
            others, bare = others or shorter != bare, shorter
        if bare.lower() == "others":
            others = True
        elif len(bare) > _LONGEST:
            names.append(Name(literal=decode(bare)))
        elif bare:
            names.extend(_read(bare if bare[-1:] != "\\" else piece.strip()))
    return tuple(names), others


def _without_and(value: str) -> list[str]:
    """Names between semicolons or ampersands, of which each has the comma of a single name."""
    if ";" in value and "&" not in value:
        return split(value, _SEMICOLON_OR_BRACE)
    if "&" in value and "{" not in value:
        pieces = _AMPERSAND.split(value)
        if all(piece.count(",") == 1 for piece in pieces):
            return pieces
    return [value]


@lru_cache(maxsize=16_384)
def _read(piece: str) -> tuple[Name, ...]:
    """The name, or names without "and" between, that a piece holds."""
    if _READ_FURTHER.isdisjoint(piece):
        return _parse(" ".join(piece.split()))
    if piece[0] == "{" and closing_brace(piece, 0) == len(piece) - 1:
        literal = decode(piece[1:-1])
        return (Name(literal=literal),) if literal else ()
    if _EXTENDED.match(piece):
        return _read_extended(piece)
    return tuple(_bare(name) for name in _parse(decode(_walled(piece))))


def _walled(piece: str) -> str:
    """`piece` with its protected groups as single words that are no particle."""
    if "{" not in piece:
        return piece
    out, at = [], 0
    while (opening := piece.find("{", at)) >= 0:
        end = closing_brace(piece, opening)
        group = piece[opening : end + 1]
        out.append(piece[at:opening])
        command = opening > 0 and re.search(r"\\(?:[a-zA-Z]+\s*|[^a-zA-Z\s])\Z", piece[at:opening])
        inner = group[1:-1]
        if inner.startswith("\\") or command:
            out.append(group)
        elif _is_particled(inner) and (end + 1 == len(piece) or piece[end + 1] in ", "):
            out.append(inner)
        elif re.search(r"[\s,]", inner) or inner[:1].islower():
            plain = decode(group)
            starts = opening == 0 or piece[opening - 1] in " \t\n,~"
            out.append((_WALL if starts else "") + plain.translate(_PROTECT))
        else:
            out.append(group)
        at = end + 1
    out.append(piece[at:])
    return "".join(out)


def _is_particled(inner: str) -> bool:
    """Whether a group is a family name with its particles, which many put in braces."""
    particles = _PARTICLES.match(inner) if inner[:1].islower() and "," not in inner else None
    return particles is not None and inner[particles.end() :][:1].isupper()


def _parse(text: str) -> tuple[Name, ...]:
    if not text.strip(" ,"):
        return ()
    commas = text.count(",")
    text = _plain(text, commas)
    try:
        if commas == 2:
            return (parse(_given_second(text)),)
        if commas > 2:
            return _unjoined(text) or (Name(literal=text),)
        return (parse(text),)
    except BadInput:
        return (Name(literal=text),)


def _plain(text: str, commas: int) -> str:
    """A name without what catalogues put behind it: "(eds.)", DBLP's number of a homonym."""
    if text[-1] == ")":
        text = _REMARK.sub("", text)
    elif text[-1].isdigit():
        text = _HOMONYM.sub("", text)
    if not commas and "t " in text and (parts := _LOWER_T.fullmatch(text)):
        return f"{parts[2]}, {parts[1]}"
    return text


def _given_second(text: str) -> str:
    """ "Family, Jr, Given", BibTeX's order, as "Family, Given, Jr"."""
    family, second, third = (part.strip() for part in text.split(","))
    if not third:
        return f"{family}, {second}"
    if not second:
        return f"{family}, {third}"
    if _SUFFIX.fullmatch(third) and not _SUFFIX.fullmatch(second):
        return text
    return f"{family}, {third}, {second}"


def _unjoined(text: str) -> tuple[Name, ...]:
    """ "Smith, J., Jones, K. L.": pairs with a comma where "and" belongs."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) % 2 or not all(_INITIALS.fullmatch(given) for given in parts[1::2]):
        return ()
    pairs = zip(*[iter(parts)] * 2, strict=True)
    return tuple(parse(f"{family}, {given}") for family, given in pairs)


def _read_extended(piece: str) -> tuple[Name, ...]:
    """ "family=Humboldt, given=Alexander, prefix=von, useprefix=false".

    A part with commas stands in quotation marks: `"family={Robert, Inc.}"`.
    """
    parts: dict[str, str] = {}
    for part in split(piece, _COMMA_OR_BRACE):
        label, _, value = part.strip().removeprefix('"').partition("=")
        parts[label.strip().lower()] = decode(value.strip().strip('"'))
    prefix = parts.get("prefix") or None
    drops = parts.get("useprefix", "false").lower() != "true"
    name = Name(
        family=parts.get("family") or None,
        given=parts.get("given") or None,
        non_dropping_particle=None if drops else prefix,
        dropping_particle=prefix if drops else None,
        suffix=parts.get("suffix") or None,
    )
    if not name.given and name.family and not prefix and not name.suffix:
        return (Name(literal=name.family),)
    return (name,) if name.family or name.given else ()


def _bare(name: Name) -> Name:
    """`name` with what braces protected put back."""
    parts = name.to_csl()
    return Name.from_csl({part: value.translate(_UNPROTECT) for part, value in parts.items()})


def write_names(names: tuple[Name, ...], *, others: bool = False) -> str:
    """A list of names that `read_names` reads back.

    A name of one part comes back as a literal: a .bib file cannot tell them apart.
    """
    return " and ".join([*(_write(name) for name in names), *(["others"] if others else [])])


def _write(name: Name) -> str:
    if name.literal is not None or not name.family or not name.given:
        if name.literal is None and name.family and (name.non_dropping_particle or name.suffix):
            return _extended(name)
        return "{" + encode(name.text) + "}"
    particle, family, given = name.non_dropping_particle or "", name.family, name.given
    plain = Name(family, given, name.non_dropping_particle, name.dropping_particle, name.suffix)
    order = [f"{particle} {family}".strip(), name.suffix or "", given]
    if name.dropping_particle:
        order[2] += f" {name.dropping_particle}"
    text = ", ".join(part for part in order if part)
    written = encode(text)
    if "\\" not in written and _reads_as(written, plain):
        return written
    guarded = [
        " ".join(part for part in (encode(particle), _guard(family)) if part),
        _guard(name.suffix) if name.suffix else "",
        " ".join(part for part in (_guard(given), encode(name.dropping_particle or "")) if part),
    ]
    written = ", ".join(part for part in guarded if part)
    return written if _reads_as(written, plain) else _extended(name)


def _reads_as(written: str, name: Name) -> bool:
    """Whether it is read back as that name, wherever it stands in a list."""
    alone, among = read_names(written), read_names(f"others and {written} and others")
    return alone == ((name,), False) and among == ((name,), True)


def _guard(part: str) -> str:
    """A name's part in braces where its words could be taken for something else."""
    marked = re.search(r"[ ,;]|\A(?:and|others)\Z", part, re.IGNORECASE)
    risky = marked or part[:1].islower() or not part[:1].isalpha()
    if _is_particled(part):
        return "{{" + encode(part) + "}}"
    return "{" + encode(part) + "}" if risky else encode(part)


def _extended(name: Name) -> str:
    prefix = name.non_dropping_particle or name.dropping_particle
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix, "prefix": prefix}
    written = []
    for part, value in parts.items():
        if value:
            inner = encode(value).replace('"', "\\textquotedbl{}")
            text = f"{part}={{{inner}}}"
            written.append(f'"{text}"' if "," in value else text)
    if prefix:
        written.append(f"useprefix={'true' if name.non_dropping_particle else 'false'}")
    return ", ".join(written)
