"""Looking works up: what identifiers are there, what services say of them, what is kept of it.

`ask` knows the network and no database, `keep` the database and no network: so nobody holds
a database while waiting for a service.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from evidence import formats, lookup
from evidence.domain.identifiers import detect, normalise_or_none
from evidence.domain.items import Item
from evidence.domain.matching import another_work, identities
from evidence.domain.vocabulary import IdentifierScheme, LookUpOutcome, Origin
from evidence.errors import EvidenceError
from evidence.formats.base import Broken, Entry
from evidence.lookup import Answer, Client, Notice, Settings, settings_from
from evidence.services import find
from evidence.services.identifying import Identified, Identifiers, Unread, read_identifiers
from evidence.services.importing import Given
from evidence.services.work import Work
from evidence.store import models as m
from evidence.store.queries import look_ups as queries

__all__ = [
    "Asked",
    "Identified",
    "Identifiers",
    "Looked",
    "Progress",
    "Unread",
    "another_work",
    "ask",
    "keep",
    "read_identifiers",
    "settings_from",
]

Progress = Callable[[int, int], None]
"""Told how many of how many identifiers are done."""
MakeClient = Callable[[Settings], Client]

_OFFLINE = "offline"
_NO_TEXT = "the answer is no text"
_WITH_NOTICES = frozenset({IdentifierScheme.DOI, IdentifierScheme.PMID, IdentifierScheme.PMCID})

_TELLING = frozenset(
    {
        IdentifierScheme.DOI,
        IdentifierScheme.PMID,
        IdentifierScheme.PMCID,
        IdentifierScheme.ARXIV,
        IdentifierScheme.ISBN,
    }
)
"""What names one work, so that a record which bears another may be of another."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer of one service, and what it was asked for."""

    scheme: IdentifierScheme
    value: str
    answer: Answer
    for_notices: bool = False

    @property
    def outcome(self) -> LookUpOutcome:
        """What came of it: a service that knows of no notice has the work all the same."""
        if self.for_notices and self.answer.outcome is LookUpOutcome.NO_MATCH:
            return LookUpOutcome.FOUND
        return self.answer.outcome

    @property
    def detail(self) -> str | None:
        """The reason, where there is one; of notices, which they are."""
        said = self.answer.detail
        if not self.for_notices:
            return said
        each = [" ".join(filter(None, (one.type, one.doi))) for one in self.answer.notices]
        named = ", ".join(dict.fromkeys(each))
        said = f"there may be more: {said}" if named and said else said
        return queries.NOTICES + ("; ".join(filter(None, (named, said))) or "none about this work")


@dataclass(frozen=True, slots=True)
class Looked:
    """What became of one identifier.

    Args:
        given: the identifier, as typed.
        scheme, value: as it was asked for.
        answers: every answer that services gave, in order.
        found: the work; None where no service has it, or it cannot be read.
        outcome: what came of it.
        detail: the reason, for people, where nothing was found.
        notices: of retraction, correction and the like about the work.
        document: the address of a file of the work.
        silence: why there may be more notices; None where nothing speaks for that.
        remark: what makes the answer doubtful, for people; None where nothing does.
    """

    given: str
    scheme: IdentifierScheme
    value: str
    answers: tuple[Asked, ...]
    found: Given | None
    outcome: LookUpOutcome
    detail: str | None = None
    notices: tuple[Notice, ...] = ()
    document: str | None = None
    silence: str | None = None
    remark: str | None = None

    @property
    def service(self) -> str | None:
        """Who gave the answer that counts; None where nobody was asked."""
        return self.answers[-1].answer.service or None

    @property
    def offline(self) -> bool:
        """Whether nothing was found because this machine has no network."""
        return self.found is None and self.detail == _OFFLINE


def ask(
    identified: Sequence[Identified],
    settings: Settings,
    progress: Progress | None = None,
    *,
    notices: bool = False,
    make_client: MakeClient = Client,
) -> tuple[Looked, ...]:
    """Look identifiers up, and give what became of each, in their order.

    What a page says is followed once to a service that knows the work better, if that one
    speaks of the same work.

    Args:
        identified: what to look up.
        settings: how to go about it.
        progress: told how far the looking up is.
        notices: ask for notices about the works besides; their own records may not tell of all.
        make_client: makes what asks.
    """
    pairs = [(each.scheme, each.value) for each in identified]
    client = make_client(settings)
    answered = lookup.look_up(pairs, settings, progress, client=client)
    looked = [_looked(each, answer) for each, (_, answer) in zip(identified, answered, strict=True)]
    looked = _followed(looked, settings, make_client)
    return tuple(_noticed(looked, settings, make_client) if notices else looked)


def keep(work: Work, looked: Looked, source_key: str | None = None) -> None:
    """Note who was asked for an identifier and what each said, once; of which work, if any.

    Raises:
        NotFound: no source has that key.
    """
    source = None if source_key is None else find.record(work, m.Source, source_key)
    for each in looked.answers:
        row = {
            "scheme": str(each.scheme),
            "value": each.value,
            "service": each.answer.service or None,
            "endpoint": each.answer.endpoint or None,
            "outcome": str(each.outcome),
            "detail": each.detail,
            "time": each.answer.time,
        }
        # An answer from the cache was given once, and may be noted already.
        if not queries.is_noted(work, None if source is None else source.id, row):
            work.add(m.LookUp(source=source, **row))


def _looked(identified: Identified, answer: Answer) -> Looked:
    """What an answer comes to: a record that cannot be read is a failure."""
    answer = _clean(answer)
    asked = tuple(
        Asked(identified.scheme, identified.value, each) for each in (*answer.earlier, answer)
    )
    looked = Looked(
        identified.text,
        identified.scheme,
        identified.value,
        asked,
        None,
        answer.outcome,
        answer.detail,
        answer.notices,
        answer.document,
    )
    if answer.format is None or answer.payload is None:
        return looked
    read = _entry(answer.format, answer.payload)
    if isinstance(read, Entry):
        remark = _remark(identified, read.item)
        return replace(looked, found=_given(read, answer), remark=remark)
    failed = replace(answer, outcome=LookUpOutcome.FAILED, detail=read)
    asked = (*asked[:-1], replace(asked[-1], answer=failed))
    return replace(looked, answers=asked, outcome=LookUpOutcome.FAILED, detail=read, notices=())


def _entry(format_name: str, payload: str) -> Entry | str:
    """The one work of an answer; the reason where it cannot be read."""
    if "\0" in payload:
        return _NO_TEXT
    read = formats.REGISTRY.get(format_name).read
    reason = "the answer holds no record"
    try:
        for each in read(payload) if read is not None else ():
            if isinstance(each, Broken):
                reason = f"the answer cannot be read: {each.reason}"
            else:
                kept = [each.item.to_csl(""), each.tags, each.notes]
                return _NO_TEXT if _holds_nul(kept) else each
    except EvidenceError as error:
        reason = f"the answer cannot be read: {error.message}"
    return _text(reason)


def _holds_nul(value: Any) -> bool:
    """Whether a text in a JSON value holds what the database does not keep."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, Mapping):
        return any(_holds_nul(each) for pair in value.items() for each in pair)
    return isinstance(value, (list, tuple)) and any(map(_holds_nul, value))


def _text(said: str) -> str:
    """What a service said without what no text may hold: NUL, half a surrogate pair."""
    return said.replace("\0", "").encode("utf-8", "replace").decode()


def _clean(answer: Answer) -> Answer:
    """The same, with everything in it but the record fit to be kept."""
    return replace(
        answer,
        endpoint=_text(answer.endpoint),
        detail=answer.detail and _text(answer.detail),
        follow=answer.follow and _text(answer.follow),
        document=answer.document and _text(answer.document),
        notices=tuple(_clean_notice(each) for each in answer.notices),
        earlier=tuple(_clean(each) for each in answer.earlier),
    )


def _clean_notice(notice: Notice) -> Notice:
    return Notice(
        _text(notice.type),
        notice.doi and _text(notice.doi),
        notice.date and _text(notice.date),
        notice.title and _text(notice.title),
        _text(notice.source),
        notice.pmid and _text(notice.pmid),
    )


def _remark(identified: Identified, item: Item) -> str | None:
    """That a record bears another identifier than was asked for; one without any is not blamed."""
    scheme = identified.scheme
    if scheme not in _TELLING:
        return None
    borne = [value for each, value in identities(item) if each is scheme]
    wanted = normalise_or_none(scheme, identified.value)
    if not borne or wanted is None or wanted in borne:
        return None
    return f"the service answered with {', '.join(borne)}, asked for {wanted}: compare them"


def _given(entry: Entry, answer: Answer) -> Given:
    """A service's keywords are its own, and no tags of whoever asks."""
    item = entry.item
    if entry.tags and "keyword" not in item.variables:
        item = replace(item, variables={**item.variables, "keyword": ", ".join(entry.tags)})
    title = lookup.REGISTRY.get(answer.service).title
    place = f"{title}, {answer.time.date().isoformat()}"
    return Given(item, Origin.LOOK_UP, place, answer.endpoint, notes=entry.notes)


def _followed(
    looked: Sequence[Looked], settings: Settings, make_client: MakeClient
) -> list[Looked]:
    """The same, with what better services say where an answer names them."""
    wanted = {place: better for place, each in enumerate(looked) if (better := _better(each))}
    found = list(looked)
    if not wanted:
        return found
    client = make_client(settings)
    answered = lookup.look_up(list(wanted.values()), settings, client=client)
    for (place, (scheme, value)), (_, answer) in zip(wanted.items(), answered, strict=True):
        first = looked[place]
        second = _looked(Identified(first.given, scheme, value), answer)
        found[place] = _joined(first, second)
    return found


def _better(looked: Looked) -> tuple[IdentifierScheme, str] | None:
    """What else to ask for: of pages, and where nothing was found. A preprint is not given up
    for what it was published as."""
    named = looked.answers[-1].answer.follow
    if named is None or (looked.found is not None and looked.scheme is not IdentifierScheme.URL):
        return None
    detected = detect(named)
    if detected is None or detected[0] in {looked.scheme, IdentifierScheme.URL}:
        return None
    return detected


def _joined(first: Looked, second: Looked) -> Looked:
    """The answer of a page and that of the service it named."""
    page, record = first.found, second.found
    if record is None:
        answers = (*second.answers, *first.answers)
        if page is None and second.outcome is LookUpOutcome.FAILED:
            return replace(second, scheme=first.scheme, value=first.value, answers=answers)
        return replace(first, answers=answers)
    in_address = second.value.casefold() in unquote(first.value).casefold()
    if page is not None and not in_address and another_work(page.item, record.item):
        return replace(first, answers=(*second.answers, *first.answers))
    return replace(
        second,
        scheme=first.scheme,
        value=first.value,
        answers=(*first.answers, *second.answers),
        document=second.document or first.document,
    )


def _noticed(looked: Sequence[Looked], settings: Settings, make_client: MakeClient) -> list[Looked]:
    """The same, with the notices that services know of besides those in the records."""
    wanted = {place: name for place, each in enumerate(looked) if (name := _name(each))}
    found = list(looked)
    if not wanted:
        return found
    client = make_client(settings)
    answered = lookup.notices(list(wanted.values()), settings, client=client)
    for (place, (scheme, value)), (_, said) in zip(wanted.items(), answered, strict=True):
        each, answer = looked[place], _clean(said)
        known = answer.outcome is LookUpOutcome.FOUND
        unsure = answer.outcome in {LookUpOutcome.FAILED, LookUpOutcome.NOT_TRIED}
        asked = [Asked(scheme, value, one, True) for one in (*answer.earlier, answer)]
        found[place] = replace(
            each,
            answers=(*(one for one in asked if one.answer.service), *each.answers),
            notices=answer.notices if known else each.notices,
            silence=answer.detail if known or unsure else None,
        )
    return found


def _name(looked: Looked) -> tuple[IdentifierScheme, str] | None:
    """The identifier of a found work by which notices name it."""
    if looked.found is None:
        return None
    last_asked = looked.answers[-1]
    names = [(last_asked.scheme, last_asked.value), *identities(looked.found.item)]
    return next((each for each in names if each[0] in _WITH_NOTICES), None)
