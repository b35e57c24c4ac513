"""The way of a message through Redis costs no more clients than it must, whatever the form of the broker's address."""

from __future__ import annotations

import ssl
from typing import Any

import pytest
import redis as redis_client

from grader.dispatch import Dispatcher, make_app
from grader.redis_transport import Transport
from grader.store import Outgoing
from tests.servers import Redis


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "rediss://127.0.0.1:1/0", "redis+socket:///nowhere"])
@pytest.mark.parametrize("consumer", [False, True])
def test_every_address_of_a_redis_is_reached_our_way(url: str, *, consumer: bool) -> None:
    """Sender and consumer use the transport whose clients last, and so do copies of their connections."""
    connection = make_app(url, consumer=consumer).connection_for_write()
    assert connection.get_transport_cls() is Transport
    assert connection.clone().get_transport_cls() is Transport
    assert connection.Pool(1).new().get_transport_cls() is Transport


def test_a_certificate_is_asked_for() -> None:
    """Over TLS the server must show a certificate that is trusted, unless the address says otherwise."""
    wanted = make_app("rediss://127.0.0.1:1/0").connection_for_write()
    assert wanted.ssl == {"ssl_cert_reqs": ssl.CERT_REQUIRED}
    waived = make_app("rediss://127.0.0.1:1/0?ssl_cert_reqs=none").connection_for_write()
    assert waived.ssl != wanted.ssl
    assert not make_app("redis://127.0.0.1:1/0").connection_for_write().ssl


@pytest.mark.redis
def test_a_client_serves_more_than_one_message(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a hundred messages sent each arrives, and no more clients were made than for one."""
    made = 0
    usual = redis_client.Redis.__init__

    def counted(self: redis_client.Redis, *arguments: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        usual(self, *arguments, **named)

    dispatcher = Dispatcher(redis.url)
    dispatcher.send([Outgoing("att_0", "cpu", 0)])
    monkeypatch.setattr(redis_client.Redis, "__init__", counted)
    dispatcher.send([Outgoing(f"att_{number}", "cpu", number % 10) for number in range(1, 100)])
    assert dispatcher.depth("cpu") == 100
    assert made == 0
    dispatcher.close()


@pytest.mark.redis
def test_a_client_is_made_anew_for_a_new_server(redis: Redis) -> None:
    """After Redis was killed and started again messages are sent, the first one at the latest after the pause."""
    dispatcher = Dispatcher(redis.url)
    dispatcher.send([Outgoing("att_1", "cpu", 0)])
    redis.kill()
    redis.start()
    assert dispatcher.depth("cpu") in (0, None)
    dispatcher.send([Outgoing("att_2", "cpu", 0)])
    assert dispatcher.depth("cpu") == 1
    dispatcher.close()
