"""The fork server of a device lane: like the one for the CPU, but it never touches the device, and its children wait for orders.

    python -I device_server.py --socket FD --device FILE --options JSON [--harness FILE]

It runs no backward pass either: autograd's engine asks every device for a count when it first runs, and a process that has asked
can no longer fork children that use the device. What it would have warmed, each child warms for itself, ahead of need.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def _load_fork_server() -> Any:
    """The CPU's fork server as a module; loading it makes our packages importable without an entry on `sys.path`."""
    file = Path(__file__).resolve().with_name("forkserver.py")
    spec = importlib.util.spec_from_file_location("workers_forkserver", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


forkserver = _load_fork_server()

from workers import (  # noqa: E402
    child,
    confinement,
    descriptors,
    device_child,
    kernel,
    memory,
    namespaces,
    protocol,
    readable,
    seats,
    serving,
)
from workers.confinement import ConfinementError  # noqa: E402
from workers.cuda_policy import cuda_policy  # noqa: E402
from workers.device import Device, load_device  # noqa: E402
from workers.device_confinement import DeviceConfinement  # noqa: E402
from workers.device_witness import DeviceWitness  # noqa: E402

_UNWANTED = namespaces.CLONE_NEWNS | namespaces.CLONE_NEWPID
"""The driver reads its own process's files in /proc and finds its device files: both would have to be built anew inside."""
_DEVICE_FILES = "/dev/nvidia"
_ABSENT = "not in a device lane: the driver needs the host's /proc and device files"


def main() -> None:
    """Run the fork server until its socket closes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--seats", type=int, default=1)
    parser.add_argument("--harness")
    parser.add_argument("--device", type=Path, required=True)
    parser.add_argument("--options", type=json.loads, required=True)
    arguments = parser.parse_args()
    channel = socket.socket(fileno=descriptors.move_up(arguments.socket))
    device = load_device(arguments.device, arguments.options)
    try:
        server, prepared, programs = _settle_in(channel, arguments.seats, arguments.harness, device)
    except (ConfinementError, OSError) as error:
        protocol.send(channel, json.dumps({"refusal": str(error)}).encode())
        return
    forked = server.serve()
    if forked is not None:
        task, given, room = forked
        device_child.live(task, given, room, prepared, device, programs)


def _settle_in(
    channel: socket.socket, count: int, harness_file: str | None, device: Device
) -> tuple[serving.ForkServer, DeviceConfinement, device_child.DevicePrograms]:
    """Do everything that comes before the first request, and say hello.

    Raises:
        ConfinementError: a layer cannot be put in place, or there is no such device.
        OSError: the kernel refuses something else that is needed.
    """
    version = confinement.landlock_version()
    _refuse_if(device.missing())
    confinement.be_killed_first()
    paths = [*readable.readable_paths(), *device.readable(os.environ)]
    entered = namespaces.enter_best(_rehearse, [channel.fileno()], without=_UNWANTED)
    harness, facts = forkserver.warm_up(harness_file, "prepare_for_device")
    _refuse_if(device.prepare())
    _refuse_if(_touched())
    statm, maps = descriptors.keep_open("/proc/self/statm"), descriptors.keep_open("/proc/self/maps")
    users, no_users = forkserver.find_users(entered, [*paths, *device.nodes()], count)
    places = seats.make_seats(count, users=users, scratch=False, crossings=(), version=0)
    descriptors.occupy_low_numbers()
    os.environ.clear()
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.drop_bounding_set()
    kernel.set_thread_stack(confinement.THREAD_STACK_BYTES)
    prepared = DeviceConfinement(version, paths, device.nodes(), cuda_policy())
    layers = {name: entered.has(flag) for name, flag in namespaces.LAYERS.items()} | {"uid": bool(users)}
    testimony = DeviceWitness(version, [name for name, there in layers.items() if there], device, device.environment())
    server = serving.ForkServer(channel, statm, places)
    programs = device_child.DevicePrograms(harness.run_job, testimony, harness.warm_in_child, child.Draws())
    memory.settle(maps)
    hello = {**facts, "landlock": version, "layers": layers, **_why_not(layers, entered.reason, no_users)}
    protocol.send(channel, json.dumps(hello | {"namespaces": _numbers()}).encode())
    return server, prepared, programs


def _rehearse() -> None:
    """Nothing more is needed in new namespaces than to be in them."""


def _refuse_if(reason: str) -> None:
    if reason:
        raise ConfinementError(reason)


def _touched() -> str:
    """Whether this process has opened the driver, which nothing before the fork may do."""
    for entry in Path("/proc/self/fd").iterdir():
        if entry.is_symlink() and os.path.realpath(entry).startswith(_DEVICE_FILES):
            return "a library touched the device while it was imported: children of this process could not use it"
    return ""


def _why_not(layers: Mapping[str, bool], refused: str, no_users: str) -> dict[str, dict[str, str]]:
    reasons = {name: refused for name, there in layers.items() if not there}
    reasons |= {name: _ABSENT for name, flag in namespaces.LAYERS.items() if flag & _UNWANTED}
    if not layers["uid"]:
        reasons["uid"] = no_users
    return {"reasons": reasons}


def _numbers() -> dict[str, int]:
    return {name: descriptors.namespace_number(name) for name in ("user", "net", "ipc")}


if __name__ == "__main__":
    main()
