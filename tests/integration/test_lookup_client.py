"""The client against a server: who asks, how often, how much, and where it does not go."""

from __future__ import annotations

import gzip
import ssl
import threading
import time as wall
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpcore
import pytest

from evidence.config import Proxies
from evidence.domain.vocabulary import IdentifierScheme
from evidence.lookup import Client, Outcome, Settings, look_up
from evidence.lookup.base import Failed, Forbidden, Offline, Pace, Reply, Request, Unreachable
from lookup_server import FakeTime, Site, client_for, serving

PACE = Pace(4, 0.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def fetch(site: Site, time: FakeTime, path: str = "/page", *expected: int, **changes: Any) -> Reply:
    with client_for(site, time, **changes) as client:
        return client.fetch("test", PACE, Request(site.url + path, expected=frozenset(expected)))


class Rerouted(httpcore.NetworkBackend):
    """A network in which public addresses lead to the test server and none else does."""

    def __init__(self, site: Site) -> None:
        self.dialled: list[str] = []
        self._port = int(site.url.rpartition(":")[2])
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


def resolver(host: str, port: int) -> Sequence[str]:
    known = {
        "public.example": ["93.184.216.34"],
        "inside.example": ["10.0.0.8"],
        "127.0.0.1": ["127.0.0.1"],
        "169.254.169.254": ["169.254.169.254"],
        "doi.org": ["93.184.216.35"],
    }
    if host not in known:
        raise OSError("not known")
    return known[host]


def outside(site: Site, time: FakeTime, **changes: Any) -> tuple[Client, Rerouted]:
    """A client in the public network, where `public.example` is the site."""
    dial = Rerouted(site)
    settings = Settings(**changes)
    return Client(settings, clock=time.clock(), resolve=resolver, dial=dial), dial


def test_it_says_who_asks(site: Site, time: FakeTime) -> None:
    site.serve("/page", "{}")
    fetch(site, time, mailto="ada@example.org")
    agent = site.asked[0].headers["User-Agent"]
    assert agent.startswith("evidence/")
    assert agent.endswith("(mailto:ada@example.org)")


def test_the_name_in_the_url_stays_the_host_that_is_asked(site: Site, time: FakeTime) -> None:
    site.serve("/page", "{}")
    client, dial = outside(site, time)
    with client:
        client.fetch("test", PACE, Request("http://public.example/page"))
    assert dial.dialled == ["93.184.216.34"]
    assert site.asked[0].headers["Host"] == "public.example"


def test_the_environments_proxies_and_netrc_are_not_used(
    site: Site, time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.serve("/page", "{}")
    assert fetch(site, time).status == 200


def through(site: Site, time: FakeTime, address: str = "", *direct: str) -> Client:
    """A client for which the site is the proxy of all."""
    address = address or site.url
    proxies = Proxies({"http": address, "https": address}, direct)
    return Client(Settings(proxies=proxies, retries=0), clock=time.clock(), resolve=resolver)


def test_a_proxy_that_is_given_is_used(site: Site, time: FakeTime) -> None:
    site.serve("/page", "{}")
    with through(site, time) as client:
        client.fetch("test", PACE, Request("http://public.example/page"))
        with pytest.raises(Forbidden):
            client.fetch("test", PACE, Request("http://inside.example/page"))
    assert len(site.asked) == 1
    assert site.asked[0].headers["Host"] == "public.example"


def test_a_proxy_is_asked_for_a_tunnel_by_name_and_told_its_password(
    site: Site, time: FakeTime
) -> None:
    site.serve("CONNECT public.example:443", "", 403)
    address = site.url.replace("://", "://ada:secret@")
    with through(site, time, address) as client, pytest.raises(Failed) as failed:
        client.fetch("test", PACE, Request("https://public.example/page"))
    assert site.paths == ["CONNECT public.example:443"]
    assert site.asked[0].headers["Proxy-Authorization"] == "Basic YWRhOnNlY3JldA=="
    assert "secret" not in failed.value.detail


def test_a_host_that_is_excepted_is_asked_without_the_proxy(site: Site, time: FakeTime) -> None:
    site.serve("/page", "{}")
    dial = Rerouted(site)
    proxies = Proxies({"http": "http://proxy.example:1"}, ("public.example",))
    client = Client(Settings(proxies=proxies), clock=time.clock(), resolve=resolver, dial=dial)
    with client:
        client.fetch("test", PACE, Request("http://public.example/page"))
    assert dial.dialled == ["93.184.216.34"]


def test_the_proxy_itself_is_no_host_to_be_asked(site: Site, time: FakeTime) -> None:
    """It is connected to as a proxy although its address is private, and only so."""
    with through(site, time, "", "127.0.0.1") as client, pytest.raises(Forbidden):
        client.fetch("test", PACE, Request(f"{site.url}/admin"))
    assert site.asked == []


def test_a_failure_for_now_is_tried_again_after_growing_waits(site: Site, time: FakeTime) -> None:
    site.serve("/page", "", 503)
    site.serve("/page", "", 502)
    site.serve("/page", "{}")
    assert fetch(site, time).status == 200
    assert time.slept == [1.0, 2.0]


@pytest.mark.parametrize("said", ["7", "Sun, 01 Mar 2026 12:00:07 GMT"])
def test_retry_after_is_honoured(site: Site, time: FakeTime, said: str) -> None:
    site.serve("/page", "", 429, Retry_After=said)
    site.serve("/page", "{}")
    fetch(site, time)
    assert sum(time.slept) == 7.0


def test_a_wait_that_is_too_long_is_reported_instead(site: Site, time: FakeTime) -> None:
    site.serve("/page", "", 429, Retry_After="3600")
    with pytest.raises(Failed) as failed:
        fetch(site, time)
    assert failed.value.retry_after == 3600.0
    assert len(site.asked) == 1


def test_a_pause_that_a_service_asks_for_is_kept_by_later_requests_too(
    site: Site, time: FakeTime
) -> None:
    site.serve("/page", "", 503, Retry_After="7")
    site.serve("/other", "{}")
    with client_for(site, time, retries=0) as client:
        with pytest.raises(Failed):
            client.fetch("test", PACE, Request(site.url + "/page"))
        client.fetch("test", PACE, Request(site.url + "/other"))
    assert time.slept == [7.0]


def test_a_service_that_says_how_often_it_may_be_asked_is_heeded(
    site: Site, time: FakeTime
) -> None:
    site.serve("/page", "{}", X_Rate_Limit_Limit="1", X_Rate_Limit_Interval="5s")
    with client_for(site, time) as client:
        for _ in range(3):
            client.fetch("test", PACE, Request(site.url + "/page"))
    assert time.slept == [5.0]


def test_it_gives_up_after_the_retries_that_are_allowed(site: Site, time: FakeTime) -> None:
    site.serve("/page", "", 500)
    with pytest.raises(Failed, match="HTTP 500"):
        fetch(site, time, retries=2)
    assert len(site.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_refusal_is_not_tried_again(site: Site, time: FakeTime, status: int) -> None:
    site.serve("/page", "", status)
    with pytest.raises(Failed, match=str(status)):
        fetch(site, time)
    assert len(site.asked) == 1
    assert fetch(site, time, "/page", status).status == status


def test_redirects_are_followed_and_counted(site: Site, time: FakeTime) -> None:
    site.serve("/page", "", 302, Location="/next?a=1")
    site.serve("/next", "", 301, Location=f"{site.url}/last")
    site.serve("/last", "{}")
    reply = fetch(site, time)
    assert (reply.url, reply.hops) == (f"{site.url}/last", 2)


def test_no_more_than_five_redirects_are_followed(site: Site, time: FakeTime) -> None:
    site.serve("/page", "", 302, Location="/page")
    with pytest.raises(Failed, match="more than 5"):
        fetch(site, time)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/admin",
        "http://inside.example/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "ftp://public.example/x",
        "http://user:secret@public.example/",
        "//inside.example/x",
        "http://public.example:99999999/",
    ],
)
def test_no_redirect_leads_where_we_do_not_go(site: Site, time: FakeTime, target: str) -> None:
    site.serve("/page", "", 302, Location=target)
    client, dial = outside(site, time)
    with client, pytest.raises(Failed, match="redirects to where we do not go"):
        client.fetch("test", PACE, Request("http://public.example/page"))
    assert set(dial.dialled) == {"93.184.216.34"}
    assert site.paths == ["/page"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/x",
        "http://inside.example/x",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "gopher://public.example/",
        "http://ada:secret@public.example/",
        "http://",
        "no address",
        "http://public.example/" + "a" * 9_000,
    ],
)
def test_what_is_no_public_web_address_is_not_asked(site: Site, time: FakeTime, url: str) -> None:
    client, dial = outside(site, time)
    with client, pytest.raises(Forbidden):
        client.fetch("test", PACE, Request(url))
    assert dial.dialled == []


def test_an_answer_that_is_too_long_is_not_taken(site: Site, time: FakeTime) -> None:
    site.serve("/page", b"x" * 2_000)
    with pytest.raises(Failed, match="longer than 1,000 bytes"):
        fetch(site, time, max_bytes=1_000)
    assert fetch(site, time, max_bytes=2_000).content == b"x" * 2_000


def test_an_answer_that_says_it_is_too_long_is_not_waited_for(site: Site, time: FakeTime) -> None:
    site.serve("/page", b"x", Content_Length="5000")
    with pytest.raises(Failed, match="longer than 1,000 bytes"):
        fetch(site, time, max_bytes=1_000, timeout=0.2)


def test_a_packed_answer_is_unpacked(site: Site, time: FakeTime) -> None:
    packed = gzip.compress(b"x" * 100) + gzip.compress(b"y")
    site.serve("/page", packed, Content_Encoding="gzip")
    assert fetch(site, time).content == b"x" * 100 + b"y"


def test_a_packed_bomb_is_not_unpacked(site: Site, time: FakeTime) -> None:
    site.serve("/page", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(Failed, match="longer than"):
        fetch(site, time, max_bytes=100_000)


@pytest.mark.parametrize(("body", "encoding"), [(b"no gzip", "gzip"), (b"x", "br")])
def test_an_answer_packed_wrongly_has_failed(
    site: Site, time: FakeTime, body: bytes, encoding: str
) -> None:
    site.serve("/page", body, Content_Encoding=encoding)
    with pytest.raises(Failed, match="packed"):
        fetch(site, time)


def test_an_answer_cut_short_has_failed(site: Site, time: FakeTime) -> None:
    site.serve("/page", b"short", Content_Length="500", Connection="close")
    with pytest.raises(Failed):
        fetch(site, time, retries=0, timeout=0.2)
    site.serve("/packed", gzip.compress(b"x" * 500)[:-9], Content_Encoding="gzip")
    with pytest.raises(Failed, match="complete"):
        fetch(site, time, "/packed", retries=0)


def test_a_server_that_does_not_answer_in_time_has_failed(site: Site, time: FakeTime) -> None:
    site.serve("/page", "{}")
    site.hold.clear()
    with pytest.raises(Failed, match="in time"):
        fetch(site, time, retries=1, timeout=0.05)
    assert len(site.asked) == 2


def test_an_answer_that_drips_ends_at_the_deadline(site: Site) -> None:
    """Each byte comes in time; all of them together do not."""
    site.serve("/page", b"x" * 1_000)
    ticks = iter(range(10_000))
    clock = FakeTime().clock()
    slow = type(clock)(lambda: float(next(ticks)), clock.now, clock.sleep, clock.jitter)
    settings = Settings(allow_private=True, deadline=3.0)
    with Client(settings, clock=slow) as client, pytest.raises(Failed, match="too long"):
        client.fetch("test", PACE, Request(site.url + "/page"))


class Dripping(httpcore.NetworkStream, httpcore.NetworkBackend):
    """A network whose every host sends a byte a second and never ends."""

    def __init__(self, time: FakeTime) -> None:
        self.requests = 0
        self._time = time

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> httpcore.NetworkStream:
        self.requests += 1
        self._head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
        return self

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._head:
            head, self._head = self._head, b""
            return head
        wait = 1.0 if timeout is None else min(1.0, timeout)
        self._time.seconds += wait
        if wait < 1.0:
            raise httpcore.ReadTimeout("timed out")
        return b"x"

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        return

    def close(self) -> None:
        return

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return self

    def get_extra_info(self, info: str) -> object:
        return None


@pytest.mark.parametrize("deadline", [60.0, 60.5])
def test_what_ran_into_the_deadline_is_not_tried_again(time: FakeTime, deadline: float) -> None:
    drip = Dripping(time)
    settings = Settings(allow_private=True, deadline=deadline)
    client = Client(settings, clock=time.clock(), resolve=resolver, dial=drip)
    with client, pytest.raises(Failed):
        client.fetch("test", PACE, Request("http://public.example/page"))
    assert (drip.requests, time.seconds - 1_000.0) == (1, deadline)


def test_an_identifier_has_one_budget_over_all_services(time: FakeTime) -> None:
    drip = Dripping(time)
    settings = Settings(allow_private=True, deadline=60.0, budget=90.0)
    client = Client(settings, clock=time.clock(), resolve=lambda host, port: [host], dial=drip)
    asked = [(IdentifierScheme.DOI, "10.5555/x")]
    ((_, answer),) = look_up(asked, settings, client=client)
    assert (answer.outcome, len(answer.earlier)) == (Outcome.FAILED, 2)
    assert "no time was left" in (answer.earlier[-1].detail or "")
    assert drip.requests == 2
    assert 90.0 <= time.seconds - 1_000.0 < 92.0


def test_waits_between_tries_are_part_of_the_budget(site: Site, time: FakeTime) -> None:
    site.serve("/page", "", 503)
    with (
        client_for(site, time, budget=2.5) as client,
        client.one_budget(),
        pytest.raises(Failed, match="503"),
    ):
        client.fetch("test", PACE, Request(site.url + "/page"))
    assert sum(time.slept) <= 2.5
    assert len(site.asked) == 2


def test_a_service_that_is_down_is_told_from_being_offline(site: Site, time: FakeTime) -> None:
    client, _ = outside(site, time, retries=1)
    with client, pytest.raises(Unreachable) as down:
        client.fetch("test", PACE, Request("http://down.example/"))
    assert not isinstance(down.value, Offline)

    def nothing(host: str, port: int) -> Sequence[str]:
        raise OSError("no network")

    offline = Client(Settings(), clock=time.clock(), resolve=nothing)
    with offline, pytest.raises(Offline):
        offline.fetch("test", PACE, Request("http://public.example/"))


def test_being_offline_is_known_at_once(time: FakeTime) -> None:
    def nothing(host: str, port: int) -> Sequence[str]:
        raise OSError("no network")

    with Client(Settings(), clock=time.clock(), resolve=nothing) as client, pytest.raises(Offline):
        client.fetch("test", PACE, Request("http://public.example/"))
    assert time.slept == []


def test_a_kept_answer_is_not_asked_for_again(site: Site, time: FakeTime, tmp_path: Path) -> None:
    site.serve("/page", '{"a": 1}')
    first = fetch(site, time, cache=tmp_path / "kept")
    time.sleep(60)
    second = fetch(site, time, cache=tmp_path / "kept")
    assert second.content == first.content
    assert second.time == first.time
    assert len(site.asked) == 1


def test_cookies_are_not_sent_back(site: Site, time: FakeTime) -> None:
    site.serve("/page", "", 302, Location="/next", Set_Cookie="track=me; Path=/")
    site.serve("/next", "{}")
    fetch(site, time)
    assert "Cookie" not in site.asked[1].headers


def test_closing_ends_what_another_thread_waits_for(site: Site, time: FakeTime) -> None:
    site.serve("/page", "{}")
    site.hold.clear()
    client = client_for(site, time, retries=0)
    said: list[str] = []

    def ask() -> None:
        try:
            client.fetch("test", PACE, Request(site.url + "/page"))
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
