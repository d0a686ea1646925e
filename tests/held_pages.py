"""Held files with pages, for tests that find passages on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from evidence.domain.vocabulary import AnnotationKind
from evidence.services import annotations as notes
from evidence.services import sources
from evidence.services.work import Work, writing
from evidence.store import models as m
from support import ACTOR, article

RIVER = (
    "Chapter 2\n\nThe river floods every spring. In 1994 the bridges of Kenya were carried\n"
    "away by heavy floods. Nobody rebuilt them.\n\n27"
)
MARKET = "The market of the town opens at dawn. Traders pay a small fee."


def hold(
    work: Work, source: str, texts: Iterable[str], page_map: list[object] | None = None
) -> str:
    """Hold a file with these pages as a copy of a work."""
    number = len(work.scalars(select(m.Document.id)).all()) + 1
    document = m.Document(
        key=f"D{number:02}",
        sha256=f"{number:064}",
        size=1,
        media_type="application/pdf",
        name="file.pdf",
        time=datetime.now(UTC),
        reading="read",
    )
    held = work.scalars(select(m.Source).where(m.Source.key == source)).one()
    document.works.append(m.DocumentSource(source=held, page_map=page_map))
    work.add(document)
    for index, text in enumerate(texts):
        start = text.find("\n\n") + 2 if text.startswith("Chapter") else 0
        end = text.rfind("\n\n") if start else len(text)
        work.add(
            m.Page(
                document=document,
                index=index,
                status="text",
                text=text,
                body_start=start,
                body_end=end,
            )
        )
    work.flush()
    return document.key


def make_library(path: Path) -> Path:
    """Enter two works: of one two pages are held, of the other an abstract and a note.

    Of a third one nothing is held but its title.
    """
    with writing(path, ACTOR) as work:
        floods = sources.add(work, article("Floods", family="Omondi"))
        rain = sources.add(
            work,
            article(
                "Rain",
                family="Abebe",
                abstract="Rain falls in spring. Floods follow rain in Uganda.",
            ),
        )
        sources.add(work, article("Floods and bridges without any text", family="Nobody"))
        hold(work, floods, [MARKET, RIVER], [[0, 2, "26"]])
        notes.add(work, source=rain, kind=AnnotationKind.NOTE, text="Good on spring floods.")
    return path
