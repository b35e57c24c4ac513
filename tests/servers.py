"""Real servers for tests and benchmarks: private ones, on sockets in a folder of their own, ended with whoever began them.

Debian's `postgresql` and `redis-server` packages provide the programs. Nothing here touches the machine's own services.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

_START_S = 30.0
_STEP_S = 0.02
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _program(name: str, *folders: str) -> str:
    """Find a server's program; PostgreSQL's are not on PATH in Debian."""
    path = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), *folders]))
    if path is None:
        raise RuntimeError(f"{name} is not installed: run `make setup`, or apt-get install redis-server postgresql")
    return path


def _end_with_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


class Postgres:
    """A PostgreSQL server. As root it runs as the user `postgres`, since it refuses to run as root.

    Args:
        durable: keep what was committed through a crash of the machine, as a deployment does; tests do without.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._durable = durable
        # Debian's socket paths must be short, and the server's user must reach them.
        self.folder = Path(tempfile.mkdtemp(prefix="tg-pg-", dir="/tmp"))
        self._user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        folders = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)
        self._server = _program("postgres", *folders)
        if self._user is not None:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        initdb = [_program("initdb", *folders), "-D", str(self.folder / "data"), "-A", "trust", "-U", "postgres"]
        self._run([*initdb, "-E", "UTF8", "--locale=C", "--no-sync"])
        self.start()
        return self

    def start(self) -> None:
        """Start the server; again, after `kill`."""
        options = ["-k", str(self.folder), "-c", "listen_addresses=", "-c", "max_connections=200"]
        if not self._durable:
            options += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        log = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(
            [self._server, "-D", str(self.folder / "data"), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - started before there are threads
            start_new_session=True,
            cwd="/",
            **self._as_user(),
        )
        log.close()
        self._wait()

    def kill(self) -> None:
        """Kill the server hard, with everything it has in memory."""
        if self._process is not None:
            # Its children notice that their parent is gone.
            self._process.kill()
            self._process.wait()
            (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def cut_connections(self) -> int:
        """End every other connection to the server; returns how many there were."""
        with self.connect("postgres") as connection:
            cut = connection.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            ).fetchone()
        return int(cut[0]) if cut else 0

    def connect(self, name: str) -> psycopg.Connection[tuple[object, ...]]:
        """Connect to a database of this server, each statement committed by itself."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname=name, autocommit=True)

    def url(self, name: str) -> str:
        """Return the URL of a database of this server."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def create(self, template: str | None = None) -> str:
        """Make a database of a new name, as a copy of `template` if given; returns its name."""
        name = f"t{uuid.uuid4().hex[:12]}"
        with self.connect("postgres") as connection:
            suffix = f' TEMPLATE "{template}"' if template else ""
            connection.execute(f'CREATE DATABASE "{name}"{suffix}'.encode())
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        with self.connect("postgres") as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_S
        while True:
            try:
                self.connect("postgres").close()
            except psycopg.OperationalError:
                dead = self._process is None or self._process.poll() is not None
                if dead or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:]) from None
                time.sleep(_STEP_S)
            else:
                return

    def _run(self, command: list[str]) -> None:
        done = subprocess.run(command, capture_output=True, check=False, cwd="/", **self._as_user())
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode(errors="replace"))

    def _as_user(self) -> dict[str, object]:
        if self._user is None:
            return {}
        return {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}


class Redis:
    """A Redis server that keeps nothing on disk: killed, it has lost everything."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tg-redis-", dir="/tmp"))
        self.socket = self.folder / "redis.sock"
        self.url = f"redis+socket://{self.socket}"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._server = _program("redis-server", "/usr/bin")
        self.start()
        return self

    def start(self) -> None:
        """Start the server; again, and empty, after `kill`."""
        self.socket.unlink(missing_ok=True)
        command = [self._server, "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [*command, "--dir", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - started before there are threads
            start_new_session=True,
        )
        deadline = time.monotonic() + _START_S
        while not self.ask("PING").startswith(b"+PONG"):
            if time.monotonic() > deadline:
                raise RuntimeError("redis-server did not start")
            time.sleep(_STEP_S)

    def ask(self, *words: str) -> bytes:
        """Send one command and return the first bytes of the answer; empty if nobody answers."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(2.0)
            client.connect(str(self.socket))
            client.sendall(b" ".join(word.encode() for word in words) + b"\r\n")
            return client.recv(1 << 16)
        return b""

    def flush(self) -> None:
        """Lose everything."""
        self.ask("FLUSHALL")

    def kill(self) -> None:
        """Kill the server hard; all its data is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
