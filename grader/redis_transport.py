"""Celery's Redis transport, with clients that last.

kombu makes a client object for every command that it sends outside its event loop, twice for each message received and
once for each sent. Making one fills a table of several hundred entries, and costs more than all else that happens to a
message. A client holds nothing but its pool of connections, which is safe to share.
"""

from __future__ import annotations

from typing import Any

from kombu.transport import TRANSPORT_ALIASES, redis


class Channel(redis.Channel):  # type: ignore[misc]
    """A channel that keeps the client of its pool."""

    _lasting: Any = None

    def _create_client(self, asynchronous: bool = False) -> Any:  # noqa: FBT001, FBT002 - kombu's signature
        if asynchronous:
            # Each of these is bound to one connection: the one that waits for messages must not be shared.
            return super()._create_client(asynchronous=True)
        # The pool is made anew after a connection was lost.
        if self._lasting is None or self._lasting.connection_pool is not self.pool:
            self._lasting = super()._create_client()
        return self._lasting


class Transport(redis.Transport):  # type: ignore[misc]
    """The transport with such channels."""

    Channel = Channel


def register() -> None:
    """Have kombu use this transport in this process wherever an address asks for Redis. Calling it again changes nothing."""
    place = f"{Transport.__module__}:{Transport.__qualname__}"
    TRANSPORT_ALIASES.update(redis=place, rediss=place)
