"""What a CUDA child may do beyond a child on the CPU: calls by argument, device files, what is pinned. No GPU takes part."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.test_confinement import LONGEST_FILTER, NEVER_ALLOWED, answer, both_architectures
from workers import cuda_device, cuda_policy, nvml
from workers.cuda_policy import cuda_policy as policy_of_cuda
from workers.policy import OWN_ID, learner_policy
from workers.seccomp import compile_policy
from workers.syscalls import ARCHITECTURES, Architecture

READ_WRITE = 0xC0000000
NVIDIA = 0x4600


def command(number: int, size: int) -> int:
    """Return an ioctl command of the driver's front end."""
    return READ_WRITE | size << 16 | NVIDIA | number


COMMANDS = {
    "control, whatever its size": (command(0x2A, 32), None),
    "control of another driver version": (command(0x2A, 48), None),
    "allocate": (command(0x2B, 48), None),
    "version": (command(210, 72), None),
    "share an object with another client": (command(0x35, 32), errno.ENOTTY),
    "export an object to a descriptor": (command(0x5C, 16), errno.ENOTTY),
    "import an object from a descriptor": (command(0x5D, 16), errno.ENOTTY),
    "read a register": (command(0x64, 16), errno.ENOTTY),
    "set the driver's configuration": (command(0x33, 16), errno.ENOTTY),
    "another driver's magic": (READ_WRITE | 32 << 16 | 0x6400 | 0x2A, errno.ENOTTY),
    "the front end's number without a direction": (NVIDIA | 0x2A, errno.ENOTTY),
    "unified memory: map": (33, None),
    "unified memory: begin": (0x30000001, None),
    "unified memory: enable peer access": (29, errno.ENOTTY),
    "unified memory: read another process's memory": (62, errno.ENOTTY),
    "unified memory: write another process's memory": (63, errno.ENOTTY),
    "unified memory: the driver's own tests": (200, errno.ENOTTY),
    "type into a terminal": (0x5412, errno.ENOTTY),
    "ask for a terminal's size": (0x5413, None),
}


@both_architectures
@pytest.mark.parametrize("meaning", COMMANDS)
def test_ioctl_commands(architecture: Architecture, meaning: str) -> None:
    """Commands that running kernels need pass; those that reach other processes, registers or settings do not."""
    number, wanted = COMMANDS[meaning]
    assert answer(architecture, policy_of_cuda(), "ioctl", 3, number) == wanted


@both_architectures
def test_mappings(architecture: Architecture) -> None:
    """The device may be mapped shared and writable, which no file but its own allows; the machine's reserve may not."""
    assert answer(architecture, policy_of_cuda(), "mmap", 0, 4096, 3, 0x11) is None
    assert answer(architecture, policy_of_cuda(), "mmap", 0, 4096, 3, 0x31) is None
    assert answer(architecture, policy_of_cuda(), "mmap", 0, 4096, 3, 0x40022) == errno.EPERM
    assert answer(architecture, learner_policy(), "mmap", 0, 4096, 3, 0x11) == errno.EPERM


@both_architectures
@pytest.mark.parametrize("name", NEVER_ALLOWED.split())
def test_never_allowed_on_cuda_either(architecture: Architecture, name: str) -> None:
    """What reaches other processes, the network, the kernel's surface or file attributes is refused with a GPU as without."""
    if name in architecture.numbers:
        for arguments in ((), (0,) * 6, (OWN_ID,) * 6, (0xFFFFFFFF,) * 6):
            assert answer(architecture, policy_of_cuda(), name, *arguments) == errno.EPERM


def test_nothing_else_differs() -> None:
    """Only the calls that are named in the lane's documents differ from the CPU's."""
    cuda, cpu = policy_of_cuda(), learner_policy()
    assert {name for name in {*cuda, *cpu} if cuda.get(name) != cpu.get(name)} == {"ioctl", "mmap", "mbind"}


@both_architectures
def test_filter_fits_the_kernel(architecture: Architecture) -> None:
    """The larger filter is within the kernel's limits too, and every call it names is in a table."""
    assert len(compile_policy(policy_of_cuda(), architecture)) <= LONGEST_FILTER
    assert set(policy_of_cuda()) <= set().union(*(each.numbers for each in ARCHITECTURES.values()))


def test_missing_device_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which device file is missing, or closed to this user, is said, with what to do."""
    nodes = [tmp_path / name for name in ("nvidiactl", "nvidia-uvm", "nvidia0")]
    monkeypatch.setattr(cuda_policy, "device_nodes", lambda _: nodes)
    assert f"there is no {nodes[0]}" in cuda_policy.missing_nodes(0)
    for node in nodes[:2]:
        node.touch()
    assert f"there is no {nodes[2]}" in cuda_policy.missing_nodes(0)
    nodes[2].touch()
    assert cuda_policy.missing_nodes(0) == ""
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "may not be opened" in cuda_policy.missing_nodes(0)


def test_driver_libraries_are_found_where_the_loader_finds_them(tmp_path: Path) -> None:
    """Folders that LD_LIBRARY_PATH names count as the driver's, file by file; what is no library is left out."""
    (tmp_path / "libcuda.so.1").touch()
    (tmp_path / "secret.txt").touch()
    found = cuda_policy.readable_for_driver({"LD_LIBRARY_PATH": f"{tmp_path}:relative"})
    assert tmp_path / "libcuda.so.1" in found
    assert tmp_path / "secret.txt" not in found
    assert tmp_path not in found


def test_no_file_beyond_the_drivers_is_readable() -> None:
    """Of /proc and /sys only what the driver reads is open: nothing of other processes, nothing below a whole tree."""
    trees = {Path("/"), Path("/proc"), Path("/sys"), Path("/dev"), Path("/tmp"), Path.home()}
    assert trees.isdisjoint(cuda_policy.readable_for_driver({}))


def test_pins_are_what_the_record_says() -> None:
    """Reduced precision is off and repeatable algorithms are asked for; what is recorded is read back, not assumed."""
    import torch  # noqa: PLC0415 - only this test needs it

    before = torch.are_deterministic_algorithms_enabled()
    try:
        cuda_device.pin(torch)
        pins = cuda_device.pins(torch)
        assert pins["tf32"] is pins["cudnn_benchmark"] is False
        assert pins["cudnn_deterministic"] is pins["deterministic_algorithms"] is True
        torch.backends.cuda.matmul.allow_tf32 = True
        assert cuda_device.pins(torch)["tf32"] is True
    finally:
        torch.backends.cuda.matmul.allow_tf32 = False
        torch.backends.cudnn.deterministic = False
        torch._C._set_deterministic_algorithms(before, warn_only=False)


def test_children_are_told_what_is_fixed() -> None:
    """A child's environment names one GPU and fixes what libraries read there; nothing of the machine's own is in it."""
    environment = cuda_device.make_device({"index": 3, "memory_bytes": 1}).environment()
    assert environment["CUDA_VISIBLE_DEVICES"] == "3"
    assert environment["NVIDIA_TF32_OVERRIDE"] == "0"
    assert environment["CUDA_CACHE_DISABLE"] == "1"
    assert environment["CUBLAS_WORKSPACE_CONFIG"] == ":4096:8"
    assert "PATH" not in environment


def test_torch_without_cuda_is_named() -> None:
    """A torch that was built without CUDA is refused by its version."""
    torch = pytest.importorskip("torch")
    if torch.version.cuda is None:
        assert torch.__version__ in cuda_device.make_device({"index": 0, "memory_bytes": 1}).prepare()


def test_missing_management_library_is_an_error_that_can_be_said() -> None:
    """Where NVIDIA's management library is missing, or another is in its place, that is an OSError and no crash."""
    with pytest.raises(OSError, match="libno-such"):
        nvml.DeviceMemory(0, "libno-such-library.so.1")
    with pytest.raises(OSError, match="nvmlInit"):
        nvml.DeviceMemory(0, "libc.so.6")
