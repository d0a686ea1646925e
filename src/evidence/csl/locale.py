"""Locales: the terms, dates and habits of a language (CSL 1.0.2 "Locale Files", "Locale").

A term is looked for in the locale asked for, then in the main dialect of its language, then in
American English ("Locale Fallback"). What a style says itself comes before all of them.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from lxml import etree

from evidence.csl.errors import LocaleNotFound

if TYPE_CHECKING:
    from lxml.etree import _Element

PRIMARY: Mapping[str, str] = MappingProxyType(
    {
        "af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB",
        "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE",
        "eu": "eu", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR", "gl": "gl-ES", "he": "he-IL",
        "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "is": "is-IS", "it": "it-IT",
        "ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "la": "la", "lt": "lt-LT", "lv": "lv-LV",
        "mn": "mn-MN", "ms": "ms-MY", "nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO",
        "pa": "pa-PK", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK",
        "sl": "sl-SI", "sr": "sr-RS", "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA",
        "vi": "vi-VN", "zh": "zh-CN",
    }
)  # fmt: skip
"""The main dialect of each language ("Locale Fallback")."""

_TAG = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$")
_FALLBACK = {
    "verb-short": ("verb", "long"),
    "symbol": ("short", "long"),
    "verb": ("long",),
    "short": ("long",),
    "long": (),
}
_LAST_DIGITS = 100


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one form.

    Args:
        single: For one.
        multiple: For several.
        gender: The gender of the noun, if told.
        match: For ordinals, which numbers it is for.
    """

    single: str
    multiple: str
    gender: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True)
class LocalDate:
    """A localized date format (CSL "Localized Date Formats").

    Args:
        attributes: Those of its ``cs:date``.
        parts: Name and attributes of each ``cs:date-part``, in order.
    """

    attributes: Mapping[str, str]
    parts: tuple[tuple[str, Mapping[str, str]], ...]


_Terms = dict[tuple[str, str, str], Term]
"""Terms by name, form and gender form."""


class Locale:
    """The terms, dates and habits that hold for a style in a language.

    Args:
        tag: Language tag.
        terms: By name, form and gender form.
        dates: Localized formats by form.
        options: The attributes of ``cs:style-options``.
    """

    def __init__(
        self,
        tag: str,
        terms: _Terms,
        dates: Mapping[str, LocalDate],
        options: Mapping[str, str],
    ) -> None:
        self.tag = tag
        self.language = tag.partition("-")[0]
        self._terms = terms
        self._dates = dates
        self._options = options
        self.limit_day_ordinals = options.get("limit-day-ordinals-to-day-1") == "true"
        self.punctuation_in_quote = options.get("punctuation-in-quote") == "true"
        self._found: dict[tuple[str, str, bool, str], str | None] = {}

    @staticmethod
    def load(tag: str | None) -> Locale:
        """The locale of a language, with what it falls back on.

        Args:
            tag: "de-AT", "de", "en_GB"; American English where none is told. A language that
                nobody has written a locale for is American English as well.

        Raises:
            LocaleNotFound: Where it is no language tag at all.
        """
        return _loaded(normalized(tag))

    def with_overrides(self, elements: Sequence[_Element]) -> Locale:
        """This locale under what a style says: its ``cs:locale`` elements.

        Args:
            elements: Those for this dialect, for its language, and for any, count in this order.
        """
        terms, dates, options = dict(self._terms), dict(self._dates), dict(self._options)
        found = False
        for wanted in ("", self.language, self.tag):
            for element in elements:
                lang = element.get("{http://www.w3.org/XML/1998/namespace}lang", "")
                if lang == wanted:
                    found = True
                    _read(element, terms, dates, options)
            if wanted == self.language == self.tag:
                break
        return Locale(self.tag, terms, dates, options) if found else self

    def term(
        self, name: str, form: str = "long", plural: bool = False, gender: str = ""
    ) -> str | None:
        """A term.

        Args:
            name: Its CSL name.
            form: ``long``, ``short``, ``symbol``, ``verb`` or ``verb-short``; what is missing
                falls back as CSL says.
            plural: Whether there are several.
            gender: ``masculine`` or ``feminine``, for the form of an ordinal.

        Returns:
            Nothing where it is not defined, an empty text where it is defined so.
        """
        key = (name, form, plural, gender)
        if key not in self._found:
            self._found[key] = self._sought(name, form, plural, gender)
        return self._found[key]

    def _sought(self, name: str, form: str, plural: bool, gender: str) -> str | None:
        for tried in (form, *_FALLBACK.get(form, ("long",))):
            for one in (gender, "") if gender else ("",):
                term = self._terms.get((name, tried, one))
                if term is not None:
                    return term.multiple if plural else term.single
        return None

    def gender(self, name: str) -> str | None:
        """The gender of the noun that a term is, if told."""
        term = self._terms.get((name, "long", ""))
        return term.gender or None if term is not None else None

    def ordinal_suffix(self, number: int, gender: str | None = None) -> str:
        """What makes a number an ordinal: "st" for 1 (CSL "Ordinal Suffixes").

        Args:
            number: The number.
            gender: Of the noun that the ordinal goes with.
        """
        for one in (gender, "") if gender else ("",):
            for name, rule in _ordinal_names(number):
                term = self._terms.get((name, "long", one or ""))
                if term is not None and _matches(term.match, rule, number):
                    return term.single
            for name in ("ordinal", "ordinal-04"):  # CSL 1.0 had the latter for all others
                term = self._terms.get((name, "long", one or ""))
                if term is not None:
                    return term.single
        return ""

    def long_ordinal(self, number: int, gender: str | None = None) -> str | None:
        """A number from 1 to 10 as a word: "first" (CSL "Long Ordinals")."""
        if not 1 <= number <= 10:
            return None
        return self.term(f"long-ordinal-{number:02d}", "long", False, gender or "")

    def date(self, form: str) -> LocalDate | None:
        """A localized date format.

        Args:
            form: ``text`` or ``numeric``.
        """
        return self._dates.get(form)

    @property
    def quotes(self) -> tuple[str, str, str, str]:
        """Opening and closing quotation mark, then those within them."""
        return (
            self.term("open-quote") or "",
            self.term("close-quote") or "",
            self.term("open-inner-quote") or "",
            self.term("close-inner-quote") or "",
        )


def normalized(tag: str | None) -> str:
    """A language tag as CSL writes it: "de-AT".

    Raises:
        LocaleNotFound: Where it is no language tag.
    """
    if not tag:
        return "en-US"
    told = tag.strip().replace("_", "-")
    if not _TAG.match(told):
        raise LocaleNotFound(f"“{tag[:40]}” is no language tag", hint="like en-GB, de or pt-BR")
    language, _, rest = told.partition("-")
    language = language.lower()
    if not rest:
        return PRIMARY.get(language, language)
    region = rest.partition("-")[0]
    return f"{language}-{region.upper() if len(region) == 2 else region}"


def require(tag: str) -> None:
    """Make sure that a language that somebody asked for is there, in one of its dialects.

    Raises:
        LocaleNotFound: it is no language tag, or nobody has written a locale for it.
    """
    wanted = normalized(tag)
    language = wanted.partition("-")[0]
    known = available()
    if wanted not in known and not any(one.partition("-")[0] == language for one in known):
        raise LocaleNotFound(f"there is no locale for “{tag}”", hint="like en-GB, de or pt-BR")


def available() -> tuple[str, ...]:
    """The tags of the locales at hand."""
    place = folder()
    return tuple(sorted(path.stem.removeprefix("locales-") for path in place.glob("locales-*.xml")))


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where the locale files lie: data of the package ``citeproc-py``, none of its code."""
    found = importlib.util.find_spec("citeproc")
    for place in (found.submodule_search_locations or ()) if found is not None else ():
        folder = Path(place) / "data" / "locales"
        if folder.is_dir():
            return folder
    raise LocaleNotFound("the locale files of citeproc-py are missing", hint="reinstall evidence")


@lru_cache(maxsize=32)
def _loaded(tag: str) -> Locale:
    terms: _Terms = {}
    dates: dict[str, LocalDate] = {}
    options: dict[str, str] = {}
    language = tag.partition("-")[0]
    for one in dict.fromkeys(("en-US", PRIMARY.get(language, language), tag)):
        path = folder() / f"locales-{one}.xml"
        if not path.is_file():
            continue
        if one != "en-US":
            options.clear()
        root = etree.fromstring(
            path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True)
        )
        _read(root, terms, dates, options)
    return Locale(tag, terms, dates, options)


def _read(
    element: _Element,
    terms: _Terms,
    dates: dict[str, LocalDate],
    options: dict[str, str],
) -> None:
    """Put a ``cs:locale`` over what is there."""
    ordinals: _Terms = {}
    for child in element:
        name = _local(child)
        if name == "terms":
            for term in child:
                if _local(term) != "term":
                    continue
                key, value = _term(term)
                if _is_ordinal(key[0]):
                    ordinals[key] = value
                else:
                    terms[key] = value
        elif name == "date":
            dates[str(child.get("form", ""))] = _date(child)
        elif name == "style-options":
            options.update({str(k): str(v) for k, v in child.attrib.items()})
    if ordinals:
        # a set of ordinals is of one piece: "Ordinal Suffixes"
        for key in [key for key in terms if _is_ordinal(key[0])]:
            del terms[key]
        terms.update(ordinals)


def _is_ordinal(name: str) -> bool:
    return name == "ordinal" or name.startswith("ordinal-")


def _term(element: _Element) -> tuple[tuple[str, str, str], Term]:
    single = multiple = ""
    parts = {_local(child): child.text or "" for child in element}
    if "single" in parts or "multiple" in parts:
        single = parts.get("single", "")
        multiple = parts.get("multiple", single)
    else:
        single = multiple = element.text or ""
    name = str(element.get("name", ""))
    if name == "sub verbo":
        name = "sub-verbo"
    key = (name, str(element.get("form", "long")), str(element.get("gender-form", "")))
    return key, Term(
        _one_line(single),
        _one_line(multiple),
        str(element.get("gender", "")),
        str(element.get("match", "")),
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", "", text) if "\n" in text else text


def _date(element: _Element) -> LocalDate:
    return LocalDate(
        {str(k): str(v) for k, v in element.attrib.items()},
        tuple(
            (str(child.get("name", "")), {str(k): str(v) for k, v in child.attrib.items()})
            for child in element
            if _local(child) == "date-part"
        ),
    )


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _ordinal_names(number: int) -> tuple[tuple[str, str], ...]:
    """The terms that may fit a number, the most particular first, with their default rule."""
    number = abs(number)
    last_two = f"ordinal-{number % 100:02d}"
    last = f"ordinal-{number % 10:02d}"
    return ((last_two, "last-two-digits"), (last, "last-digit"))


def _matches(match: str, tried: str, number: int) -> bool:
    if match == "whole-number":
        return tried == "last-two-digits" and number < _LAST_DIGITS
    if match == "last-two-digits":
        return tried == "last-two-digits"
    if match == "last-digit":
        return tried == "last-digit"
    return True
