"""Look-ups over the network: identifiers are put to services, one a file, found by name.

`look_up` asks, for each identifier, the services that know its scheme, the first one first,
until one has the record; `notices` asks them for retractions and corrections of the work.
"""

from __future__ import annotations

import math
import queue
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from evidence import config
from evidence.domain import identifiers as identifiers_
from evidence.domain.vocabulary import IdentifierScheme
from evidence.errors import BadInput, NotFound
from evidence.lookup._client import Client
from evidence.lookup._pacing import Clock
from evidence.lookup.base import (
    Answer,
    Enquiry,
    Failed,
    Forbidden,
    Identifier,
    Notice,
    Offline,
    Outcome,
    Reply,
    Request,
    Service,
    Settings,
)
from evidence.plugins import Registry

__all__ = [
    "REGISTRY",
    "Answer",
    "Client",
    "Clock",
    "Notice",
    "Outcome",
    "Service",
    "Settings",
    "look_up",
    "notices",
    "settings_from",
]

REGISTRY = Registry(
    package="evidence.lookup",
    attribute="SERVICE",
    kind=Service,
    group="evidence.lookup",
    what="look-up service",
    listing="evidence add --help",
)

Progress = Callable[[int, int], None]
_SECOND_ADDRESSES = ("pubmed-idconv",)
"""What `Settings.base_urls` may name besides services."""
_DAY = 86_400.0
_TICK = 0.5
"""Seconds between two chances for an interrupt where a wait cannot be interrupted."""
_WEIGHT = (
    Outcome.FOUND,
    Outcome.NO_MATCH,
    Outcome.FAILED,
    Outcome.NOT_INDEXED,
    Outcome.NOT_TRIED,
)
"""What says most about an identifier: a service that failed might have known it."""


_Put = Callable[[Enquiry], Answer]


@dataclass(frozen=True, slots=True)
class _Question:
    """What services are asked for.

    Args:
        what: what it is called in "no service is asked for …".
        put: how a service is asked; None where it never is.
        keep: for how long an earlier reply is good enough, in seconds.
    """

    what: str
    put: Callable[[Service], _Put | None]
    keep: float


_RECORD = _Question("", lambda service: service.ask, math.inf)
_NOTICES = _Question("notices about ", lambda service: service.notices, _DAY)


def settings_from(environ: Mapping[str, str], *, allow_private: bool = False) -> Settings:
    """Settings as the environment and the user's configuration file have them.

    Mirrors are addresses like others: one in a private network needs `allow_private`.

    Raises:
        BadInput: something in them is wrong.
        NotFound: `EVIDENCE_SERVICES` names an unknown service.
    """
    mirrors = config.service_addresses(environ)
    known = (*REGISTRY.names(), *_SECOND_ADDRESSES)
    for name in mirrors:
        if name not in known:
            raise NotFound.among(REGISTRY.what, name, known, listing=REGISTRY.listing)
    return Settings(
        mailto=config.mail_address(environ),
        base_urls=mirrors,
        cache=config.cache_folder(environ),
        proxies=config.proxies(environ),
        allow_private=allow_private,
    )


def look_up(
    identifiers: Sequence[Identifier],
    settings: Settings,
    progress: Progress | None = None,
    *,
    client: Client | None = None,
) -> Iterator[tuple[Identifier, Answer]]:
    """Look identifiers up, several at once, and give each with its answer, in their order.

    Identifiers that are the same once normalised are asked for once. Where this machine
    turns out to be offline, the one that showed it has failed and the others were not tried.
    Closing the iterator, or an interrupt, ends all connections.

    Args:
        identifiers: scheme and value, as somebody gave them.
        settings: how to go about it.
        progress: told, in this thread, how many of how many are done.
        client: asks instead of one made from `settings`; closed in the end too.
    """
    return _answers(_RECORD, identifiers, settings, progress, client)


def notices(
    identifiers: Sequence[Identifier],
    settings: Settings,
    progress: Progress | None = None,
    *,
    client: Client | None = None,
) -> Iterator[tuple[Identifier, Answer]]:
    """Ask for retractions, corrections and other notices, as `look_up` asks for records.

    Answers have no payload but `notices` and `updates`. `found`: there is one in either;
    `no-match`: the service has the work and knows of none; `not-indexed`: it does not have
    the work, so that nothing is said. Kept replies count for a day.

    Args:
        identifiers: DOIs, PMIDs and PMCIDs; others are not tried.
        settings: how to go about it.
        progress: told, in this thread, how many of how many are done.
        client: asks instead of one made from `settings`; closed in the end too.
    """
    return _answers(_NOTICES, identifiers, settings, progress, client)


def _answers(
    question: _Question,
    identifiers: Sequence[Identifier],
    settings: Settings,
    progress: Progress | None,
    client: Client | None,
) -> Iterator[tuple[Identifier, Answer]]:
    counter = _Counter(client or Client(settings), question)
    places: dict[Identifier, list[int]] = {}
    for place, (scheme, value) in enumerate(identifiers):
        places.setdefault((scheme, _normal(scheme, value)), []).append(place)
    if progress:
        progress(0, len(identifiers))
    pool = ThreadPoolExecutor(max(1, settings.workers), thread_name_prefix="look-up")
    done: queue.SimpleQueue[tuple[Identifier, Answer | BaseException]] = queue.SimpleQueue()
    ready: dict[int, Answer] = {}
    finished = given = 0
    try:
        for identifier in places:
            pool.submit(_answer_into, done, counter, identifier)
        while given < len(identifiers):
            identifier, answer = _next(done)
            if isinstance(answer, BaseException):
                raise answer
            ready.update(dict.fromkeys(places[identifier], answer))
            finished += len(places[identifier])
            if progress:
                progress(finished, len(identifiers))
            while given in ready:
                yield identifiers[given], ready.pop(given)
                given += 1
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        counter.client.close()
        pool.shutdown(wait=True)


def _next(
    done: queue.SimpleQueue[tuple[Identifier, Answer | BaseException]],
) -> tuple[Identifier, Answer | BaseException]:
    while True:
        try:
            return done.get(timeout=_TICK)
        except queue.Empty:
            continue


def _answer_into(
    done: queue.SimpleQueue[tuple[Identifier, Answer | BaseException]],
    counter: _Counter,
    identifier: Identifier,
) -> None:
    try:
        done.put((identifier, counter.answer(*identifier)))
    except BaseException as error:  # it is raised again where the answers are waited for
        done.put((identifier, error))


def _normal(scheme: IdentifierScheme, value: str) -> str:
    """The value to ask for; an arXiv identifier keeps its version, which is a text of its own."""
    normal = identifiers_.normalise_or_none(scheme, value)
    if normal is None:
        return value
    version = identifiers_.arxiv_version(value) if scheme is IdentifierScheme.ARXIV else None
    return f"{normal}v{version}" if version else normal


class _Counter:
    """Where identifiers are handed in: knows the services, and whether there is a network."""

    def __init__(self, client: Client, question: _Question) -> None:
        self.client = client
        self._question = question
        services = sorted(REGISTRY.items(), key=lambda each: (each[1].rank, each[0]))
        self._services = [
            (name, service, put) for name, service in services if (put := question.put(service))
        ]
        self._first = threading.Lock()
        self._asked = threading.Event()
        self._offline = threading.Event()

    def answer(self, scheme: IdentifierScheme, value: str) -> Answer:
        """What became of an identifier in its normal form."""
        services = [each for each in self._services if scheme in each[1].schemes]
        if not services:
            what = self._question.what
            return self._not_tried(f"no service is asked for {what}an {scheme.value.upper()}")
        try:
            identifiers_.normalise(scheme, value)
        except BadInput as error:
            return self._not_tried(error.message)
        if not self._asked.is_set():
            with self._first:  # the others wait until it is known whether there is a network
                if not self._asked.is_set():
                    try:
                        return self._ask_each(services, scheme, value)
                    finally:
                        self._asked.set()
        return self._ask_each(services, scheme, value)

    def _ask_each(
        self, services: Sequence[tuple[str, Service, _Put]], scheme: IdentifierScheme, value: str
    ) -> Answer:
        """The answer of the first service that has it, else the one that says most."""
        if self._offline.is_set():
            return self._not_tried("offline")
        said: list[Answer] = []
        with self.client.one_budget():
            for name, service, put in services:
                said.append(self._ask(name, service, put, scheme, value))
                if said[-1].outcome in {Outcome.FOUND, Outcome.NO_MATCH} or self._offline.is_set():
                    break
        best = min(said, key=lambda each: _WEIGHT.index(each.outcome))
        return replace(best, earlier=tuple(each for each in said if each is not best))

    def _ask(
        self, name: str, service: Service, put: _Put, scheme: IdentifierScheme, value: str
    ) -> Answer:
        settings = self.client.settings
        pace = service.allowed(settings)
        asked: list[str] = []

        def fetch(request: Request) -> Reply:
            asked.append(request.url)
            return self.client.fetch(name, pace, request)

        enquiry = Enquiry(
            scheme,
            value,
            name,
            settings.base_urls.get(name, service.base_url).rstrip("/"),
            fetch,
            service.courtesy(settings),
            settings.base_urls,
            self._question.keep,
        )
        try:
            return put(enquiry)
        except Failed as error:
            outcome, detail = Outcome.FAILED, error.detail
            if isinstance(error, Offline):
                self._offline.set()
                detail = "offline"
            elif isinstance(error, Forbidden):
                outcome = Outcome.NOT_TRIED
            return Answer(
                outcome,
                name,
                asked[-1] if asked else enquiry.base_url,
                self.client.clock.now(),
                detail=detail,
                retry_after=error.retry_after,
            )

    def _not_tried(self, detail: str) -> Answer:
        return Answer(Outcome.NOT_TRIED, "", "", self.client.clock.now(), detail=detail)
