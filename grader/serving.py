"""The processes of the service: `grader serve` and `grader worker`.

`grader serve` is the whole service in one process by default: API, webhook sender, reconciler, and a worker whose fork
server is a child. The parts that grade can be moved to other processes and machines without changing the others.

    serve:   API (main thread) | event feed | reconciler | webhook sender | worker (consumer, slots, heartbeat)
    worker:                                   reconciler |                  worker (consumer, slots, heartbeat)
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import uvicorn

from grader import private_redis
from grader.config import Settings, prepare_data_dir
from grader.deployment import SYSTEM, Deployment, open_deployment, prepare_schema, publish_shared_exercises
from grader.dispatch import MEMORY_BROKER
from grader.errors import ConfigurationError
from grader.reconciling import Reconciler
from grader.statuses import Scope
from grader.store import StoreUnavailableError, tenants
from grader.worker_host import GraderFactory, WorkerHost, sandboxed_grader

log = logging.getLogger(__name__)

#: Exit status of a worker that ended for a reason of its own and should be started again (EX_TEMPFAIL).
TRY_AGAIN_STATUS = 75
_AUTO = "auto"
_FIRST_TENANT = "default"
_REQUESTS_END_S = 10
_WEBHOOK_PAUSE_S = 0.5
_WEBHOOK_REST_S = 0.1
_DATABASE_PATIENCE_S = 60.0
_DATABASE_PAUSE_S = 1.0
_START_STEP_S = 0.02
_KEEP_STEP_S = 0.2


@dataclass(frozen=True)
class Served:
    """What a person wants to know of a service that has just begun.

    Attributes:
        url: where it listens.
        broker: what carries the work.
        first_key: a key for everything, made because there was none; shown once.
        exercises: how many exercises every tenant sees.
    """

    url: str
    broker: str
    first_key: str | None
    exercises: int


@contextmanager
def chosen_broker(settings: Settings, *, one_process: bool) -> Iterator[str]:
    """The broker to use: the setting, or for `auto` a private Redis if one runs or can be started, else memory.

    Args:
        one_process: this process serves and grades; only then may it start a server, or do with memory.

    Raises:
        ConfigurationError: workers of their own need a broker that others reach.
    """
    if settings.broker_url != _AUTO:
        yield settings.broker_url
        return
    data_dir = prepare_data_dir(settings)
    if private_redis.answers(data_dir):
        yield private_redis.url_of(data_dir)
        return
    if not one_process:
        raise ConfigurationError(
            "no broker: start `grader serve` first on a machine with Redis and the same GRADER_DATA_DIR, "
            "or set GRADER_BROKER_URL=redis://..."
        )
    program = private_redis.find_program()
    if program is None:
        yield MEMORY_BROKER
        return
    server = private_redis.PrivateRedis(program, data_dir)
    try:
        yield server.url
    finally:
        server.stop()


def run_server(
    settings: Settings, announce: Callable[[Served], None], *, open_grader: GraderFactory = sandboxed_grader
) -> int:
    """Serve until SIGTERM or SIGINT, or until its worker fails; returns the exit status.

    Args:
        announce: called once the service answers.

    Raises:
        GraderError: it could not start; the message says what to do.
    """
    # Until uvicorn watches for these signals itself; it raises the one that ended it once more, and we end by returning.
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    with ExitStack() as stack:
        broker_url = stack.enter_context(chosen_broker(settings, one_process=True))
        deployment = stack.enter_context(open_deployment(settings, broker_url))
        prepare_schema(deployment.database)
        count = publish_shared_exercises(deployment)
        listener = stack.enter_context(_listening_socket(settings))
        failed = threading.Event()
        _start_worker(stack, deployment, open_grader, failed)
        _start_background(stack, deployment)
        deployment.feed.start()
        host, port = listener.getsockname()[:2]
        served = Served(f"http://{host}:{port}", broker_url, _first_key(deployment), count)
        server = _api_server(deployment)
        watcher = threading.Thread(
            target=_watch, args=(server, asked, failed, lambda: announce(served)), name="server-watcher", daemon=True
        )
        watcher.start()
        server.run(sockets=[listener])
    return TRY_AGAIN_STATUS if failed.is_set() else 0


def _start_worker(
    stack: ExitStack, deployment: Deployment, open_grader: GraderFactory, give_up: threading.Event
) -> None:
    settings = deployment.settings
    slots = settings.serve_slots if settings.serve_slots is not None else settings.effective_slots()
    if slots == 0:
        return
    worker = WorkerHost(deployment, device=settings.device, slots=slots, open_grader=open_grader)
    worker.start()
    leaving = threading.Event()
    keeper = threading.Thread(target=_keep, args=(worker, leaving, give_up), name="worker-keeper", daemon=True)
    keeper.start()
    stack.callback(keeper.join)
    stack.callback(leaving.set)


def _keep(worker: WorkerHost, leaving: threading.Event, give_up: threading.Event) -> None:
    """Stop the worker when the service ends, or when it was asked to drain; one that failed takes the service along."""
    while not (leaving.wait(_KEEP_STEP_S) or worker.ended.is_set()):
        pass
    if worker.failed is not None:
        log.error("%s", worker.failed)
        give_up.set()
    worker.stop()


def _start_background(stack: ExitStack, deployment: Deployment) -> None:
    from grader.webhook import WebhookSender  # noqa: PLC0415 - a worker's process sends no webhooks

    reconciler = make_reconciler(deployment)
    reconciler.start()
    stack.callback(reconciler.stop)
    stopping = threading.Event()
    sender = WebhookSender(deployment)
    thread = threading.Thread(
        target=_send_webhooks, args=(sender.run_once, deployment, stopping), name="webhook-sender", daemon=True
    )
    thread.start()
    stack.callback(sender.close)
    stack.callback(thread.join)
    stack.callback(stopping.set)


def _send_webhooks(run_once: Callable[[], int], deployment: Deployment, stopping: threading.Event) -> None:
    while not stopping.is_set():
        try:
            if run_once():
                continue
        except StoreUnavailableError as error:
            log.warning("webhooks wait for the database: %s", error)
        except Exception:
            log.exception("sending webhooks broke")
        # Messages that come in quick succession are looked at together.
        if not stopping.wait(_WEBHOOK_REST_S):
            deployment.feed.wait_for_messages(_WEBHOOK_PAUSE_S)


def make_reconciler(deployment: Deployment) -> Reconciler:
    """The reconciler of this process."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    return Reconciler(deployment.database, deployment.dispatcher, deployment.settings, holder=holder)


def _api_server(deployment: Deployment) -> uvicorn.Server:
    from grader.api import create_app  # noqa: PLC0415 - a worker's process serves no API

    # Whoever waits for a verdict is answered as soon as the server is asked to stop.
    app = create_app(deployment, stopping=lambda: server.should_exit)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_REQUESTS_END_S,
    )
    server = uvicorn.Server(config)
    return server


def _watch(
    server: uvicorn.Server, asked: threading.Event, failed: threading.Event, when_ready: Callable[[], None]
) -> None:
    """Announce a server that has begun to answer; end one that was asked to stop before it did, or whose worker failed."""
    while not server.started:
        if asked.wait(_START_STEP_S) or failed.is_set():
            server.should_exit = True
            return
    when_ready()
    while not server.should_exit:
        if failed.wait(_KEEP_STEP_S):
            server.should_exit = True


@contextmanager
def _listening_socket(settings: Settings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as error:
            raise ConfigurationError(
                f"cannot listen on {settings.host}:{settings.port} ({error.strerror}): choose another --port"
            ) from error
        listener.listen(1024)
        yield listener


def _first_key(deployment: Deployment) -> str | None:
    """A key for everything if nobody has one yet: the first person must get in somehow."""
    with deployment.database.transaction() as session:
        if tenants.has_keys(session):
            return None
        tenant = tenants.ensure_tenant(session, _FIRST_TENANT)
        return tenants.create_key(session, tenant.id, list(Scope), name="first key", actor=SYSTEM).text


def run_worker(settings: Settings, *, open_grader: GraderFactory = sandboxed_grader) -> int:
    """Grade until SIGTERM or SIGINT, or until asked to drain; returns the exit status.

    Raises:
        GraderError: it could not start; the message says what to do.
    """
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    with ExitStack() as stack:
        broker_url = stack.enter_context(chosen_broker(settings, one_process=False))
        if broker_url.startswith("memory:"):
            raise ConfigurationError("memory:// reaches no other process: set GRADER_BROKER_URL=redis://...")
        deployment = stack.enter_context(open_deployment(settings, broker_url))
        _await_schema(deployment, asked)
        worker = WorkerHost(
            deployment, device=settings.device, slots=settings.effective_slots(), open_grader=open_grader
        )
        worker.start()
        stack.callback(worker.stop)
        reconciler = make_reconciler(deployment)
        reconciler.start()
        stack.callback(reconciler.stop)
        while not (asked.wait(0.2) or worker.ended.is_set()):
            pass
        if worker.failed is not None:
            log.error("%s", worker.failed)
            return TRY_AGAIN_STATUS
    return 0


def _await_schema(deployment: Deployment, asked: threading.Event) -> None:
    """Wait for a database that is just starting, or being brought up to date by another process."""
    waited = 0.0
    while True:
        try:
            prepare_schema(deployment.database)
        except StoreUnavailableError as error:
            if waited >= _DATABASE_PATIENCE_S:
                raise
            log.warning("waiting for the database: %s", error)
            if asked.wait(_DATABASE_PAUSE_S):
                raise
            waited += _DATABASE_PAUSE_S
        else:
            return
