"""Every way in which a service writes, on the seeded database, for tests that hold for all."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from evidence.domain.items import Item
from evidence.domain.names import Name
from evidence.domain.pages import PageText, Reading
from evidence.domain.records import CitationItem, Service
from evidence.domain.vocabulary import (
    AnnotationKind,
    ClaimKind,
    DocumentStatus,
    Fidelity,
    IdentifierScheme,
    LocatorLabel,
    LookUpOutcome,
    MatchStatus,
    Origin,
    Resolution,
    Stance,
    Veracity,
)
from evidence.lookup import Answer, Notice, Outcome
from evidence.services import (
    adding,
    bibliographies,
    broken,
    citations,
    claims,
    databases,
    documents,
    find,
    links,
    looking_up,
    merging,
    page_maps,
    pages,
    papers,
    references,
    refreshing,
    sources,
    waivers,
)
from evidence.services import annotations as notes
from evidence.services.importing import Given
from evidence.services.work import Actor, Work, writing
from evidence.store import models as m
from support import ACTOR, PAPER, acting, article, migrate

RELEASED = Path(__file__).parent / "migrations" / "databases"
"""The databases that releases left."""
TEXT = """Abstract

One sentence that nobody wrote. Another one, which follows it.

Introduction

The third stands under a heading of its own.
"""


@dataclass(frozen=True, slots=True)
class Write:
    """One write: what it is called, what it does, and what must have been done before."""

    name: str
    act: Callable[[Work], object]
    before: tuple[Callable[[Work], object], ...] = ()
    actor: Actor = field(default=ACTOR)

    def prepare(self, database: Path) -> None:
        """Do what must have been done before, each step as its own command."""
        for step in self.before:
            with writing(database, acting("prepare")) as work:
                step(work)

    def run(self, database: Path, *, dry_run: bool = False) -> None:
        """Do it, as one command."""
        with writing(database, self.actor, dry_run=dry_run) as work:
            self.act(work)

    def __str__(self) -> str:
        return self.name


def _missing(name: str) -> CitationItem:
    return CitationItem((name,), "1999", None, None, None, Resolution.MISSING, None)


def _resolved(key: str) -> CitationItem:
    return CitationItem(
        ("Drab",), "2018", "60", LocatorLabel.PAGE, "p. 60", Resolution.RESOLVED, key
    )


def _ambiguous(*keys: str) -> CitationItem:
    return CitationItem(
        ("Roy",), "2022", None, None, None, Resolution.AMBIGUOUS, None, candidates=keys
    )


def _edit_source(work: Work) -> None:
    sources.edit(
        work,
        "drab2018",
        values={
            "title": "Defence diplomacy, anew",
            "DOI": "10.1000/anew",
            "author": (Name(family="Drab", given="L."), Name(literal="A Ministry")),
            "accessed": "2026-11-22",
        },
        clear=("volume",),
    )


def _add_claim(work: Work) -> str:
    return claims.add(
        work,
        paper=PAPER,
        statement="Snow falls in Dushanbe.",
        kind=ClaimKind.FACT,
        section="Introduction",
        paragraph=2,
        sentence=5,
        quoted="snow falls",
        citations=[Service("T01", inferred=False)],
    )


def _add_link(work: Work) -> str:
    return links.add(
        work,
        claim="C026",
        source="thomas2021",
        stance=Stance.DISPUTES,
        locator="pp. 10–11",
        note="It says otherwise.",
        quotation="quite otherwise",
    )


def _assess_again(work: Work) -> None:
    claims.assess(work, "C026", Veracity.REFUTED, "On second thoughts.")


def _assess(work: Work) -> None:
    claims.assess(work, "C026", Veracity.SUPPORTED, "It looks so.")


def _assess_on_evidence(work: Work) -> None:
    found = links.Found("thomas2021", "p. 10", None, "quite so")
    claims.assess(work, "C026", Veracity.SUPPORTED, "It says so.", found)


def _waive(work: Work) -> None:
    waivers.waive(work, "EV201", "T10", "The author mends it.")


def _tag(work: Work) -> None:
    sources.tag(work, "drab2018", ["to read", "fact-check"])


def _annotate(work: Work) -> str:
    return notes.add(work, source="drab2018", kind=AnnotationKind.NOTE, text="Two\n\nparagraphs.")


def _database(work: Work) -> Path:
    """The file that a session writes."""
    return Path(work.connection().exec_driver_sql("PRAGMA database_list").one()[2])


def _attach(work: Work) -> None:
    documents.attach(work, _database(work), "drab2018", [Path(__file__)])


def _link(work: Work) -> None:
    documents.attach(work, _database(work), "drab2018", [Path(__file__)], link=True)


def _share(work: Work) -> None:
    documents.attach(work, _database(work), "thomas2021", [Path(__file__)])


def _read(work: Work) -> None:
    pages.read(work, _database(work), "D01")


def _read_text(work: Work) -> None:
    """Attach and read a file of three pages."""
    folder = _database(work).parent
    file = folder / "rays.txt"
    file.write_text("One sentence that nobody wrote.\n\fAnother one.\n\fThe third.\n")
    (given,) = pages.prepare_files(work, [file])
    pages.add(work, _database(work), "drab2018", [(file, given)], link=True, first_page="57")


def _read_text_anew(work: Work) -> None:
    """Read it as a later reader might: a page is another, one is more, one is gone."""
    held = pages.texts(work, "D01")
    changed = replace(held[0], text="One sentence, read anew.", end=None)
    more = PageText(index=2, text="The last.", label="59")
    reading = Reading(DocumentStatus.READ, (changed, more), "text 2")
    sha256 = documents.get(work, _database(work), "D01").sha256
    given = pages.FileReading(sha256, reading)
    pages.read(work, _database(work), "D01", anew=True, given=given)


def match(work: Work) -> None:
    """Note where two quotations stand, one of a claim and one of a link."""
    document = find.record(work, m.Document, "D01")
    for subject in (m.Quotation.claim_id, m.Quotation.evidence_link_id):
        quotation = work.scalars(select(m.Quotation).where(subject.is_not(None))).first()
        if quotation is None or quotation.matches:
            continue
        for copy in document.works:
            quotation.matches.append(
                m.QuotationMatch(
                    source_id=copy.source_id,
                    document_id=document.id,
                    status=str(MatchStatus.EXACT),
                    page=0,
                    end_page=0,
                    page_label="57",
                    start=4,
                    end=12,
                    exact="sentence",
                    prefix="One ",
                    suffix=" that",
                    on_page=True,
                    splice=False,
                    basis="a fingerprint",
                    time=datetime(2026, 11, 23, tzinfo=UTC),
                )
            )


def _relabel(work: Work) -> None:
    page_maps.relabel(work, "D01", labels="1-2=i-ii,3=1")


def _share_text(work: Work) -> None:
    file = _database(work).parent / "rays.txt"
    pages.add(work, _database(work), "thomas2021", [(file, None)], link=True)


BIB = """@article{rays, author = {Curie, Marie}, title = {Radioactive substances and their rays},
  journal = {Annals}, year = 1903, doi = {10.1000/rays}, keywords = {rays}, annote = {A note.}}
@book{drab, author = {Drab, Lech}, title = {Never closed, year = 2018}
"""


def _import(work: Work, text: str = BIB) -> None:
    given = bibliographies.read(text.encode(), from_="bibtex")
    adding.add(work, _database(work), [given], adding.Wanted(tags=("imported",)))


def _import_more(work: Work) -> None:
    _import(work, BIB.replace("year = 1903", "year = 1903, volume = 3, issn = {0378-5955}"))


def _look_up(work: Work) -> None:
    answer = Answer(
        Outcome.NOT_INDEXED, "crossref", "https://api.crossref.org/works/10.1/a", datetime.now(UTC)
    )
    asked = looking_up.Asked(IdentifierScheme.DOI, "10.1/a", answer)
    looked = looking_up.Looked(
        "10.1/a", IdentifierScheme.DOI, "10.1/a", (asked,), None, asked.outcome
    )
    adding.add(work, _database(work), [], adding.Wanted(), looked_up=[looked])
    looking_up.keep(work, looked, "drab2018")


def _refresh(work: Work) -> None:
    notice = Notice("retraction", "10.1000/notice", "2023-04-22", "A notice", "publisher")
    given = Item("article-journal", {"DOI": "10.1000/radium", "volume": "9", "page": "1-2"})
    url = "https://api.crossref.org/works/10.1000%2Fradium"
    answer = Answer(Outcome.FOUND, "crossref", url, datetime(2026, 3, 1, tzinfo=UTC))
    looked = looking_up.Looked(
        "10.1000/radium",
        IdentifierScheme.DOI,
        "10.1000/radium",
        (looking_up.Asked(IdentifierScheme.DOI, "10.1000/radium", answer),),
        Given(given, Origin.LOOK_UP, "Crossref, 2026-03-01", url),
        LookUpOutcome.FOUND,
        notices=(notice,),
    )
    target = refreshing.Target("drab2018", sources.get(work, "drab2018").item, ())
    refreshing.refresh(work, [refreshing.Comparison(target, (looked,))], refreshing.whole)


def _entry(work: Work) -> str:
    return references.add(
        work, paper=PAPER, section="References", raw="Curie 1903.", sources=["drab2018"]
    )


def _citation(work: Work) -> str:
    return citations.add(
        work,
        paper=PAPER,
        text="(Drab 2018, p. 60; Nobody 1999; Roy 2022)",
        section="Introduction",
        paragraph=2,
        sentence=5,
        items=[_resolved("drab2018"), _missing("Nobody"), _ambiguous("roy2022", "pti2015")],
    )


def _unquote(work: Work) -> None:
    """Take out the claim of a quotation that was looked for."""
    matched = m.Quotation.matches.any()
    key = work.scalar(select(m.Claim.key).join(m.Quotation).where(matched))
    claims.edit(work, key or "none", {"quoted": None})


def _values(name: str, value: object) -> dict[str, object]:
    return {name: value}


WRITES = (
    Write("source add", lambda w: sources.add(w, article("Radium"), tags=["physics", "x"])),
    Write(
        "source add many",
        lambda w: sources.add_many(
            w, [article(f"Radium {n}", year=str(1900 + n)) for n in range(9)]
        ),
    ),
    Write("source edit", _edit_source),
    Write("source edit key", lambda w: sources.edit(w, "drab2018", new_key="drab-2018-anew")),
    Write("source edit key of a paper", lambda w: sources.edit(w, PAPER, new_key="yadav-anew")),
    Write(
        "source replace",
        lambda w: sources.replace(w, "thomas2021", Item("book", {"title": "Another book"})),
    ),
    Write("source tag", _tag),
    Write("source untag", lambda w: sources.untag(w, "drab2018", ["to read"]), before=(_tag,)),
    Write("source remove", lambda w: sources.remove(w, "burnashev2015")),
    Write("source remove candidate", lambda w: sources.remove(w, "radjabov2025a")),
    Write("source remove outside", lambda w: sources.remove(w, "theprint-nd")),
    Write(
        "source merge",
        lambda w: merging.merge(w, "thomas2021", "drab2018", take=["title", "author"]),
        before=(_annotate, _attach, _share, _look_up, _tag, _add_link, _entry),
    ),
    Write("source merge candidates", lambda w: merging.merge(w, "radjabov2025a", "radjabov2025b")),
    Write("source merge into a paper", lambda w: merging.merge(w, PAPER, "drab2018")),
    Write("paper add", lambda w: papers.add(w, article("A paper of mine"))),
    Write("paper add source", lambda w: papers.add(w, article("Unused"), key="drab2018")),
    Write("paper attach", lambda w: papers.attach(w, PAPER, TEXT, "paper.txt")),
    Write(
        "paper attach anew",
        lambda w: papers.attach(w, PAPER, TEXT.replace("nobody", "somebody"), "anew.txt"),
        before=(lambda w: papers.attach(w, PAPER, TEXT, "paper.txt"),),
    ),
    Write("paper remove", lambda w: papers.remove(w, PAPER)),
    Write(
        "paper remove with its text",
        lambda w: papers.remove(w, PAPER),
        before=(lambda w: papers.attach(w, PAPER, TEXT, "paper.txt"), _waive, _add_link),
    ),
    Write("reference add", _entry),
    Write(
        "reference edit",
        lambda w: references.edit(
            w, "R01", {"raw": "Anew.", "position": 99, "sources": ["drab2018", "burnashev2015"]}
        ),
    ),
    Write("reference remove", lambda w: references.remove(w, "R16")),
    Write("citation add", _citation),
    Write("citation edit", lambda w: citations.edit(w, "T01", {"text": "(Drab)", "paragraph": 9})),
    Write(
        "citation edit items",
        lambda w: citations.edit(w, "T08", {"items": [_missing("A"), _resolved("drab2018")]}),
    ),
    Write("citation resolve", lambda w: citations.resolve(w, "T08", "radjabov2025b")),
    Write("citation resolve conflict", lambda w: citations.resolve(w, "T05", "sajjanhar2023")),
    Write("citation remove", lambda w: citations.remove(w, "T01")),
    Write("claim add", _add_claim),
    Write(
        "claim edit",
        lambda w: claims.edit(
            w,
            "C026",
            {
                "statement": "Put otherwise.",
                "kind": "interpretation",
                "status": "candidate",
                "quoted": "otherwise",
                "paragraph": 7,
                "citations": [],
            },
        ),
    ),
    Write("claim unquote", lambda w: claims.edit(w, "C066", {"quoted": None})),
    Write("claim remove", lambda w: claims.remove(w, "C176")),
    Write("claim assess", _assess),
    Write("claim assess again", _assess_again, before=(_assess,)),
    Write("claim assess on evidence", _assess_on_evidence),
    Write(
        "claim remove judged", lambda w: claims.remove(w, "C026"), before=(_assess, _assess_again)
    ),
    Write("link add", _add_link),
    Write(
        "link edit",
        lambda w: links.edit(
            w,
            "L001",
            {"stance": "supports", "locator": "pp. 3-4", "note": None, "quotation": "anew"},
        ),
    ),
    Write("link unquote", lambda w: links.edit(w, "L001", {"quotation": None})),
    Write("link remove", lambda w: links.remove(w, "L001")),
    Write("link assess", lambda w: links.assess(w, "L001", Fidelity.ACCURATE, "It says so.")),
    Write(
        "link assess again",
        lambda w: links.assess(w, "L001", Fidelity.INDIRECT, "It says so of others."),
        before=(lambda w: links.assess(w, "L001", Fidelity.ACCURATE, "It says so."),),
    ),
    Write("claim unlink", lambda w: links.unlink(w, "C021", "timesca-nd")),
    Write("annotation add", _annotate),
    Write(
        "annotation edit",
        lambda w: notes.edit(w, "A01", {"kind": "note", "text": "Put otherwise."}),
    ),
    Write("annotation remove", lambda w: notes.remove(w, "A01")),
    Write("source remove annotated", lambda w: sources.remove(w, "drab2018"), before=(_annotate,)),
    Write("source attach", _attach),
    Write("source attach link", _link),
    Write("source attach shared", _share, before=(_attach,)),
    Write("source attach linked before", _attach, before=(_link,)),
    Write("source detach", lambda w: documents.detach(w, "D01", "drab2018"), before=(_attach,)),
    Write(
        "source detach shared",
        lambda w: documents.detach(w, "D01", "drab2018"),
        before=(_attach, _share),
    ),
    Write("document remove", lambda w: documents.remove(w, "D01"), before=(_attach, _share)),
    Write("source remove held", lambda w: sources.remove(w, "drab2018"), before=(_attach,)),
    Write(
        "source remove sharing",
        lambda w: sources.remove(w, "drab2018"),
        before=(_attach, _share),
    ),
    Write("document read", _read, before=(_attach,)),
    Write("document add", _read_text),
    Write("document add shared", _share_text, before=(_read_text,)),
    Write("document read anew", _read_text_anew, before=(_read_text, match)),
    Write("document relabel", _relabel, before=(_read_text,)),
    Write(
        "document relabel as found",
        lambda w: page_maps.relabel(w, "D01"),
        before=(_read_text,),
    ),
    Write(
        "document remove read",
        lambda w: documents.remove(w, "D01"),
        before=(_read_text, _share_text, match),
    ),
    Write(
        "source detach matched",
        lambda w: documents.detach(w, "D01", "drab2018"),
        before=(_read_text, _share_text, match),
    ),
    Write(
        "source remove matched",
        lambda w: sources.remove(w, "drab2018"),
        before=(_read_text, _share_text, match),
    ),
    Write(
        "source merge matched",
        lambda w: merging.merge(w, "thomas2021", "drab2018"),
        before=(_read_text, _share_text, match, _relabel),
    ),
    Write(
        "source merge only one matched",
        lambda w: merging.merge(w, "thomas2021", "drab2018"),
        before=(_read_text, match),
    ),
    Write("claim unquote matched", _unquote, before=(_read_text, match)),
    Write("add", _import),
    Write("add to what is there", _import_more, before=(_import,)),
    Write("add looked up", _look_up),
    Write("source refresh", _refresh),
    Write("source remove looked up", lambda w: sources.remove(w, "drab2018"), before=(_refresh,)),
    Write("source broken drop", lambda w: broken.drop(w, ["B01"]), before=(_import,)),
    Write(
        "source broken retry",
        lambda w: adding.retry(
            w, _database(w), "B01", adding.Wanted(), text="@book{d, title = {Closed now}}"
        ),
        before=(_import,),
    ),
    Write(
        "source broken retry in vain",
        lambda w: adding.retry(w, _database(w), "B01", adding.Wanted(), text="@book{d, title = {"),
        before=(_import,),
    ),
    Write("rule waive", _waive),
    Write("rule unwaive", lambda w: waivers.unwaive(w, "EV201", "T10"), before=(_waive,)),
)

# Writes that ask for what is there already.
IDLE_WRITES = (
    Write("add", _import, before=(_import,)),
    Write("source refresh", _refresh, before=(_refresh,)),
    Write(
        "source broken retry",
        lambda w: adding.retry(w, _database(w), "B01", adding.Wanted()),
        before=(_import,),
    ),
    Write("source attach", _attach, before=(_attach,)),
    Write("source attach link of a copy", _link, before=(_attach,)),
    Write("document read", _read, before=(_attach, _read)),
    Write(
        "document read anew",
        lambda w: pages.read(w, _database(w), "D01", anew=True),
        before=(_read_text,),
    ),
    Write("document add", _read_text, before=(_read_text,)),
    Write("document relabel", _relabel, before=(_read_text, _relabel)),
    Write(
        "source edit",
        lambda w: sources.edit(
            w, "drab2018", values=_values("title", sources.get(w, "drab2018").item.title)
        ),
    ),
    Write("source replace", lambda w: sources.replace(w, PAPER, sources.get(w, PAPER).item)),
    Write("source tag", lambda w: sources.tag(w, "theprint-nd", ["fact-check"])),
    Write("reference edit", lambda w: references.edit(w, "R01", _values("position", 1))),
    Write("citation edit", lambda w: citations.edit(w, "T01", _values("paragraph", 2))),
    Write("claim edit", lambda w: claims.edit(w, "C066", _values("status", "confirmed"))),
    Write("link edit", lambda w: links.edit(w, "L001", _values("stance", "mentions"))),
    Write(
        "annotation edit",
        lambda w: notes.edit(w, "A01", _values("text", notes.get(w, "A01").text)),
        actor=acting("edit", "Somebody Else"),
    ),
    Write(
        "paper attach",
        lambda w: papers.attach(w, PAPER, TEXT, "paper.txt"),
        before=(lambda w: papers.attach(w, PAPER, TEXT, "paper.txt"),),
    ),
)


def fill(database: Path) -> None:
    """Put rows into those tables that the seed leaves empty."""
    for step in (
        lambda work: papers.attach(work, PAPER, TEXT, "paper.txt"),
        _add_claim,
        _add_link,
        _tag,
        _link,
        _read,
        match,
        _import,
        _look_up,
        _waive,
        _assess,
        _assess_again,
        lambda work: links.assess(work, "L001", Fidelity.ACCURATE, "It says so."),
    ):
        with writing(database, acting("fill")) as work:
            step(work)


def make_earlier(database: Path, revision: str) -> Path:
    """Make a database as a release of that revision would have, with rows in all its tables."""
    left = RELEASED / f"0.1.0-{revision}.db.gz"
    if left.exists():
        database.write_bytes(gzip.decompress(left.read_bytes()))
        return database
    databases.create(database, acting("init"))
    with writing(database, acting("fill")) as work:
        if revision >= "0002":
            work_of = article("Radium", DOI="10.1000/radium", **{"collection-title": "Rays"})
            sources.add(work, work_of, tags=["physics"])
            sources.add(work, article("Polonium"))
        if revision >= "0003":
            papers.add(work, article("A paper of mine"), key="mine")
            references.add(
                work, paper="mine", section="References", raw="Curie 1903.", sources=["curie1903"]
            )
            citations.add(
                work,
                paper="mine",
                text="(Curie 1903)",
                section="Introduction",
                paragraph=1,
                sentence=1,
                items=[_resolved("curie1903"), _ambiguous("curie1903", "curie1903a")],
            )
            papers.attach(work, "mine", TEXT, "mine.txt")
    migrate(database, revision, down=True)
    return database
