"""A Redis server of our own, for the embedded default on a machine that has the program installed.

It listens on a socket in the data folder that its owner alone can reach, keeps nothing on disk (the database is the
queue of record), and ends with the process that started it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from grader.errors import ConfigurationError

_START_S = 10.0
_STEP_S = 0.02
_STOP_S = 5.0
_PROGRAMS = ("redis-server", "valkey-server")
_PR_SET_PDEATHSIG = 1
_SOCKET_MODE = "700"


def find_program() -> str | None:
    """The Redis server installed here, or None."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def socket_path(data_dir: Path) -> Path:
    """Where the private server of a data folder listens."""
    return data_dir / "redis.sock"


def url_of(data_dir: Path) -> str:
    """The broker URL of the private server of a data folder."""
    return f"redis+socket://{socket_path(data_dir)}"


def answers(data_dir: Path) -> bool:
    """Whether a server listens in this data folder."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1.0)
        try:
            client.connect(str(socket_path(data_dir)))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


class PrivateRedis:
    """The server as a child of this process. Start it from the main thread, before others.

    Raises:
        ConfigurationError: it did not start; the message holds its last words.
    """

    def __init__(self, program: str, data_dir: Path) -> None:
        self.url = url_of(data_dir)
        # A server whose starter was killed hard may still be there for a moment.
        with contextlib.suppress(FileNotFoundError):
            socket_path(data_dir).unlink()
        command = [program, "--port", "0", "--unixsocket", str(socket_path(data_dir)), "--unixsocketperm", _SOCKET_MODE]
        command += ["--save", "", "--appendonly", "no", "--dir", str(data_dir), "--loglevel", "warning"]
        self._process = subprocess.Popen(  # noqa: S603 - a program of the operator's own path
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - no other thread runs yet
            env={"PATH": os.defpath},
        )
        deadline = time.monotonic() + _START_S
        while not answers(data_dir):
            if self._process.poll() is not None or time.monotonic() > deadline:
                words = self._last_words()
                raise ConfigurationError(f"{program} did not start ({words}): set GRADER_BROKER_URL=memory://")
            time.sleep(_STEP_S)

    def _last_words(self) -> str:
        self.stop()
        pipe = self._process.stdout
        return "" if pipe is None else pipe.read().decode(errors="replace").strip()[-300:]

    def stop(self) -> None:
        """End the server."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


_libc = ctypes.CDLL(None, use_errno=True)


def _end_with_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
