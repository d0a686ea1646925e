"""The one way out: connections to public addresses only, and no longer than a deadline.

A host's name is resolved here and the connection goes to the address that was checked, so
that a name that changes its address between the check and the connection gains nothing;
name, Host header and TLS stay those of the URL.

Sources: RFC 6890 (special-purpose addresses), RFC 6052 and RFC 8215 (NAT64).
"""

from __future__ import annotations

import errno
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from weakref import WeakSet

import httpcore
import httpx

from evidence.lookup.base import Failed, Forbidden, Unreachable

Resolve = Callable[[str, int], Sequence[str]]
_SocketOptions = Iterable[
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
]

_NAT64 = IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")
_COMPATIBLE = IPv6Network("::/96")
_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH})
_NO_SUCH_HOST = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
_MOST_CONNECTIONS = 64


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, also where it wraps an IPv4 address."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip.is_site_local or ip in _LOCAL_NAT64:
            return False
        return all(map(_is_global, _wrapped(ip) or (ip,)))
    return _is_global(ip)


def _wrapped(ip: IPv6Address) -> Sequence[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip.sixtofour:
        return [ip.sixtofour]
    if ip.teredo:
        return list(ip.teredo)
    if ip in _NAT64 or ip in _COMPATIBLE:
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    return []


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (
        ip.is_multicast
        or ip.is_private
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_unspecified
        or ip.is_reserved
    )


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them.

    Raises:
        OSError: it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


class Guard(httpcore.NetworkBackend):
    """Connects to what may be connected to, and cuts what takes too long.

    Args:
        allow_private: whether any address is allowed.
        monotonic: a clock for deadlines, in seconds.
        resolve: the addresses of a host and port; raises OSError.
        dial: opens the connections to addresses.
        proxy: a host that is connected to whatever its address.
    """

    def __init__(
        self,
        *,
        allow_private: bool,
        monotonic: Callable[[], float],
        resolve: Resolve = resolve,
        dial: httpcore.NetworkBackend | None = None,
        proxy: str | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._monotonic = monotonic
        self._resolve = resolve
        self._dial = dial or httpcore.SyncBackend()
        self._proxy = proxy
        self._of_thread = threading.local()
        self._open: WeakSet[_Stream] = WeakSet()
        self._cut = threading.Event()

    def begin(self, seconds: float) -> None:
        """From now on this thread's reading and writing ends after so many seconds."""
        self._of_thread.end = self._monotonic() + seconds

    def remaining(self, timeout: float | None) -> float | None:
        """How long this thread may still wait, at most `timeout` seconds.

        Raises:
            Failed: no longer at all.
        """
        if self._cut.is_set():
            raise Failed("interrupted")
        end: float | None = getattr(self._of_thread, "end", None)
        if end is None:
            return timeout
        left = end - self._monotonic()
        if left <= 0:
            raise Failed("the answer took too long")
        return left if timeout is None else min(timeout, left)

    def cut(self) -> None:
        """End all connections now, also those that another thread waits on."""
        self._cut.set()
        for stream in list(self._open):
            stream.cut()

    def addresses(self, host: str, port: int, *, trusted: bool = False) -> list[str]:
        """Those of a host's addresses that may be connected to; all of a `trusted` host's.

        Raises:
            Forbidden: it has only others.
            Unreachable: it has none.
        """
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            absent = isinstance(error, socket.gaierror) and error.errno in _NO_SUCH_HOST
            raise Unreachable(
                f"the host {host} is not known: {_reason(error)}", no_such_host=absent
            ) from error
        if self._allow_private or trusted:
            return list(found)
        public = [each for each in found if is_public(each)]
        if not public:
            raise Forbidden(
                f"{host} is an address of this machine or of a private network, "
                "which is asked only with --allow-private"
            )
        return public

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of a host's addresses that answers."""
        last: Exception | None = None
        no_route = True
        for address in self.addresses(host, port, trusted=host == self._proxy):
            try:
                stream = self._dial.connect_tcp(
                    address, port, self.remaining(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
                no_route = no_route and getattr(error.__cause__, "errno", None) in _NO_ROUTE
                continue
            return _Stream(stream, self)
        raise Unreachable(f"{host} cannot be reached: {_reason(last)}", no_route=no_route) from last

    def watch(self, stream: _Stream) -> None:
        """Have `cut` end that stream too."""
        self._open.add(stream)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the thread's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, guard: Guard) -> None:
        self._inner = inner
        self._guard = guard
        guard.watch(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._guard.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._guard.remaining(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._guard.remaining(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._guard)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)

    def cut(self) -> None:
        """Wake whoever reads: closing alone would not."""
        held = self._inner.get_extra_info("socket")
        if isinstance(held, socket.socket):
            try:
                held.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended already


class Transport(httpx.BaseTransport):
    """HTTP/1.1 over the connections of a guard."""

    def __init__(self, guard: Guard, proxy: str | None = None) -> None:
        self._guard = guard
        self._proxy = proxy
        context = httpx.create_ssl_context(trust_env=True)  # SSL_CERT_FILE counts
        self._pool: httpcore.ConnectionPool = (
            httpcore.HTTPProxy(
                proxy,
                ssl_context=context,
                max_connections=_MOST_CONNECTIONS,
                network_backend=guard,
            )
            if proxy
            else httpcore.ConnectionPool(
                ssl_context=context,
                max_connections=_MOST_CONNECTIONS,
                keepalive_expiry=15.0,
                network_backend=guard,
            )
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the errors are `Failed` and its kinds, and httpcore's own."""
        if self._proxy:
            self._check(request.url)
        sent = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        response = self._pool.handle_request(sent)
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()

    def _check(self, url: httpx.URL) -> None:
        """Refuse a host that is private as we see it; one unknown here is the proxy's to know."""
        try:
            self._guard.addresses(url.host, url.port or (443 if url.scheme == "https" else 80))
        except Unreachable:
            return


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


def _reason(error: BaseException | None) -> str:
    said = str(error).strip() if error else ""
    return said or (type(error).__name__ if error else "it has no address")
