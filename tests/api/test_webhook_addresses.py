"""Where webhooks may go: what is refused when a URL is given, and what when it is used."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address, ip_network

import pytest

from grader.webhook import addresses
from grader.webhook.addresses import (
    RefusedAddressError,
    UnresolvedNameError,
    check_target,
    is_public,
    parse_target,
    resolve,
)

ALLOWED = (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:0:0:0:0:80ff:fffe",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_addresses_that_are_not_public_are_known(address: str) -> None:
    """An address that not everybody on the internet can reach is not public, however it is written."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_known(address: str) -> None:
    """An address that everybody can reach is public."""
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "lms.example/hook",
        "//lms.example/hook",
        "ftp://lms.example/hook",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///hook",
        "http://user:password@lms.example/",
        "http://lms.example:0/",
        "http://lms.example:99999/",
        "http://lms example/",
        "http://lms.example/\nHost: evil",
        "http://\ud800/",
        "http://[::1",
        "https://lms.example/" + "x" * 2000,
    ],
)
def test_a_malformed_url_is_refused(url: str) -> None:
    """What is no http(s) URL with a plain host is refused when it is given."""
    with pytest.raises(RefusedAddressError):
        check_target(url, ALLOWED)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://017700000001/",
        "http://[::1]:8000/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1%25eth0]/",
        "http://localhost:6379/",
        "http://LOCALHOST./",
        "http://redis.localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.2.0.1/",
        "http://[fe80::1]/",
    ],
)
def test_a_private_address_is_refused_when_it_is_given(url: str) -> None:
    """A host that is written as a private address, in any notation, is refused at once."""
    with pytest.raises(RefusedAddressError):
        check_target(url, ALLOWED)


@pytest.mark.parametrize(
    "url", ["https://lms.example/hook?course=1#part", "http://8.8.8.8/", "http://10.1.2.3:8080/", "http://[fd00::1]/"]
)
def test_public_and_listed_addresses_are_let_through(url: str) -> None:
    """A public address, a name, or an address in a network that the operator listed is taken."""
    check_target(url, ALLOWED)


def resolved(url: str, *answers: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Resolve a URL's host as if the name server answered so, and only once."""
    asked = []

    def ask(host: str, port: int) -> list[addresses.Address]:
        asked.append((host, port))
        return [ip_address(answer) for answer in answers]

    monkeypatch.setattr(addresses, "_ask", ask)
    with ThreadPoolExecutor(1) as executor:
        found = asyncio.run(resolve(parse_target(url), ALLOWED, executor))
    assert len(asked) == 1
    return str(found)


def test_a_name_is_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name server is asked once, and its answer is the address to connect to."""
    assert resolved("https://lms.example/", "8.8.8.8", "8.8.4.4", monkeypatch=monkeypatch) == "8.8.8.8"


@pytest.mark.parametrize(
    "answers", [("127.0.0.1",), ("8.8.8.8", "127.0.0.1"), ("::ffff:10.0.0.1",), ("8.8.8.8", "10.2.0.1")]
)
def test_a_name_with_a_private_address_is_refused(answers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is refused if any of its addresses is private, not only the first."""
    with pytest.raises(RefusedAddressError):
        resolved("https://rebound.example/", *answers, monkeypatch=monkeypatch)


def test_a_name_in_a_listed_network_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that stands for an address in a listed network may be reached."""
    assert resolved("http://lms.internal/", "10.1.0.7", monkeypatch=monkeypatch) == "10.1.0.7"


def test_a_name_without_an_address_may_have_one_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that cannot be resolved is another error than one that must not be reached."""
    with pytest.raises(UnresolvedNameError):
        resolved("https://gone.example/", monkeypatch=monkeypatch)
