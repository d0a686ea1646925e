"""Which hosts are asked without a proxy."""

from __future__ import annotations

import pytest

from evidence.lookup._network import goes_direct


@pytest.mark.parametrize(
    ("entry", "host"),
    [
        ("*", "example.org"),
        ("example.org", "example.org"),
        ("Example.ORG", "api.example.org"),
        (".example.org", "api.example.org"),
        (".example.org", "example.org"),
        ("*.example.org", "api.example.org"),
        ("example.org:443", "example.org"),
        ("10.0.0.0/8", "10.1.2.3"),
        ("10.1.2.3", "10.1.2.3"),
        ("::1", "::1"),
        ("[::1]", "[::1]"),
        ("[::1]:443", "::1"),
        ("fd00::/8", "fd12::1"),
    ],
)
def test_an_entry_of_no_proxy_excepts_hosts_below_it_too(entry: str, host: str) -> None:
    assert goes_direct(host, 443, ["other.example", entry])


@pytest.mark.parametrize(
    ("entry", "host"),
    [
        ("example.org", "badexample.org"),
        ("api.example.org", "example.org"),
        ("example.org:80", "example.org"),
        ("*:80", "example.org"),
        ("10.0.0.0/8", "11.0.0.1"),
        ("10.0.0.0/8", "example.org"),
        (".", "example.org"),
        ("example.org/8", "example.org"),
    ],
)
def test_no_other_host_is_excepted(entry: str, host: str) -> None:
    assert not goes_direct(host, 443, [entry])
