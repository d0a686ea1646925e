"""A citation to put into a text: as a style writes it, or as pandoc, LaTeX or Typst want it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from evidence.csl import Cite, Entry, Runs
from evidence.csl.locale import Locale
from evidence.csl.numbers import is_plural
from evidence.domain.vocabulary import LocatorLabel, Resolution
from evidence.errors import BadInput, NotFound
from evidence.services import citations, claims, formatting, sources
from evidence.store import models as m
from evidence.store.queries.sources import SourceFilter

MARKUPS = ("pandoc", "latex", "typst")
"""What writes keys into a text, and leaves the style to another program."""

_CLAIM = re.compile(r"[Cc]\d+")


def cites(
    session: Session,
    keys: Sequence[str],
    locator: str | None = None,
    label: LocatorLabel | None = None,
) -> tuple[Cite, ...]:
    """The works to cite for some keys.

    A claim stands for the works that its citations name and, where it has none, for those
    that evidence ties to it, each with its locator.

    Args:
        keys: of works, or of claims (C014).
        locator: where in the work; for one work only.
        label: what the locator counts, pages where none is told.

    Raises:
        NotFound: there is no such work or claim.
        BadInput: nothing is cited for a claim, what is cited is not known, or a locator is
            told for several works.
    """
    found: list[Cite] = []
    for key in keys:
        if _CLAIM.fullmatch(key) and not _is_source(session, key):
            found += _of_claim(session, key.upper())
        else:
            found.append(Cite(sources.get(session, key).key))
    found = list(dict.fromkeys(found))
    if locator is None:
        return tuple(found)
    if len({cite.id for cite in found}) > 1:
        raise BadInput(
            "a locator belongs to one work, and these are several",
            hint=f"cite one of {', '.join(dict.fromkeys(cite.id for cite in found))}",
        )
    return (Cite(found[0].id, locator, str(label or LocatorLabel.PAGE)),)


def _is_source(session: Session, key: str) -> bool:
    return session.scalar(select(m.Source.id).where(m.Source.key == key)) is not None


def _of_claim(session: Session, key: str) -> list[Cite]:
    claim = claims.get(session, key)
    cited: list[Cite] = []
    unknown: list[str] = []
    held = citations.by_key(session, [service.citation for service in claim.services])
    for service in claim.services:
        for item in held[service.citation].items:
            if item.resolution in (Resolution.RESOLVED, Resolution.CONFLICT) and item.source:
                label = str(item.label or LocatorLabel.PAGE)
                cited.append(Cite(item.source, item.locator or "", label))
            else:
                unknown.append(held[service.citation].text)
    if not cited and not unknown:
        cited = [
            Cite(link.source, link.locator or "", str(link.label or LocatorLabel.PAGE))
            for link in claim.evidence
        ]
    if not cited:
        if unknown:
            raise BadInput(
                f"{key} cites {unknown[0]}, and which work that is, is not known",
                hint="evidence citation resolve settles it",
            )
        raise BadInput(f"{key} has no citation and no evidence", hint=f"evidence find {key}")
    return cited


def styled(
    session: Session, wanted: Sequence[Cite], style: str | None, locale: str | None
) -> tuple[Runs, tuple[Entry, ...]]:
    """A citation as a style writes it, and the entries of its works.

    Only what is cited is told apart: a year's suffix belongs to a whole reference list.

    Raises:
        StyleNotFound, BadStyle, LocaleNotFound.
    """
    keys = tuple(dict.fromkeys(cite.id for cite in wanted))
    works = formatting.items(sources.listing(session, SourceFilter(keys=keys)))
    made, _chosen = formatting.processor(works, style, locale)
    citation = formatting.cluster(made, wanted)
    return citation, made.bibliography().entries


def keyed(wanted: Sequence[Cite], markup: str) -> str:
    """A citation by keys.

    Args:
        wanted: the works.
        markup: one of `MARKUPS`: ``[@drab2018, p. 59]``, ``\\autocite[59]{drab2018}``
            (biblatex), ``#cite(<drab2018>, supplement: [p. 59])``.

    Raises:
        NotFound: there is no such markup.
    """
    if markup == "pandoc":
        return f"[{'; '.join(_pandoc(cite) for cite in wanted)}]"
    if markup == "latex":
        if len(wanted) == 1:
            return f"\\autocite{_latex(wanted[0])}"
        return f"\\autocites{''.join(_latex(cite) for cite in wanted)}"
    if markup == "typst":
        return " ".join(_typst(cite) for cite in wanted)
    raise NotFound.among("markup", markup, MARKUPS, listing="evidence cite --help")


def _term(cite: Cite) -> str:
    """A locator with its English term, as pandoc and Typst take it."""
    label = cite.label or "page"
    term = Locale.load("en-US").term(label, "short", is_plural(cite.locator))
    return f"{term} {cite.locator}" if term else cite.locator


_PANDOC_KEY = re.compile(r"\w(?:[\w]|[:.#$%&\-+?<>~/](?=\w))*")


def _pandoc(cite: Cite) -> str:
    key = f"@{cite.id}" if _PANDOC_KEY.fullmatch(cite.id) else f"@{{{cite.id}}}"
    if not cite.locator:
        return key
    located = re.sub(r"([\\`*_\[\]{}<>;^~$|@])", r"\\\1", _term(cite))
    return f"{key}, {located}"


def _latex(cite: Cite) -> str:
    note = ""
    if cite.locator:
        text = cite.locator if (cite.label or "page") == "page" else _term(cite)
        text = re.sub(r"\s*[-–]\s*", "--", text)
        text = re.sub(r"([\\{}#$%&_^~])", _escaped, text)
        note = f"[{{{text}}}]" if "]" in text or "[" in text else f"[{text}]"
    return f"{note}{{{cite.id}}}"


_LATEX = {"\\": "\\textbackslash{}", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}"}


def _escaped(found: re.Match[str]) -> str:
    return _LATEX.get(found[0], f"\\{found[0]}")


_TYPST_LABEL = re.compile(r"[A-Za-z_][\w\-.:]*")


def _typst(cite: Cite) -> str:
    if _TYPST_LABEL.fullmatch(cite.id):
        label = f"<{cite.id}>"
    else:
        text = cite.id.replace("\\", "\\\\").replace('"', '\\"')
        label = f'label("{text}")'
    if not cite.locator:
        return f"#cite({label})"
    located = re.sub(r"([\\\[\]#*_`$<>@~])", r"\\\1", _term(cite))
    return f"#cite({label}, supplement: [{located}])"
