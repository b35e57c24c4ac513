"""Learns which system calls programs need: `python -m benchmarks.calls [PROGRAM.py ...]`.

Each program runs in the sandbox, every layer in force, but for each call that it makes the kernel asks here first. A call that
the policy allows goes on; one that it denies meets its error, as in production, and is listed. Without arguments the exercises'
accepted submissions and the honest programs of the tests are run. To be used again for a new torch, Python or architecture:

    needed and denied       judge each: is it honest work, and can it be allowed without reaching anybody else?
    allowed and not needed  a candidate to be taken from `workers/policy.py`, unless its reason there still holds
"""

from __future__ import annotations

import collections
import errno
import fcntl
import os
import select
import socket
import struct
import sys
import tempfile
import threading
from pathlib import Path

from workers.policy import OWN_ID, learner_policy
from workers.sandbox import Limits, Sandbox
from workers.seccomp import compile_policy, decide
from workers.syscalls import native

_HERE = Path(__file__).resolve().parent
_REPOSITORY = _HERE.parent
_LIMITS = Limits(cpu_seconds=120.0, wall_seconds=300.0, memory_bytes=4 << 30)
_NOTIFICATION = struct.Struct("<QIIiIQ6Q")
_ANSWER = struct.Struct("<QqiI")
_RECEIVE = 0xC0502100  # SECCOMP_IOCTL_NOTIF_RECV
_SEND = 0xC0182101  # SECCOMP_IOCTL_NOTIF_SEND
_GO_ON = 1  # SECCOMP_USER_NOTIF_FLAG_CONTINUE
_SHIM = """
import sys
sys.path.insert(0, {repository!r})
from benchmarks.calls_fork_server import main
del sys.path[0]
main({workers!r}, {address!r})
"""


class Listener(threading.Thread):
    """Answers for every call of every child, and counts them.

    Attributes:
        allowed: how often each call was made and let through, by name.
        denied: the same for calls that were refused, by name and first two arguments.
    """

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.allowed: collections.Counter[str] = collections.Counter()
        self.denied: collections.Counter[str] = collections.Counter()
        self._names = {number: name for name, number in native().numbers.items()}
        self._program = compile_policy(learner_policy(), native())
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.bind(address)
        self._socket.listen()

    def run(self) -> None:
        """Serve until the process ends."""
        teller, _ = self._socket.accept()
        poll = select.poll()
        poll.register(teller.fileno(), select.POLLIN)
        own_ids: dict[int, int] = {}
        while True:
            for descriptor, events in poll.poll():
                if descriptor == teller.fileno():
                    message, descriptors, _, _ = socket.recv_fds(teller, 64, 1)
                    if not message:
                        return
                    own_ids[descriptors[0]] = int(message)
                    poll.register(descriptors[0], select.POLLIN)
                elif events & select.POLLIN:
                    self._serve(descriptor, own_ids[descriptor])
                else:
                    poll.unregister(descriptor)
                    os.close(descriptor)

    def _serve(self, listener: int, own_id: int) -> None:
        buffer = bytearray(_NOTIFICATION.size)
        try:
            fcntl.ioctl(listener, _RECEIVE, buffer)
            identity, _, _, number, architecture, _, *arguments = _NOTIFICATION.unpack(buffer)
            shown = ", ".join(hex(argument) for argument in arguments[:2])
            if arguments[0] == own_id:
                arguments[0] = OWN_ID
            code = decide(self._program, architecture, number, arguments)
            name = self._names.get(number, str(number))
            if code is None:
                self.allowed[name] += 1
            else:
                self.denied[f"{name}({shown}): {errno.errorcode[code]}"] += 1
            answer = _ANSWER.pack(identity, 0, -(code or 0), 0 if code else _GO_ON)
            fcntl.ioctl(listener, _SEND, bytearray(answer))
        except OSError:
            return  # the child is gone


def _programs() -> list[Path]:
    if len(sys.argv) > 1:
        return [Path(name) for name in sys.argv[1:]]
    submissions = _REPOSITORY.glob("exercises/*/submissions/accepted/*.py")
    return sorted([*submissions, *_REPOSITORY.glob("tests/programs/**/*.py")])


def main() -> None:
    """Run the programs and print what was learned."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"{folder}/listener"
        listener = Listener(address)
        listener.start()
        shim = Path(folder) / "fork_server.py"
        values = {"repository": str(_REPOSITORY), "workers": str(_REPOSITORY / "workers"), "address": address}
        shim.write_text(_SHIM.format(**values))
        harness = str(_REPOSITORY / "tests" / "sandbox" / "torch_harness.py")
        with Sandbox(prove=False, harness=harness, fork_server=shim) as box:
            programs = _programs()
            for number, program in enumerate(programs, start=1):
                outcome = box.run(program.read_bytes(), _LIMITS)
                print(f"\r{number}/{len(programs)}", end="", file=sys.stderr, flush=True)
                if outcome.exit_status != 0:
                    print(f"\n{program}: {outcome.ending.value} {outcome.signal or ''}", file=sys.stderr)
    policy = {name for name, rule in learner_policy().items() if rule.alternatives}
    print(f"\n{len(programs)} programs")
    print("needed and allowed:", *(f"{name} {count}" for name, count in listener.allowed.most_common()), sep="\n  ")
    print("needed and denied:", *(f"{call} {count}" for call, count in listener.denied.most_common()), sep="\n  ")
    print("allowed and not needed:", " ".join(sorted(policy - set(listener.allowed))), sep="\n  ")


if __name__ == "__main__":
    main()
