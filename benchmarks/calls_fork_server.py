"""A fork server for `calls.py` alone: its children tell every system call that they make, and wait to be let go on.

Started in the place of `workers/forkserver.py`. All layers but the system call filter are as always; the filter is replaced by one
that hands each call to `calls.py`, whose address stands in the file beside this one's copy.
"""

from __future__ import annotations

import os
import runpy
import socket
import sys
from pathlib import Path

_USER_NOTIFICATION = 0x7FC00000
_NEW_LISTENER = 1 << 3
_ALLOW = 0x7FFF0000
_SET_MODE_FILTER = 1


def main(workers: str, address: str) -> None:
    """Be a fork server whose children's calls are watched.

    Args:
        workers: folder of the real fork server.
        address: Unix socket to send each child's listener to.
    """
    sys.argv[0] = str(Path(workers) / "forkserver.py")
    server = runpy.run_path(sys.argv[0])
    # Only now can our modules be found.
    from workers import descriptors, kernel, seccomp  # noqa: PLC0415
    from workers.syscalls import native  # noqa: PLC0415

    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.connect(address)
        teller = socket.socket(fileno=descriptors.move_up(connection.detach()))
    numbers = native().numbers
    program = [(0x20, 0, 0, 0)]
    for name in ("sendmsg", "close"):  # with these the listener is handed over, before anybody listens
        program += [(0x15, 0, 1, numbers[name]), (0x06, 0, 0, _ALLOW)]
    program.append((0x06, 0, 0, _USER_NOTIFICATION))
    everything = seccomp.Filter(program, placeholder=-1)

    def install(_: object, own_id: int) -> None:
        listener = kernel.syscall("seccomp", _SET_MODE_FILTER, _NEW_LISTENER, everything.pointer)
        socket.send_fds(teller, [str(own_id).encode()], [listener])
        os.close(listener)

    closerange = os.closerange
    os.closerange = lambda first, last: (closerange(first, teller.fileno()), closerange(teller.fileno() + 1, last))
    seccomp.Filter.install = install
    server["main"]()
