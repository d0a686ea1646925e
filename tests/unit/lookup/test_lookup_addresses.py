"""Which addresses are asked, and that a name's address cannot change in between."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import httpcore
import pytest

from evidence.lookup._network import Guard, is_public
from evidence.lookup.base import Forbidden, Unreachable


class Dial(httpcore.NetworkBackend):
    """Remembers what it was to connect to, and connects to nothing but `answering`."""

    def __init__(self, answering: str = "") -> None:
        self.dialled: list[str] = []
        self.answering = answering

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> httpcore.NetworkStream:
        self.dialled.append(host)
        if host != self.answering:
            raise httpcore.ConnectError("refused")
        return httpcore.NetworkStream()


def guard(dial: Dial, *addresses: str, allow_private: bool = False) -> Guard:
    def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    return Guard(allow_private=allow_private, monotonic=lambda: 0.0, resolve=resolve, dial=dial)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "2001:0:7f00:1::",
        "no address",
        "",
    ],
)
def test_addresses_of_this_machine_and_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "104.18.0.1", "2606:4700::6810:1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_public_addresses_are_public_also_behind_a_translator(address: str) -> None:
    assert is_public(address)


def test_a_connection_goes_to_the_address_that_was_checked() -> None:
    dial = Dial("8.8.8.8")
    guard(dial, "8.8.8.8").connect_tcp("example.org", 443)
    assert dial.dialled == ["8.8.8.8"]


def test_a_name_is_resolved_once_so_that_it_cannot_change_its_address() -> None:
    dial = Dial("8.8.8.8")
    answers = iter((["8.8.8.8"], ["127.0.0.1"]))
    watching = Guard(
        allow_private=False,
        monotonic=lambda: 0.0,
        resolve=lambda host, port: next(answers),
        dial=dial,
    )
    watching.connect_tcp("rebinding.example", 80)
    with pytest.raises(Forbidden):
        watching.connect_tcp("rebinding.example", 80)
    assert dial.dialled == ["8.8.8.8"]


def test_of_a_name_with_both_kinds_only_the_public_addresses_are_tried() -> None:
    dial = Dial()
    with pytest.raises(Unreachable):
        guard(dial, "10.0.0.1", "8.8.8.8", "::1", "8.8.4.4").connect_tcp("both.example", 80)
    assert dial.dialled == ["8.8.8.8", "8.8.4.4"]


def test_a_private_address_is_refused_before_anything_is_sent() -> None:
    dial = Dial("10.0.0.1")
    with pytest.raises(Forbidden, match="--allow-private"):
        guard(dial, "10.0.0.1").connect_tcp("intranet.example", 80)
    assert dial.dialled == []


def test_private_addresses_are_asked_where_that_is_allowed() -> None:
    dial = Dial("10.0.0.1")
    guard(dial, "10.0.0.1", allow_private=True).connect_tcp("intranet.example", 80)
    assert dial.dialled == ["10.0.0.1"]


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "localhost"])
def test_other_spellings_of_this_machine_are_refused(host: str) -> None:
    watching = Guard(allow_private=False, monotonic=lambda: 0.0, dial=Dial())
    with pytest.raises((Forbidden, Unreachable)):
        watching.connect_tcp(host, 80)


def test_a_host_that_is_nobodys_is_told_from_one_that_cannot_be_asked_now() -> None:
    def resolver(code: int) -> Guard:
        def resolve(host: str, port: int) -> Sequence[str]:
            raise socket.gaierror(code, "not known")

        return Guard(allow_private=False, monotonic=lambda: 0.0, resolve=resolve, dial=Dial())

    with pytest.raises(Unreachable) as nobodys:
        resolver(socket.EAI_NONAME).addresses("no.example", 80)
    with pytest.raises(Unreachable) as later:
        resolver(socket.EAI_AGAIN).addresses("no.example", 80)
    assert nobodys.value.no_such_host
    assert not later.value.no_such_host
