"""The way of a message: from a committed row to a worker's slot. Celery carries it.

A message holds an attempt's id and nothing else. It is sent after the commit that made the row, best effort: what the
broker loses, or never got, the reconciler sends again, because the database is the queue of record. So sending never
raises and never blocks for long, and receiving the same message twice is harmless.

Queues are per device. Priority 0 is served first and 9 last, on Redis as in memory.
"""

from __future__ import annotations

import logging
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

from celery import Celery
from celery.app.trace import setup_worker_optimizations
from celery.worker import WorkController, state
from kombu.entity import Exchange, Queue
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from grader import memory_transport, redis_transport
from grader.errors import ConfigurationError
from grader.store import Outgoing

log = logging.getLogger(__name__)

TASK_NAME: Final = "grader.grade"
MEMORY_BROKER: Final = "memory://"
_DEVICES = ("cpu", "cuda")
_MEMORY_TRANSPORT = "grader.memory_transport:Transport"
_PRIORITIES = list(range(10))
#: A message comes back after this long without acknowledgement. Above any lease, since dead leases are repaired sooner.
_VISIBILITY_S = 3600
#: After a failure to send, do not try again for this long: the request that comes next need not wait as well.
_BREAK_S = 2.0
_SOCKET_S = 1.0
#: A worker's socket waits in BRPOP, which answers every second.
_CONSUMER_SOCKET_S = 5.0
_JOIN_STEP_S = 0.05

#: What sending to a broker that is away, full or confused may raise.
BrokerErrors = (KombuError, RedisError, OSError)


def queue_name(device: str) -> str:
    """The name of a device's queue."""
    return f"grader.{device}"


def make_app(broker_url: str, *, consumer: bool = False) -> Celery:
    """A Celery application for this broker.

    Args:
        broker_url: `redis://`, `rediss://`, `redis+socket://`, or `memory://` for one process.
        consumer: for a worker; without, for sending, with short time-outs.

    Raises:
        ConfigurationError: no broker of this kind is supported.
    """
    app = Celery("grader", set_as_current=False)
    is_memory = broker_url.startswith("memory:")
    if not is_memory and not broker_url.startswith(("redis:", "rediss:", "redis+socket:")):
        raise ConfigurationError("GRADER_BROKER_URL: give redis://..., memory:// or auto")
    redis_transport.register()
    app.conf.update(
        broker_url="memory://localhost" if is_memory else broker_url,
        broker_transport=_MEMORY_TRANSPORT if is_memory else None,
        broker_transport_options={} if is_memory else _redis_options(consumer=consumer),
        # Left to itself kombu would take any certificate.
        broker_use_ssl={"ssl_cert_reqs": ssl.CERT_REQUIRED} if _is_tls_unsettled(broker_url) else None,
        **_COMMON,
    )
    return app


def _is_tls_unsettled(broker_url: str) -> bool:
    return broker_url.startswith("rediss:") and "ssl_cert_reqs=" not in broker_url


_COMMON: Final[dict[str, Any]] = {
    "accept_content": ["json"],
    "task_serializer": "json",
    "result_backend": None,
    "task_ignore_result": True,
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "task_queues": [Queue(queue_name(device), Exchange("grader"), routing_key=device) for device in _DEVICES],
    "task_default_queue": queue_name("cpu"),
    "task_create_missing_queues": False,
    # Workers are steered and watched through the database; nothing listens for Celery's own events and commands.
    "worker_enable_remote_control": False,
    "worker_send_task_events": False,
    "task_send_sent_event": False,
    "worker_hijack_root_logger": False,
    "worker_redirect_stdouts": False,
    "broker_connection_retry_on_startup": True,
    "broker_connection_max_retries": None,
    # Attempts under way when the connection breaks go on: their leases are in the database.
    "worker_cancel_long_running_tasks_on_connection_loss": False,
    "task_publish_retry_policy": {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2},
    "visibility_timeout": _VISIBILITY_S,
}


def _redis_options(*, consumer: bool) -> dict[str, Any]:
    return {
        "visibility_timeout": _VISIBILITY_S,
        "priority_steps": _PRIORITIES,
        "queue_order_strategy": "priority",
        "socket_connect_timeout": _SOCKET_S,
        "socket_timeout": _CONSUMER_SOCKET_S if consumer else _SOCKET_S,
        "socket_keepalive": True,
        "health_check_interval": 25,
    }


class Dispatcher:
    """Sends messages; `send` fits `Database.after_commit`. Safe to use from many threads.

    Args:
        broker_url: as for `make_app`.
    """

    def __init__(self, broker_url: str) -> None:
        self.broker_url = broker_url
        self._app = make_app(broker_url)
        self._broken_until = 0.0

    def send(self, messages: Sequence[Outgoing]) -> None:
        """Send messages, in order, as far as the broker lets us. Never raises: the reconciler sends what is missing."""
        if time.monotonic() < self._broken_until:
            return
        try:
            with self._app.amqp.producer_pool.acquire(block=True, timeout=_SOCKET_S) as producer:
                for message in messages:
                    self._app.send_task(
                        TASK_NAME,
                        args=[message.attempt_id],
                        queue=queue_name(message.device),
                        priority=message.priority,
                        producer=producer,
                    )
        except BrokerErrors as error:
            self._broken_until = time.monotonic() + _BREAK_S
            log.warning("the broker takes no messages, they will be sent later: %s", error)

    def depth(self, device: str) -> int | None:
        """Messages that wait for a slot of this device; None if the broker does not answer."""
        try:
            with self._app.amqp.producer_pool.acquire(block=True, timeout=_SOCKET_S) as producer:
                return int(producer.channel._size(queue_name(device)))  # noqa: SLF001 - kombu has no other way
        except BrokerErrors:
            return None

    def ping(self) -> bool:
        """Whether the broker answers, within a second or two."""
        return self.depth(_DEVICES[0]) is not None

    def close(self) -> None:
        """Close the connections."""
        with suppress(*BrokerErrors):
            self._app.close()


class Consumer:
    """A Celery worker in a thread of this process, with a pool of threads as slots.

    Args:
        broker_url: as for `make_app`.
        device: whose queue to serve.
        slots: messages handled at a time.
        handle: called with an attempt's id in a pool thread. It must not raise.
    """

    def __init__(self, broker_url: str, *, device: str, slots: int, handle: Callable[[str], None]) -> None:
        self._app = make_app(broker_url, consumer=True)
        self._app.conf.update(worker_concurrency=slots, worker_pool="threads")
        self._device = device
        self._stopping = threading.Event()
        self._ready = threading.Event()
        self._controller: WorkController | None = None
        self._thread = threading.Thread(target=self._serve, name="celery-consumer", daemon=True)

        @self._app.task(name=TASK_NAME, shared=False)  # type: ignore[untyped-decorator]
        def grade(attempt_id: str) -> None:
            handle(attempt_id)

    def start(self) -> None:
        """Begin to take messages."""
        state.should_stop = None
        self._thread.start()

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait until messages are taken; False if the broker was not reached within `timeout_s` seconds."""
        return self._ready.wait(timeout_s)

    def stop(self) -> None:
        """Take no more messages; those under way go on. `join` waits for them."""
        self._stopping.set()
        # Celery knows one worker to a process and stops it through this variable.
        state.should_stop = 0
        memory_transport.interrupt()

    def join(self, timeout_s: float) -> bool:
        """Wait until the last message is done; False if some are still under way after `timeout_s` seconds."""
        deadline = time.monotonic() + timeout_s
        while self._thread.is_alive() and time.monotonic() < deadline:
            # A loop that was told to stop looks once more for messages: do not let it wait for one.
            memory_transport.interrupt()
            self._thread.join(_JOIN_STEP_S)
        return not self._thread.is_alive()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                self._controller = self._make_controller()
                self._controller.start()
            except Exception:
                log.exception("the consumer broke off; it starts again")
            if self._stopping.wait(1.0):
                return

    def _make_controller(self) -> WorkController:
        hostname = f"grader-{self._device}"
        # Without this the pool's threads look for the task in Celery's default application, which does not know it.
        setup_worker_optimizations(self._app, hostname)
        return WorkController(
            app=self._app,
            hostname=hostname,
            queues=[queue_name(self._device)],
            loglevel=logging.WARNING,
            ready_callback=lambda _consumer: self._ready.set(),
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
        )
