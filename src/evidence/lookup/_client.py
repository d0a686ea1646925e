"""The polite HTTP client that every service is asked with.

It says who asks, keeps to each service's pace, repeats what failed for now, follows
redirects one by one, takes no more bytes and no more time than it was told to, and knows
"this service does not answer" from "this machine has no network".
"""

from __future__ import annotations

import math
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self

import httpcore
import httpx

from evidence import __version__
from evidence.lookup._cache import Cache
from evidence.lookup._network import Guard, Resolve, Transport, resolve
from evidence.lookup._pacing import Clock, Gate, back_off, retry_after
from evidence.lookup.base import (
    Failed,
    Forbidden,
    Offline,
    Pace,
    Reply,
    Request,
    Settings,
    Unreachable,
)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_NOW = frozenset({408, 425, 429, 500, 502, 503, 504})
_LANDMARKS = ("doi.org", "api.crossref.org", "www.ncbi.nlm.nih.gov")
"""Hosts one of which is known wherever there is a network."""
_LONGEST_URL = 8_192


class Client:
    """Sends requests as `Settings` say.

    Args:
        settings: how to go about it.
        clock: time; a test brings its own.
        resolve: the addresses of a host and port.
        dial: opens connections to addresses.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock | None = None,
        resolve: Resolve = resolve,
        dial: httpcore.NetworkBackend | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self._cut = threading.Event()
        self._resolve = resolve
        self._sleep: Callable[[float], object] = self.clock.sleep or self._cut.wait
        self._guard = Guard(
            allow_private=settings.allow_private,
            monotonic=self.clock.monotonic,
            resolve=resolve,
            dial=dial,
        )
        self._http = httpx.Client(
            transport=Transport(self._guard, settings.proxies),
            headers={"User-Agent": user_agent(settings), "Accept-Encoding": "gzip"},
            timeout=settings.timeout,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            trust_env=False,
            follow_redirects=False,
        )
        self._cache = (
            Cache(
                settings.cache,
                age=settings.cache_age,
                max_bytes=settings.cache_bytes,
                now=self.clock.now,
            )
            if settings.cache
            else None
        )
        self._gates: dict[str, Gate] = {}
        self._lock = threading.Lock()
        self._heard = threading.Event()
        self._of_thread = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End everything, also what other threads wait for."""
        self._cut.set()
        self._guard.cut()
        self._http.close()

    @contextmanager
    def one_budget(self) -> Iterator[None]:
        """Have all that this thread asks meanwhile share `Settings.budget`."""
        self._of_thread.left = self.settings.budget
        try:
            yield
        finally:
            del self._of_thread.left

    def _left(self) -> float:
        """Seconds that are left of this thread's budget."""
        left: float = getattr(self._of_thread, "left", math.inf)
        return left

    def _spend(self, seconds: float) -> None:
        self._of_thread.left = self._left() - seconds

    def fetch(self, service: str, pace: Pace, request: Request) -> Reply:
        """The reply to a request, at the pace of a service.

        Raises:
            Failed: none came, or one with an error that the request does not expect.
            Forbidden: the address is none that we ask.
            Unreachable: no connection came about.
            Offline: none comes about to any host.
        """
        kept = self._cache.get(request) if self._cache else None
        reply = kept or self._sent(self._gate(service, pace), request)
        if reply.status >= 400 and reply.status not in request.expected:
            raise Failed(_said(reply), retry_after(reply.headers, self.clock.now()))
        if self._cache and not kept:
            self._cache.put(request, reply)
        return reply

    def _gate(self, service: str, pace: Pace) -> Gate:
        with self._lock:
            if service not in self._gates:
                self._gates[service] = Gate(pace, self.clock.monotonic, self._wait)
            return self._gates[service]

    def _wait(self, seconds: float) -> None:
        self._sleep(seconds)
        if self._cut.is_set():
            raise Failed("interrupted")

    def _sent(self, gate: Gate, request: Request) -> Reply:
        """The reply after as many tries as are allowed; what took too long once does so again."""
        tries = 0
        while True:
            tries += 1
            last_try = tries > self.settings.retries
            wait = back_off(tries, self.clock.jitter())
            try:
                reply = self._followed(gate, request)
            except _ForNow as error:
                if last_try or self._guard.over() or wait >= self._left():
                    raise error.reason from error
            else:
                asked = retry_after(reply.headers, self.clock.now())
                if reply.status not in _FOR_NOW or reply.status in request.expected:
                    return reply
                if asked is not None:
                    gate.hold(min(asked, self.settings.longest_wait))
                    wait = max(asked, wait)
                if last_try or wait > self.settings.longest_wait or wait >= self._left():
                    return reply
            self._spend(wait)
            self._wait(wait)

    def _followed(self, gate: Gate, request: Request) -> Reply:
        """The reply at the end of all redirects; each hop is checked like the first."""
        try:
            url = httpx.URL(request.url)
        except httpx.InvalidURL as error:
            raise Forbidden(f"{request.url[:100]!r} is no web address: {_text(error)}") from error
        shown = url.copy_merge_params(dict(request.params)) if request.params else url
        whole = {**request.params, **request.courtesy}
        url = url.copy_merge_params(whole) if whole else url
        for hop in range(self.settings.max_redirects + 1):
            check_url(url)
            try:
                with gate.passing():
                    reply = self._once(url, request.accept)
            except Forbidden as error:
                if hop:
                    raise Failed(f"it redirects to where we do not go: {error.detail}") from error
                raise
            gate.heed(reply.headers)
            target = reply.headers.get("location")
            if reply.status not in _REDIRECTS or not target:
                for name in request.courtesy if hop else ():
                    url = url.copy_remove_param(name) if name in url.params else url
                return replace(reply, url=str(url if hop else shown), hops=hop)
            try:
                url = url.join(target)
                check_url(url)
            except (httpx.InvalidURL, ValueError, Forbidden) as error:
                raise Failed(f"it redirects to where we do not go: {_text(error)}") from error
        raise Failed(f"it redirects more than {self.settings.max_redirects} times")

    def _once(self, url: httpx.URL, accept: str) -> Reply:
        """One request and its reply, whatever it says."""
        left = self._left()
        if left <= 0:
            raise Failed("no time was left to ask")
        begun = self.clock.monotonic()
        self._guard.begin(min(self.settings.deadline, left))
        try:
            return self._answered(url, accept)
        finally:
            self._spend(self.clock.monotonic() - begun)

    def _answered(self, url: httpx.URL, accept: str) -> Reply:
        try:
            request = self._http.build_request("GET", url, headers={"Accept": accept})
            response = self._http.send(request, stream=True)
            try:
                self._heard.set()
                content = self._body(response)
            finally:
                response.close()
        except Unreachable as error:
            raise self._unreachable(error) from error
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            raise _ForNow(Failed(f"{url.host} did not answer in time")) from error
        except (httpcore.ProxyError, httpcore.ConnectError) as error:
            first = error.args[0] if error.args else None
            if isinstance(first, ssl.SSLCertVerificationError):
                said = f"{url.host} has not shown who it is: {first.verify_message}"
                raise Failed(said) from error
            raise _ForNow(Unreachable(f"{url.host} cannot be reached: {_text(error)}")) from error
        except (
            httpcore.NetworkError,
            httpcore.ProtocolError,
            httpx.TransportError,
        ) as error:
            if self._cut.is_set():
                raise Failed("interrupted") from error
            raise _ForNow(Failed(f"{url.host} broke off: {_text(error)}")) from error
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, RuntimeError) as error:
            raise Failed(f"{url.host} cannot be asked: {_text(error)}") from error
        return Reply(
            url=str(url),
            status=response.status_code,
            headers={name.lower(): value for name, value in response.headers.items()},
            content=content,
            time=self.clock.now(),
        )

    def _body(self, response: httpx.Response) -> bytes:
        """The body, unpacked, as far as it may be long."""
        limit = self.settings.max_bytes
        packing = response.headers.get("content-encoding", "identity").strip().lower()
        if packing not in {"gzip", "x-gzip", "identity", ""}:
            raise Failed(f"the answer is packed as {packing!r}, which was not asked for")
        declared = response.headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared[:18]) > limit:
            raise Failed(_too_long(limit))
        unpack = _Unpacker(limit) if packing.endswith("gzip") else None
        body = bytearray()
        for piece in response.iter_raw():
            body += unpack.feed(piece) if unpack else piece
            if len(body) > limit:
                raise Failed(_too_long(limit))
        if unpack and not unpack.whole:
            raise _ForNow(Failed("the answer ends before it is complete"))
        return bytes(body)

    def _unreachable(self, error: Unreachable) -> Exception:
        """What no connection to one host means: nothing more, if another host is known."""
        if self._cut.is_set():
            return Failed("interrupted")
        if (error.no_route and not self._heard.is_set()) or not self._knows_a_landmark():
            return Offline("offline: no host can be reached")
        return error if error.no_such_host else _ForNow(error)

    def _knows_a_landmark(self) -> bool:
        mirrors = [httpx.URL(each).host for each in self.settings.base_urls.values()]
        for host in (*mirrors, *_LANDMARKS):
            try:
                if self._resolve(host, 443):
                    return True
            except (OSError, UnicodeError):
                continue
        return False


class _ForNow(Exception):
    """A try that failed in a way in which the next may not."""

    def __init__(self, reason: Failed) -> None:
        super().__init__(reason.detail)
        self.reason = reason


class _Unpacker:
    """Unpacks gzip, never more than one byte beyond a limit at a time."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._member = zlib.decompressobj(wbits=31)
        self.whole = True

    def feed(self, piece: bytes) -> bytes:
        """What the next bytes unpack to."""
        found = bytearray()
        try:
            while piece and len(found) <= self._limit:
                if self._member.eof:
                    self._member = zlib.decompressobj(wbits=31)
                found += self._member.decompress(piece, self._limit + 1 - len(found))
                piece = self._member.unused_data if self._member.eof else b""
                self.whole = self._member.eof
        except zlib.error as error:
            raise Failed(f"the answer cannot be unpacked: {error}") from error
        return bytes(found)


def user_agent(settings: Settings) -> str:
    """How the program introduces itself, with the asker's address as services like it."""
    return f"evidence/{__version__}" + (f" (mailto:{settings.mailto})" if settings.mailto else "")


def check_url(url: httpx.URL) -> None:
    """Refuse an address that is none of the web's.

    Raises:
        Forbidden: it is not http or https, has no host or no possible port, holds a user name
            or password, or is longer than any real one.
    """
    if url.scheme not in {"http", "https"} or not url.host or not 0 < (url.port or 80) < 65_536:
        raise Forbidden(f"only http and https are asked, not {str(url)[:100]!r}")
    if url.userinfo:
        raise Forbidden("the address holds a user name or password, which we do not send")
    if len(str(url)) > _LONGEST_URL:
        raise Forbidden("the address is too long")


def _said(reply: Reply) -> str:
    if reply.status in {401, 403, 451}:
        return f"it refuses the request (HTTP {reply.status})"
    if reply.status == 429:
        return "it wants fewer requests (HTTP 429)"
    return f"it answers with an error (HTTP {reply.status})"


def _too_long(limit: int) -> str:
    return f"the answer is longer than {limit:,} bytes"


def _text(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
