"""The one way out: connections to public addresses only, and no longer than a deadline.

A host's name is resolved here and the connection goes to the address that was checked, so
that a name that changes its address between the check and the connection gains nothing;
name, Host header and TLS stay those of the URL.

Sources: RFC 6890 (special-purpose addresses), RFC 6052 and RFC 8215 (NAT64).
"""

from __future__ import annotations

import errno
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from weakref import WeakSet

import httpcore
import httpx

from evidence.config import Proxies
from evidence.errors import BadInput
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
_WITH_PORT = re.compile(r"(?P<host>\[[^\]]+\]|[^:]+):(?P<port>[0-9]{1,5})")
_MOST_CONNECTIONS = 64
_KEPT_OPEN = 15.0


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
    """

    def __init__(
        self,
        *,
        allow_private: bool,
        monotonic: Callable[[], float],
        resolve: Resolve = resolve,
        dial: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._monotonic = monotonic
        self._resolve = resolve
        self._dial = dial or httpcore.SyncBackend()
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

    def over(self) -> bool:
        """Whether this thread's time has run out."""
        end: float | None = getattr(self._of_thread, "end", None)
        return end is not None and end <= self._monotonic()

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
        """A connection to the first of a host's public addresses that answers."""
        return self.connect(host, port, timeout, local_address, socket_options)

    def connect(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _SocketOptions | None = None,
        *,
        trusted: bool = False,
    ) -> httpcore.NetworkStream:
        """As `connect_tcp`; to a `trusted` host also where its address is private."""
        last: Exception | None = None
        no_route = True
        for address in self.addresses(host, port, trusted=trusted):
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


class _ToProxy(httpcore.NetworkBackend):
    """Connects to a proxy, whose address the user gave and which is mostly a private one."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: _SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        return self._guard.connect(host, port, timeout, local_address, socket_options, trusted=True)


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
    """HTTP/1.1 over the connections of a guard.

    Args:
        guard: makes the connections.
        proxies: what they are made to instead of the host that is asked.

    Raises:
        BadInput: the environment names certificates that cannot be read.
    """

    def __init__(self, guard: Guard, proxies: Proxies) -> None:
        self._guard = guard
        self._excepted = proxies.direct
        try:
            context = httpx.create_ssl_context(trust_env=True)  # SSL_CERT_FILE counts
        except OSError as error:
            raise BadInput(
                f"the certificates cannot be read: {_reason(error)}",
                hint="SSL_CERT_FILE names a PEM file, SSL_CERT_DIR a folder of them",
            ) from error
        self._direct = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=_MOST_CONNECTIONS,
            keepalive_expiry=_KEPT_OPEN,
            network_backend=guard,
        )
        self._proxied = {
            scheme: _proxy_pool(httpx.Proxy(address), context, guard)
            for scheme, address in proxies.by_scheme.items()
        }

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the errors are `Failed` and its kinds, and httpcore's own."""
        pool = self._pool(request.url)
        if pool is not self._direct:
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
        response = pool.handle_request(sent)
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close every connection."""
        for pool in (self._direct, *self._proxied.values()):
            pool.close()

    def _pool(self, url: httpx.URL) -> httpcore.ConnectionPool:
        """The connections that a request goes over: to its host, or to its scheme's proxy."""
        if goes_direct(url.host, _port(url), self._excepted):
            return self._direct
        return self._proxied.get(url.scheme, self._direct)

    def _check(self, url: httpx.URL) -> None:
        """Refuse a host that is private as we see it; one unknown here is the proxy's to know."""
        try:
            self._guard.addresses(url.host, _port(url))
        except Unreachable:
            return


def goes_direct(host: str, port: int, excepted: Sequence[str]) -> bool:
    """Whether a host is asked without a proxy, as `Proxies.direct` says it."""
    name = host.strip("[]").rstrip(".").lower()
    for entry in excepted:
        with_port = _WITH_PORT.fullmatch(entry)
        if with_port and int(with_port["port"]) != port:
            continue
        wanted = (with_port["host"] if with_port else entry).lower()
        if wanted == "*":
            return True
        wanted = wanted.strip("[]").removeprefix("*").lstrip(".")
        if wanted and (name == wanted or name.endswith(f".{wanted}")):
            return True
        try:
            if ip_address(name) in ip_network(wanted, strict=False):
                return True
        except ValueError:
            continue
    return False


def _proxy_pool(
    proxy: httpx.Proxy, context: ssl.SSLContext, guard: Guard
) -> httpcore.ConnectionPool:
    return httpcore.HTTPProxy(
        str(proxy.url),
        proxy_auth=proxy.raw_auth,
        ssl_context=context,
        proxy_ssl_context=context if proxy.url.scheme == "https" else None,
        max_connections=_MOST_CONNECTIONS,
        keepalive_expiry=_KEPT_OPEN,
        network_backend=_ToProxy(guard),
    )


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


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
