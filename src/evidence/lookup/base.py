"""What a look-up is: an identifier is put to a service, and its answer says what came of it.

An answer holds the record as the service gave it and names the format that reads it; this
room reads no bibliographic format itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from evidence.config import Proxies
from evidence.domain.vocabulary import IdentifierScheme, LookUpOutcome

Identifier = tuple[IdentifierScheme, str]
Outcome = LookUpOutcome
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Notice:
    """A published notice that ties two works: the notice itself, and what it is about.

    Args:
        type: what it does, in the service's own word with hyphens: retraction,
            partial-retraction, withdrawal, removal, expression-of-concern, correction,
            corrigendum, erratum, addendum, clarification, new-version, …
        doi: of the other work, in its normal form: of the notice where it is about the work
            asked for, of the work that is changed where the work asked for is the notice;
            None where it has none.
        date: when the notice was published, EDTF; None where nobody says.
        title: of that other work, or how it is cited; None where nobody says.
        source: who says so: publisher, retraction-watch, pubmed.
        pmid: of that other work.
    """

    type: str
    doi: str | None
    date: str | None
    title: str | None
    source: str
    pmid: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said of one identifier.

    Args:
        outcome: what came of it.
        service: who was asked, "" where nobody was.
        endpoint: the address that was asked, without the asker's mail address.
        time: when the answer was given (of a kept answer: when it was first given), UTC.
        format: the name of the format that reads `payload`.
        payload: the record, as text.
        detail: the reason, for a person, where nothing was found.
        retry_after: seconds after which the service may be asked again.
        follow: an identifier of the same work that another service may know better (a DOI
            on a web page).
        document: the address of a file of the work (a linked PDF).
        earlier: what the services that were asked before this one said, in order.
        notices: the notices about this work that the service told of; a record alone may
            not tell of all.
        updates: what this work says as a notice, of each work that it is about.
    """

    outcome: Outcome
    service: str
    endpoint: str
    time: datetime
    format: str | None = None
    payload: str | None = None
    detail: str | None = None
    retry_after: float | None = None
    follow: str | None = None
    document: str | None = None
    earlier: tuple[Answer, ...] = ()
    notices: tuple[Notice, ...] = ()
    updates: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if self.time.utcoffset() is None:
            raise ValueError("the time of an answer needs a zone")
        object.__setattr__(self, "time", self.time.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Settings:
    """How to go about look-ups.

    Args:
        mailto: the asker's mail address, which services reward with better service.
        base_urls: addresses of mirrors by service name.
        cache: the folder that answers are kept in, None for none.
        cache_age: for how long a record is kept, in seconds; that there is none, a day.
        cache_bytes: how much the folder may hold.
        timeout: how long to wait for a connection or for more of an answer, in seconds.
        deadline: how long one request and its answer may take altogether, in seconds.
        budget: how long all requests for one identifier may take, and the waits between tries,
            in seconds; waiting until others have been served does not count.
        longest_wait: how long a service may make us wait before a further try, in seconds.
        max_bytes: how long an answer may be, unpacked.
        max_redirects: how many redirects are followed.
        retries: how often a try that failed for now is repeated.
        workers: how many identifiers are looked up at once.
        allow_private: whether addresses of this machine and of private networks are asked.
        proxies: the HTTP proxies that requests go through.
    """

    mailto: str | None = None
    base_urls: Mapping[str, str] = field(default_factory=dict)
    cache: Path | None = None
    cache_age: float = 30 * 86_400.0
    cache_bytes: int = 100_000_000
    timeout: float = 20.0
    deadline: float = 60.0
    budget: float = 90.0
    longest_wait: float = 60.0
    max_bytes: int = 10_000_000
    max_redirects: int = 5
    retries: int = 3
    workers: int = 8
    allow_private: bool = False
    proxies: Proxies = field(default_factory=Proxies)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a service allows: requests under way at once, and seconds between two beginnings."""

    concurrency: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Request:
    """One GET.

    Args:
        url: an absolute http or https address.
        params: what is asked, put behind the address.
        courtesy: who asks, put behind it too, but no part of what is asked: neither the
            cache nor `Answer.endpoint` has it.
        accept: the media types wanted.
        expected: statuses that are answers although they are errors.
        keep: for how long an earlier answer is good enough, in seconds.
    """

    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    courtesy: Mapping[str, str] = field(default_factory=dict)
    accept: str = "*/*"
    expected: frozenset[int] = frozenset()
    keep: float = math.inf


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back.

    Args:
        url: who answered in the end, after redirects.
        status: the HTTP status.
        headers: by name in small letters.
        content: the body, unpacked.
        time: when it was given, UTC.
        hops: how many redirects led to it.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    time: datetime
    hops: int = 0

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in small letters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def text(self) -> str:
        """The body as the UTF-8 that all our services send."""
        return self.content.decode("utf-8-sig", errors="replace")


class Failed(Exception):
    """No answer: the service or the way to it failed.

    Args:
        detail: what failed, for a person.
        retry_after: seconds after which a further try is welcome.
    """

    def __init__(self, detail: str, retry_after: float | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.retry_after = retry_after


class Forbidden(Failed):
    """The address is one that we do not ask."""


class Unreachable(Failed):
    """No connection to that host came about.

    Args:
        detail: what failed, for a person.
        no_route: whether this machine has no way to it at all.
        no_such_host: whether its name is known to be nobody's.
    """

    def __init__(self, detail: str, *, no_route: bool = False, no_such_host: bool = False) -> None:
        super().__init__(detail)
        self.no_route = no_route
        self.no_such_host = no_such_host


class Offline(Unreachable):
    """No connection to any host: this machine has no network."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """What a service is asked, and what it is given to ask with.

    Args:
        scheme: the scheme of the identifier.
        value: the identifier in its normal form.
        service: the service's name.
        base_url: where it is, without a slash at the end.
        fetch: sends a request; raises Failed.
        courtesy: who asks, as this service wants it.
        base_urls: where mirrors are, for a service with a second address.
        keep: for how long an earlier reply is good enough, in seconds.
    """

    scheme: IdentifierScheme
    value: str
    service: str
    base_url: str
    fetch: Callable[[Request], Reply]
    courtesy: Mapping[str, str] = field(default_factory=dict)
    base_urls: Mapping[str, str] = field(default_factory=dict)
    keep: float = math.inf

    def get(
        self,
        path: str,
        params: Mapping[str, str] = _NO_TEXTS,
        *,
        accept: str = "application/json",
        expected: frozenset[int] = frozenset({404}),
    ) -> Reply:
        """The reply to a GET of `path` below the base address, or of an address of its own.

        Raises:
            Failed: none came, or one with an error that is not `expected`.
        """
        url = path if "://" in path else f"{self.base_url}/{path}".rstrip("/")
        return self.fetch(Request(url, params, self.courtesy, accept, expected, self.keep))

    def found(
        self,
        reply: Reply,
        format_name: str,
        payload: str,
        *,
        follow: str | None = None,
        document: str | None = None,
        notices: tuple[Notice, ...] = (),
        updates: tuple[Notice, ...] = (),
    ) -> Answer:
        """The answer that is the record `payload`, which the format of that name reads."""
        return Answer(
            Outcome.FOUND,
            self.service,
            reply.url,
            reply.time,
            format_name,
            payload,
            follow=follow,
            document=document,
            notices=notices,
            updates=updates,
        )

    def nothing(
        self,
        outcome: Outcome,
        reply: Reply,
        detail: str,
        *,
        follow: str | None = None,
        document: str | None = None,
    ) -> Answer:
        """The answer that is no record, with the reason."""
        return Answer(
            outcome,
            self.service,
            reply.url,
            reply.time,
            detail=detail,
            follow=follow,
            document=document,
        )


@dataclass(frozen=True, slots=True)
class Service:
    """Somebody on the network who knows works by their identifiers.

    Args:
        title: its name as people write it.
        schemes: what it can be asked for.
        base_url: where it is; `Settings.base_urls` may say otherwise.
        ask: puts the enquiry's identifier to it; raises Failed.
        notices: asks it for the notices about the identifier's work; raises Failed; None
            where it knows of none ever.
        pace: what it allows those who give a mail address.
        unnamed_pace: what it allows others, where that is less.
        rank: who is asked first for a scheme, the lowest.
        address_parameter: how it wants the asker's mail address, beside the user agent.
        tool_parameter: how it wants the program's name.
    """

    title: str
    schemes: frozenset[IdentifierScheme]
    base_url: str
    ask: Callable[[Enquiry], Answer]
    pace: Pace
    notices: Callable[[Enquiry], Answer] | None = None
    unnamed_pace: Pace | None = None
    rank: int = 10
    address_parameter: str | None = None
    tool_parameter: str | None = None

    def courtesy(self, settings: Settings) -> Mapping[str, str]:
        """Who asks, in the parameters that this service has for it."""
        said = {}
        if self.tool_parameter:
            said[self.tool_parameter] = "evidence"
        if self.address_parameter and settings.mailto:
            said[self.address_parameter] = settings.mailto
        return said

    def allowed(self, settings: Settings) -> Pace:
        """What it allows this asker."""
        return self.pace if settings.mailto or self.unnamed_pace is None else self.unnamed_pace
