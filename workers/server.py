"""A running fork server, as its worker holds it: started by `exec`, heard once, ended by hanging up."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from grader.errors import SandboxError
from workers import protocol

_START_SECONDS = 180.0
_STOP_SECONDS = 5.0
_LAST_WORDS_BYTES = 1 << 16


class Server:
    """One running fork server.

    Args:
        python: its interpreter.
        fork_server: its program.
        extra: its arguments.
        environment: the whole of its environment.

    Attributes:
        channel: the socket to it.
        facts: what it said of itself.

    Raises:
        SandboxError: it does not start, or refuses; says why.
    """

    def __init__(self, python: str, fork_server: Path, extra: Collection[str], environment: Mapping[str, str]) -> None:
        self._closing = threading.Lock()
        self._closed = False
        self.channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._errors, errors = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)  # full, it drops what is written to it
        except OSError:
            self.channel.close()
            theirs.close()
            raise
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own program, under the interpreter that was asked for
                [python, "-I", "-X", "utf8", str(fork_server), "--socket", str(theirs.fileno()), *extra],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=dict(environment),
                cwd="/",
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        except OSError as error:
            self.channel.close()
            os.close(self._errors)
            raise SandboxError(f"the fork server's interpreter {python} cannot be started: {error.strerror}") from error
        finally:
            theirs.close()
            os.close(errors)
        try:
            self.facts = self._hello()
        except BaseException:
            self.close()
            raise

    def _hello(self) -> dict[str, Any]:
        self.channel.settimeout(_START_SECONDS)
        try:
            message, _ = protocol.receive(self.channel)
        except OSError as error:
            raise SandboxError(f"the fork server did not start within {_START_SECONDS:.0f} s: {error}") from error
        if not message:
            self._process.wait(_STOP_SECONDS)
            raise SandboxError(f"the fork server ended while starting: {self._last_words()}")
        self.channel.settimeout(None)
        facts = json.loads(message)
        if "refusal" in facts:
            raise SandboxError(str(facts["refusal"]))
        return dict(facts)

    def _last_words(self) -> str:
        try:
            text = os.read(self._errors, _LAST_WORDS_BYTES).decode(errors="replace").strip()
        except BlockingIOError:
            text = ""
        return text.splitlines()[-1] if text else f"exit status {self._process.returncode}"

    def close(self) -> None:
        """Hang up; the fork server ends and takes its children with it. Closing twice does nothing."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
        self.channel.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._errors)
