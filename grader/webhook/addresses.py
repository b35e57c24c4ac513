"""Where webhook messages may go.

Someone who may choose a URL must not reach through us what only we can reach: our database, our broker, a cloud's metadata
service. So a URL is looked at when it is given (its form, and its address if it is written as one), and when it is used:
the name is resolved once, every address that it stands for must be public or in a network that the operator lists, and
the connection goes to the address that was looked at. Resolving a second time could give another one.
"""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from grader.errors import GraderError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

URL_LIMIT = 2000
_SCHEMES = {"http": 80, "https": 443}
_MOST_PORT = 65_535
#: Underscores are in no official name, but in many private ones.
_NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
#: NAT64 (RFC 6052): the last 32 bits are an IPv4 address.
_NAT64 = IPv6Network("64:ff9b::/96")
_IPV4_BITS = 0xFFFFFFFF


class RefusedAddressError(GraderError):
    """A message may not be sent there; the same URL will be refused again."""


class UnresolvedNameError(GraderError):
    """The name has no address now; it may have one later."""


@dataclass(frozen=True)
class Target:
    """A URL whose form was found right.

    Attributes:
        host: name or address, in ASCII.
        literal: the address, where the URL has one in place of a name.
    """

    url: httpx.URL
    host: str
    port: int
    literal: Address | None


def parse_target(url: str) -> Target:
    """Look at the form of a URL.

    Raises:
        RefusedAddressError: it is no URL that a message can be sent to; the message says why.
    """
    if len(url) > URL_LIMIT:
        raise RefusedAddressError(f"a callback URL has at most {URL_LIMIT} characters")
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise RefusedAddressError("this is not a URL: give http(s)://host/path") from error
    if parsed.scheme not in _SCHEMES or not host:
        raise RefusedAddressError("a callback URL begins with https://host or http://host")
    if parsed.userinfo:
        raise RefusedAddressError("a callback URL holds no user name or password: put a token into its path")
    literal = _literal(host)
    if literal is None and not _NAME.fullmatch(host):
        raise RefusedAddressError("the host of a callback URL is a name or an address")
    port = _SCHEMES[parsed.scheme] if parsed.port is None else parsed.port
    if not 0 < port <= _MOST_PORT:
        raise RefusedAddressError(f"the port of a callback URL is 1 to {_MOST_PORT}")
    return Target(parsed.copy_with(fragment=None), host, port, literal)


def check_target(url: str, allowed: Sequence[Network]) -> None:
    """Refuse a URL that is malformed, or whose host is written as an address that must not be reached. Asks no server.

    Raises:
        RefusedAddressError: says why.
    """
    target = parse_target(url)
    name = target.host.rstrip(".")
    local = name == "localhost" or name.endswith(".localhost")
    literal = ip_address("127.0.0.1") if local else target.literal
    if literal is not None:
        _require_reachable([literal], allowed)


async def resolve(target: Target, allowed: Sequence[Network], executor: Executor) -> Address:
    """The address to connect to.

    Args:
        allowed: private networks that may be reached all the same.
        executor: where the system's resolver may block.

    Raises:
        RefusedAddressError: one of the name's addresses is not public.
        UnresolvedNameError: there is none.
    """
    if target.literal is not None:
        found = [target.literal]
    else:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(executor, _ask, target.host, target.port)
        except (OSError, UnicodeError) as error:
            raise UnresolvedNameError(f"{target.host} cannot be resolved") from error
    if not found:
        raise UnresolvedNameError(f"{target.host} has no address")
    _require_reachable(found, allowed)
    return found[0]


def _ask(host: str, port: int) -> list[Address]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers]


def _literal(host: str) -> Address | None:
    with suppress(ValueError):
        return ip_address(host)
    # Forms that only the system reads as an address: 127.1, 0x7f000001, 2130706433.
    with suppress(OSError, UnicodeError, ValueError):
        return ip_address(socket.inet_ntoa(socket.inet_aton(host)))
    return None


def _require_reachable(addresses: Iterable[Address], allowed: Sequence[Network]) -> None:
    for address in addresses:
        if not (is_public(address) or _is_listed(address, allowed)):
            raise RefusedAddressError(f"{address} is no public address: callbacks go to public addresses only")


def is_public(address: Address) -> bool:
    """Whether anybody on the internet could reach this address as well."""
    inner = _embedded(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _is_listed(address: Address, allowed: Sequence[Network]) -> bool:
    inner = _embedded(address)
    return any(each in network for network in allowed for each in (address, inner) if each is not None)


def _embedded(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to, for the ways of writing one into the other."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & _IPV4_BITS)
    tunnelled = address.teredo
    return address.ipv4_mapped or address.sixtofour or (None if tunnelled is None else tunnelled[1])
