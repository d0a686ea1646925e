"""TLS: the connection goes to an address, and the host is still the one that the URL names.

The certificate is of `public.example`, signed by its own key, good from 2020 to 2119, made
with openssl for this test and trusted by nobody else.
"""

from __future__ import annotations

import ssl
import threading
import time as wall
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpcore
import pytest

from evidence.errors import BadInput
from evidence.lookup import Client, Settings
from evidence.lookup.base import Failed, Pace, Reply, Request
from lookup_server import FakeTime, Site, serving

PACE = Pace(4, 0.0)
KEY = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgclaOQzlU0UTq8oUT
7f18eB3mINklwb7BushmqNfHp8mhRANCAAQTsmjXKGqAo3oZCdGjQGVsiuNiydss
00/wRsgZ6gkpMwJRt6lv+0mo3vE+v4trMUQ3FnSSdsLXRaiEjZlWIxlU
-----END PRIVATE KEY-----
"""
CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIIBojCCAUegAwIBAgIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5wdWJsaWMu
ZXhhbXBsZTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowGTEXMBUG
A1UEAwwOcHVibGljLmV4YW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQT
smjXKGqAo3oZCdGjQGVsiuNiydss00/wRsgZ6gkpMwJRt6lv+0mo3vE+v4trMUQ3
FnSSdsLXRaiEjZlWIxlUo34wfDAZBgNVHREEEjAQgg5wdWJsaWMuZXhhbXBsZTAP
BgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIChDAdBgNVHQ4EFgQUGwTxIrJ9
+fWhFP/c0REzjnzuGVQwHwYDVR0jBBgwFoAUGwTxIrJ9+fWhFP/c0REzjnzuGVQw
CgYIKoZIzj0EAwIDSQAwRgIhAML6V/Hc/bGskrJeuqCACwgGq6EPtUG70ryD6Jky
BuZmAiEAroS7a++4eXFdjJiot8+yx3wDF4Vbc4zdVu2+sTgMAWY=
-----END CERTIFICATE-----
"""


class Dial(httpcore.NetworkBackend):
    """A network in which every address leads to one port of this machine."""

    def __init__(self, port: int) -> None:
        self.dialled: list[str] = []
        self._port = port
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> httpcore.NetworkStream:
        self.dialled.append(host)
        return self._real.connect_tcp("127.0.0.1", self._port, timeout)


def resolve(host: str, port: int) -> Sequence[str]:
    return ["93.184.216.34"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """The server's certificate as a file, which is its own authority."""
    path = tmp_path / "certificate.pem"
    path.write_text(CERTIFICATE)
    return path


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has that certificate is believed."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.fixture
def names() -> list[str | None]:
    """The names that clients said they want to speak to."""
    return []


@pytest.fixture
def site(names: list[str | None], certificate: Path, tmp_path: Path) -> Iterator[Site]:
    key = tmp_path / "key.pem"
    key.write_text(KEY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def note(socket: object, name: str | None, context: object) -> None:
        names.append(name)

    context.sni_callback = note
    with serving(context) as site:
        site.serve("/page", "secret")
        yield site


def fetch(site: Site, time: FakeTime, url: str) -> tuple[Reply, Dial]:
    dial = Dial(int(site.url.rpartition(":")[2]))
    with Client(Settings(), clock=time.clock(), resolve=resolve, dial=dial) as client:
        return client.fetch("test", PACE, Request(url)), dial


@pytest.mark.usefixtures("trusted")
def test_the_certificate_of_the_urls_host_is_taken_from_the_address_that_was_checked(
    site: Site, names: list[str | None]
) -> None:
    reply, dial = fetch(site, FakeTime(), "https://public.example/page")
    assert reply.text == "secret"
    assert dial.dialled == ["93.184.216.34"]
    assert names == ["public.example"]


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("host", ["other.example", "sub.public.example", "93.184.216.34"])
def test_another_hosts_certificate_is_refused_before_anything_is_asked(
    site: Site, host: str
) -> None:
    time = FakeTime()
    with pytest.raises(Failed, match="has not shown who it is"):
        fetch(site, time, f"https://{host}/page")
    assert site.asked == []
    assert time.slept == []


def test_a_certificate_that_nobody_vouches_for_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with pytest.raises(Failed, match=r"self.signed"):
        fetch(site, FakeTime(), "https://public.example/page")
    assert site.asked == []


@pytest.mark.usefixtures("trusted")
def test_a_redirect_to_another_host_is_held_to_that_hosts_name(site: Site) -> None:
    site.serve("/moved", "", 302, Location="https://other.example/page")
    with pytest.raises(Failed, match=r"other\.example has not shown who it is"):
        fetch(site, FakeTime(), "https://public.example/moved")
    assert site.paths == ["/moved"]


@pytest.mark.usefixtures("trusted")
def test_closing_ends_what_another_thread_waits_for_over_tls_too(site: Site) -> None:
    site.hold.clear()
    dial = Dial(int(site.url.rpartition(":")[2]))
    client = Client(Settings(retries=0), clock=FakeTime().clock(), resolve=resolve, dial=dial)
    said: list[str] = []

    def ask() -> None:
        try:
            client.fetch("test", PACE, Request("https://public.example/page"))
        except Failed as error:
            said.append(error.detail)

    thread = threading.Thread(target=ask)
    thread.start()
    end = wall.monotonic() + 5
    while not site.asked and wall.monotonic() < end:
        wall.sleep(0.01)
    client.close()
    thread.join(2)
    assert not thread.is_alive()
    assert said == ["interrupted"]


def test_certificates_that_cannot_be_read_are_named_as_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    with pytest.raises(BadInput, match="certificates"):
        Client(Settings())
