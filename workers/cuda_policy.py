"""What a CUDA child may do beyond a child on the CPU: the device files, their ioctl commands, what the driver maps.

This is a weaker guarantee than the CPU's, and docs/security says so. Most of the driver's work is done before the filter is there,
because the context is made first; what is listed here is what launching kernels, taking and freeing memory still need. A filter
sees an ioctl's command, not what its argument points to: what a command does to the device is the driver's to check.

Numbers are those of NVIDIA's open kernel modules: `nv-ioctl-numbers.h`, `nv_escape.h`, `uvm_ioctl.h`, `uvm_linux_ioctl.h`.
"""

from __future__ import annotations

import errno
import importlib.metadata
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from workers.policy import learner_policy
from workers.seccomp import Condition, Rule

CONTROL_NODE = Path("/dev/nvidiactl")
MEMORY_NODE = Path("/dev/nvidia-uvm")

_READ_WRITE = 3 << 30
_NVIDIA = ord("F") << 8
_COMMAND_MASK = _READ_WRITE | 0xFFFF
"""Direction, magic and number of an ioctl command; its size field differs from driver to driver."""

_FRONT_END = {
    "RM_ALLOC_MEMORY": 0x27,
    "RM_FREE": 0x29,
    "RM_CONTROL": 0x2A,
    "RM_ALLOC": 0x2B,
    "RM_DUP_OBJECT": 0x34,
    "RM_IDLE_CHANNELS": 0x41,
    "RM_VID_HEAP_CONTROL": 0x4A,
    "RM_MAP_MEMORY": 0x4E,
    "RM_UNMAP_MEMORY": 0x4F,
    "RM_MAP_MEMORY_DMA": 0x57,
    "RM_UNMAP_MEMORY_DMA": 0x58,
    "RM_UPDATE_DEVICE_MAPPING_INFO": 0x5E,
    "CARD_INFO": 200,
    "REGISTER_FD": 201,
    "ALLOC_OS_EVENT": 206,
    "FREE_OS_EVENT": 207,
    "CHECK_VERSION_STR": 210,
    "ATTACH_GPUS_TO_FD": 212,
    "SYS_PARAMS": 214,
    "NUMA_INFO": 215,
    "WAIT_OPEN_COMPLETE": 218,
}
"""Not RM_SHARE (0x35), which hands an object to other clients, nor the commands that export objects, read registers or set keys."""

_UNIFIED_MEMORY = {
    "CREATE_RANGE_GROUP": 23,
    "DESTROY_RANGE_GROUP": 24,
    "REGISTER_GPU_VASPACE": 25,
    "UNREGISTER_GPU_VASPACE": 26,
    "REGISTER_CHANNEL": 27,
    "UNREGISTER_CHANNEL": 28,
    "SET_RANGE_GROUP": 31,
    "MAP_EXTERNAL_ALLOCATION": 33,
    "FREE": 34,
    "REGISTER_GPU": 37,
    "UNREGISTER_GPU": 38,
    "PAGEABLE_MEM_ACCESS": 39,
    "SET_PREFERRED_LOCATION": 42,
    "UNSET_PREFERRED_LOCATION": 43,
    "DISABLE_READ_DUPLICATION": 45,
    "SET_ACCESSED_BY": 46,
    "UNSET_ACCESSED_BY": 47,
    "MIGRATE": 51,
    "MIGRATE_RANGE_GROUP": 53,
    "MAP_DYNAMIC_PARALLELISM_REGION": 65,
    "UNMAP_EXTERNAL": 66,
    "ALLOC_SEMAPHORE_POOL": 68,
    "VALIDATE_VA_RANGE": 72,
    "CREATE_EXTERNAL_RANGE": 73,
    "MM_INITIALIZE": 75,
    "INITIALIZE": 0x30000001,
    "DEINITIALIZE": 0x30000002,
}
"""Not the tools' commands (56 to 64), which reach into another process's memory, nor peer access, nor the driver's own tests."""

_MAP_HUGETLB = 0x40000
_SYSTEM_FILES = (
    "/proc/driver/nvidia",
    "/proc/devices",
    "/proc/meminfo",
    "/proc/cpuinfo",
    "/proc/sys/vm/overcommit_memory",
    "/sys/devices/system/node",
    "/sys/devices/system/memory/block_size_bytes",
    "/sys/devices/system/cpu",
    "/sys/module/nvidia/version",
)
_LIBRARY_FOLDERS = (
    "/usr/local/nvidia/lib64",
    "/usr/local/nvidia/lib",
    "/usr/local/cuda/lib64",
    "/usr/local/cuda/compat",
    "/usr/lib/wsl/lib",
    "/usr/lib/nvidia",
)
_DISTRIBUTION_PREFIXES = ("nvidia-", "cuda-")


def cuda_policy() -> dict[str, Rule]:
    """The system call policy of a child that holds a CUDA context: call name to rule."""
    policy = learner_policy()
    ioctl = policy["ioctl"]
    front_end = Condition(1, tuple(_READ_WRITE | _NVIDIA | number for number in _FRONT_END.values()), _COMMAND_MASK)
    unified = Condition(1, tuple(_UNIFIED_MEMORY.values()))
    return policy | {
        "ioctl": Rule((*ioctl.alternatives, (front_end,), (unified,)), errno.ENOTTY),
        # The driver maps the device, and pinned memory of the host, shared and writable. A filter cannot tell which file is
        # mapped; Landlock leaves no other file writable. Pages of the machine's reserve stay out of reach.
        "mmap": Rule(((Condition(3, (0,), _MAP_HUGETLB),),)),
        # Where pinned memory lies, on machines with several memory nodes; it binds this process alone.
        "mbind": Rule(),
    }


def device_nodes(index: int) -> list[Path]:
    """The device files that a context on GPU `index` needs, whether or not they exist."""
    return [CONTROL_NODE, MEMORY_NODE, Path(f"/dev/nvidia{index}")]


def missing_nodes(index: int) -> str:
    """What is wrong with the device files of GPU `index`; empty if nothing is."""
    for node in device_nodes(index):
        if not node.exists():
            return (
                f"there is no {node}: this machine has no such NVIDIA GPU, its driver is not loaded "
                "(nvidia-modprobe -u -c=0 makes the files), or it is not passed into this container"
            )
        if not os.access(node, os.R_OK | os.W_OK):
            return f"{node} may not be opened by this user"
    return ""


def readable_for_driver(environment: Mapping[str, str]) -> list[Path]:
    """Files and folders that the driver and CUDA's libraries read once a context exists.

    Args:
        environment: of the process; what `LD_LIBRARY_PATH` names counts too.
    """
    listed = [*map(Path, _SYSTEM_FILES), *_driver_libraries(environment), *_cuda_packages()]
    return list(dict.fromkeys(listed))


def _driver_libraries(environment: Mapping[str, str]) -> Iterator[Path]:
    named = [part for part in environment.get("LD_LIBRARY_PATH", "").split(":") if part.startswith("/")]
    for folder in map(Path, (*_LIBRARY_FOLDERS, *named)):
        if folder.is_dir():
            yield from (entry for entry in sorted(folder.iterdir()) if ".so" in entry.name and entry.is_file())


def _cuda_packages() -> Iterator[Path]:
    """What distributions of CUDA's libraries installed: cuBLAS, cuDNN, the compiler at run time."""
    for distribution in importlib.metadata.distributions():
        name = (distribution.metadata["Name"] or "").lower()
        if name.startswith(_DISTRIBUTION_PREFIXES):
            folder = Path(str(distribution.locate_file("")))
            files = (distribution.read_text("RECORD") or "").splitlines()
            tops = {line.split("/", 1)[0] for line in files if "/" in line}
            yield from (folder / top for top in sorted(tops - {"", "..", "__pycache__"}))
