"""A database with a paper of quotations and held files, and hands to fill it, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evidence.domain.pages import PageText, Reading
from evidence.domain.records import CitationItem, Service
from evidence.domain.vocabulary import (
    ClaimKind,
    DocumentStatus,
    LocatorLabel,
    PageStatus,
    Resolution,
)
from evidence.services import citations, claims, pages, papers, sources, verifying
from evidence.services.verifying import Looked, Verification
from evidence.services.work import reading, writing
from support import acting, article, number_of

RIVER = "The river is a border that nobody drew and everybody crosses"
TRADE = "Trade across the bridge fell by 14 per cent in a single winter"
FERRY = "The ferryman kept his accounts in a notebook bound with string"
FILLER = "Snow lay on the hills and the roads were closed until late in the spring"
TEXTS = (f"{FILLER}.", f"{RIVER}. {FILLER}.", f"{TRADE}. {FILLER}.", f"{FERRY}.")


@dataclass(frozen=True)
class Desk:
    """A database with a paper, and hands to fill it."""

    database: Path
    folder: Path

    def work(self, title: str = "Rivers") -> str:
        """Add a work; gives its key."""
        with writing(self.database, acting("source add")) as work:
            return sources.add(work, article(title))

    def hold(
        self,
        source: str,
        texts: Sequence[str] = TEXTS,
        *,
        labels: str | None = "1-=106",
        status: DocumentStatus = DocumentStatus.READ,
        name: str = "a.pdf",
    ) -> str:
        """Attach a file of these pages; gives its key."""
        file = self.folder / name
        file.write_text(f"%PDF-1.4 {source} {name}")
        read = Reading(status, page_texts(texts) if status is DocumentStatus.READ else (), "pdf 1")
        given = pages.FileReading(hashlib.sha256(file.read_bytes()).hexdigest(), read)
        with writing(self.database, acting("document add")) as work:
            held = pages.add(
                work,
                self.database,
                source,
                [(file, given)],
                labels=labels if status is DocumentStatus.READ else None,
            )
        return held[0].attached.document.key

    def quote(self, words: str, *items: CitationItem, sentence: int = 1) -> str:
        """State a claim that quotes, and cites; gives its key."""
        with writing(self.database, acting("claim add")) as work:
            citation = citations.add(
                work,
                paper="mine",
                text=f"(cited {sentence})",
                section="Body",
                paragraph=1,
                sentence=sentence,
                items=list(items),
            )
            return claims.add(
                work,
                paper="mine",
                statement="Somebody says so.",
                kind=ClaimKind.QUOTATION,
                section="Body",
                paragraph=1,
                sentence=sentence,
                quoted=words,
                citations=[Service(citation, False)],
            )

    def look(self, *keys: str, again: bool = False) -> Verification:
        """Look, and keep nothing."""
        with reading(self.database) as session:
            return verifying.look(session, verifying.chosen(session, keys), again=again)

    def one(self, *keys: str) -> Looked:
        """Look for what is one quotation in one work."""
        (looked,) = self.look(*keys).looked
        return looked

    def verify(self, *keys: str, again: bool = False) -> int:
        """Look and keep; gives how many outcomes changed."""
        found = self.look(*keys, again=again)
        with writing(self.database, acting("verify")) as work:
            return verifying.save(work, found)

    def activities(self) -> int:
        """How many activities the log has."""
        return number_of(self.database, "activity")


def page_texts(texts: Sequence[str]) -> tuple[PageText, ...]:
    return tuple(
        PageText(index, text, PageStatus.TEXT if text else PageStatus.EMPTY, 0, len(text))
        for index, text in enumerate(texts)
    )


def cited(
    *keys: str,
    locator: str | None = None,
    label: LocatorLabel = LocatorLabel.PAGE,
    resolution: Resolution = Resolution.RESOLVED,
) -> CitationItem:
    """What a citation names: one work, or candidates."""
    settled = resolution is Resolution.RESOLVED
    return CitationItem(
        ("Curie",),
        "1903",
        locator,
        label if locator else None,
        locator,
        resolution,
        keys[0] if settled else None,
        () if settled else keys,
    )


def desk(database: Path, folder: Path) -> Desk:
    """A database with a paper, `mine`, that says nothing yet."""
    with writing(database, acting("paper add")) as work:
        papers.add(work, article("A paper of mine", family="Roe"), key="mine")
    return Desk(database, folder)
