"""The seed: a real paper, its apparatus, its claims and a fact-check of them.

`seed/MANIFEST.json` lists the files; each is checked against its checksum before anything
is written. Seeding is one activity, and seeding what is seeded changes nothing. Datasets in
folders of the seed, such as that of the second demo, have the same form; files that they
bring beside their records (a paper's text, sources) are checked and left to others.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from evidence import resources
from evidence.domain.items import Item
from evidence.domain.keys import citation_key, number_key
from evidence.domain.records import Agent, Statement
from evidence.domain.text import fold
from evidence.domain.vocabulary import ActivityKind, AgentKind, Axis, ClaimStatus, Origin
from evidence.errors import EvidenceError
from evidence.services import keys
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import judgements
from evidence.store.sources import NewSource, insert

_FORMAT = 1
_BESIDE = frozenset({"text", "document"})
"""Kinds of files that hold no records."""
_NAME = re.compile(r"[\w-]+")
_GIVEN_OTHERWISE = """
SELECT 1 FROM revision JOIN activity ON activity.id = revision.activity_id
WHERE record_kind = ? AND record_key = ? AND before IS NULL
AND activity.kind NOT IN ('seed', 'undo')
"""


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What a seeding entered, or what was there already.

    `sources` counts the listed works and the pages of the fact-check together.
    """

    paper: str
    sources: int
    references: int
    citations: int
    claims: int
    links: int
    judgements: int
    annotations: int
    already: bool


@dataclass(frozen=True, slots=True)
class _Dataset:
    manifest: Mapping[str, Any]
    files: Mapping[str, Any]


def seed(work: Work, folder: Path | None = None) -> SeedReport:
    """Enter the seed dataset, or find that it is there.

    Records keep the keys of the dataset where these are free and nobody else ever had them.

    Raises:
        EvidenceError: a file of the dataset is missing or not the one that the manifest names.
    """
    data = _read(folder or resources.seed())
    key = str(data.manifest["paper"])
    if work.scalar(select(m.Paper.id).where(m.Paper.key == key)) is not None:
        return _report(work, data, already=True)
    work.activity = ActivityKind.SEED
    _Seeding(work, data).run()
    work.flush()
    return _report(work, data, already=False)


def _read(folder: Path) -> _Dataset:
    manifest = json.loads((folder / "MANIFEST.json").read_text(encoding="utf-8"))
    if manifest.get("format") != _FORMAT:
        raise EvidenceError(
            f"the seed has format {manifest.get('format')}, this program reads {_FORMAT}",
            hint="pip install --upgrade evidence",
        )
    files = {}
    for entry in manifest["files"]:
        path = folder / entry["path"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise EvidenceError(f"{path} cannot be read: {error.strerror}") from error
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            raise EvidenceError(
                f"{path} is not the file that the manifest names: it was changed",
                hint="install evidence again",
            )
        if entry["kind"] in _BESIDE:
            continue
        text = content.decode("utf-8")
        lines = path.suffix == ".jsonl"
        files[entry["kind"]] = (
            [json.loads(line) for line in text.splitlines()] if lines else json.loads(text)
        )
    return _Dataset(manifest, files)


def _report(work: Work, data: _Dataset, *, already: bool) -> SeedReport:
    key = str(data.manifest["paper"])

    def count(model: Any) -> int:
        return work.scalar(select(func.count()).select_from(model)) or 0

    of_paper = select(m.Paper.id).where(m.Paper.key == key).scalar_subquery()
    claims = select(m.Claim.id).where(m.Claim.paper_id == of_paper)
    checker, date = _fact_check(data)
    written = (
        select(m.Annotation.id)
        .join(m.Agent, m.Agent.id == m.Annotation.agent_id)
        .where(m.Agent.name == checker.name, m.Annotation.time == date)
    )
    return SeedReport(
        paper=key,
        sources=len(data.files["works"]) + len(data.files.get("outside-works", ())),
        references=count(
            select(m.ReferenceEntry).where(m.ReferenceEntry.paper_id == of_paper).subquery()
        ),
        citations=count(select(m.Citation).where(m.Citation.paper_id == of_paper).subquery()),
        claims=count(claims.subquery()),
        links=count(select(m.EvidenceLink).where(m.EvidenceLink.claim_id.in_(claims)).subquery()),
        judgements=count(select(m.Assessment).where(m.Assessment.claim_id.in_(claims)).subquery()),
        annotations=count(written.subquery()),
        already=already,
    )


def _fact_check(data: _Dataset) -> tuple[Agent, datetime]:
    """Who made the fact-check, and when."""
    check = data.manifest["fact_check"]
    date = datetime.fromisoformat(check["date"]).replace(tzinfo=UTC)
    return Agent(check["agent"], AgentKind(check["kind"])), date


class _Seeding:
    """One seeding: the dataset's keys on one side, the database's records on the other."""

    def __init__(self, work: Work, data: _Dataset) -> None:
        self._work = work
        self._data = data
        self._checker, self._date = _fact_check(data)
        self._renamed: dict[str, str] = {}
        self._sources: dict[str, int] = {}
        self._citations: dict[str, m.Citation] = {}
        self._claims: dict[str, m.Claim] = {}
        self._links: dict[str, m.EvidenceLink] = {}
        self._quotations = 0

    def run(self) -> None:
        """Enter everything, in the order in which one thing refers to another."""
        self._enter_sources()
        key = str(self._data.manifest["paper"])
        self._paper = m.Paper(key=key, source_id=self._sources[key])
        self._work.add(self._paper)
        for row in self._data.files["references"]:
            self._enter_reference(row)
        for row in self._data.files["citations"]:
            self._enter_citation(row)
        self._work.flush()
        checker = self._work.agent_id(self._checker)
        for row in self._data.files["claims"]:
            self._enter_claim(row, checker)
        self._work.flush()
        for row in self._data.files["evidence"]:
            self._enter_link(row)
        self._work.flush()
        self._judged = (
            judgements.of_claims(self._work, {each.id for each in self._claims.values()}),
            judgements.of_links(self._work, {each.id for each in self._links.values()}),
        )
        for row in self._data.files["assessments"]:
            self._enter_judgement(row, checker)
        self._enter_annotations(checker)

    def _enter_judgement(self, row: Mapping[str, Any], checker: int) -> None:
        """A judgement on a claim or a link: the fact-check's, unless it names its agent."""
        judge = row.get("agent")
        agent = checker
        if judge is not None:
            agent = self._work.agent_id(Agent(judge["name"], AgentKind(judge["kind"])))
        claim, link = self._claims.get(row.get("claim", "")), self._links.get(row.get("link", ""))
        judged = self._judged[0][claim.id] if claim else self._judged[1][link.id] if link else None
        self._work.add(
            m.Assessment(
                axis=Axis.VERACITY if link is None else Axis.FIDELITY,
                claim_id=None if claim is None else claim.id,
                evidence_link_id=None if link is None else link.id,
                rating=row["rating"],
                reason=row["reason"],
                agent_id=agent,
                time=self._date,
                judged=judged,
                confidence=row.get("confidence"),
            )
        )

    def _enter_annotations(self, checker: int) -> None:
        """What the fact-check wrote about the works, by the keys that all have here.

        What an earlier seeding left is not entered twice.
        """
        query = select(m.Annotation.source_id, m.Annotation.kind, m.Annotation.text)
        there = {tuple(row) for row in self._work.execute(query)}
        for number, row in enumerate(self._data.files.get("annotations", ()), 1):
            source, kind, text = self._sources[row["source"]], row["kind"], row["text"]
            text = _NAME.sub(lambda name: self._renamed.get(name[0], name[0]), text)
            if (source, kind, text) not in there:
                self._work.add(
                    m.Annotation(
                        key=self._key(m.Annotation, "annotation", number_key("A", number)),
                        source_id=source,
                        kind=kind,
                        text=text,
                        agent_id=checker,
                        time=self._date,
                    )
                )

    def _enter_sources(self) -> None:
        files = self._data.files
        tag = str(self._data.manifest["fact_check"]["tag"])
        said: dict[str, list[Statement]] = {}
        for row in files.get("statements", ()):
            said.setdefault(row["source"], []).append(
                Statement(
                    Origin(row["origin"]),
                    row.get("variable"),
                    row.get("value"),
                    row.get("url"),
                    row.get("note"),
                )
            )
        rows: list[tuple[Any, tuple[str, ...]]]
        rows = [(row, ()) for row in [*files["paper"], *files["works"]]]
        rows += [(row, (tag,)) for row in files.get("outside-works", ())]
        keys = {}
        new = []
        for row, tags in rows:
            item = Item.from_csl(row)
            key, there = self._source_key(row["id"], item)
            keys[row["id"]] = key
            self._renamed[row["id"]] = key
            if not there:
                new.append(NewSource(key, item, tags, tuple(said.get(row["id"], ()))))
        insert(self._work.connection(), self._work.ledger, new)
        held = dict(self._work.execute(select(m.Source.key, m.Source.id)).all())
        self._sources = {given: held[key] for given, key in keys.items()}

    def _source_key(self, given: str, item: Item) -> tuple[str, bool]:
        """The key for a work of the dataset, and whether the database has the work."""
        title = self._work.execute(
            select(m.Source.title).where(m.Source.key == given)
        ).one_or_none()
        if title is None:
            return (given if self._may_have("source", given) else self._free(item)), False
        if fold(title[0] or "").text == fold(item.title or "").text:
            return given, True
        return self._free(item), False

    def _free(self, item: Item) -> str:
        return citation_key(item, lambda key: keys.was_given(self._work, "source", key))

    def _may_have(self, kind: str, key: str) -> bool:
        """Whether a key that no record has may be given: never given, or by a seeding only."""
        found = self._work.connection().exec_driver_sql(_GIVEN_OTHERWISE, (kind, key))
        return found.first() is None

    def _key(self, model: Any, kind: str, given: str) -> str:
        taken = self._work.scalar(select(model.id).where(model.key == given)) is not None
        if taken or not self._may_have(kind, given):
            key = keys.new_key(self._work, kind)
            self._renamed[given] = key
            return key
        return given

    def _enter_reference(self, row: Mapping[str, Any]) -> None:
        entry = m.ReferenceEntry(
            key=self._key(m.ReferenceEntry, "reference", row["key"]),
            paper=self._paper,
            section=row["section"],
            position=row["position"],
            raw=row["raw"],
        )
        entry.works = [
            m.ReferenceSource(source_id=self._sources[key], position=position)
            for position, key in enumerate(row["sources"], 1)
        ]
        self._work.add(entry)

    def _enter_citation(self, row: Mapping[str, Any]) -> None:
        citation = m.Citation(
            key=self._key(m.Citation, "citation", row["key"]),
            paper=self._paper,
            section=row["section"],
            paragraph=row["paragraph"],
            sentence=row["sentence"],
            text=row["text"],
        )
        citation.items = [self._item(item) for item in row["items"]]
        self._citations[row["key"]] = citation
        self._work.add(citation)

    def _item(self, row: Mapping[str, Any]) -> m.CitationItem:
        item = m.CitationItem(
            position=row["position"],
            names=row["authors"],
            year=row.get("year"),
            locator=row.get("locator"),
            label=row.get("label"),
            locator_text=row.get("locator_text"),
            resolution=row["resolution"],
            source_id=self._sources[row["source"]] if "source" in row else None,
        )
        item.candidates = [
            m.CitationCandidate(source_id=self._sources[key], position=position)
            for position, key in enumerate(row.get("candidates", ()), 1)
        ]
        return item

    def _enter_claim(self, row: Mapping[str, Any], checker: int) -> None:
        claim = m.Claim(
            key=self._key(m.Claim, "claim", row["key"]),
            paper=self._paper,
            statement=row["statement"],
            kind=row["kind"],
            status=ClaimStatus.CONFIRMED,
            section=row["section"],
            paragraph=row["paragraph"],
            sentence=row["sentence"],
            fingerprint=row["fingerprint"],
        )
        claim.citations = [
            m.ClaimCitation(citation=self._citations[each["citation"]], inferred=each["inferred"])
            for each in row["citations"]
        ]
        claim.suggestions = [
            m.Suggestion(
                source_id=self._sources[each["source"]], reason=each["reason"], agent_id=checker
            )
            for each in row.get("suggestions", ())
        ]
        self._claims[row["key"]] = claim
        self._work.add(claim)
        if "quoted" in row:
            self._work.add(
                m.Quotation(key=self._next_quotation(), claim=claim, exact=row["quoted"])
            )

    def _enter_link(self, row: Mapping[str, Any]) -> None:
        link = m.EvidenceLink(
            key=self._key(m.EvidenceLink, "link", row["key"]),
            claim_id=self._claims[row["claim"]].id,
            source_id=self._sources[row["source"]],
            stance=row["stance"],
            locator=row.get("locator"),
            label=row.get("label"),
            note=row.get("note"),
        )
        self._links[row["key"]] = link
        self._work.add(link)
        if "quotation" in row:
            self._work.add(
                m.Quotation(key=self._next_quotation(), link=link, exact=row["quotation"])
            )

    def _next_quotation(self) -> str:
        self._quotations += 1
        return self._key(m.Quotation, "quotation", number_key("Q", self._quotations))
